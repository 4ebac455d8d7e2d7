// Asks the emulator at ENDPOINT all that JavaScriptSdkTests wants to know, and prints it as one JSON object.
import { GetFunctionCommand, InvokeCommand, InvokeWithResponseStreamCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';

const client = new LambdaClient({ endpoint: process.env.ENDPOINT, region: 'us-east-1' });
const invoke = (event, parameters) => client.send(new InvokeCommand({ FunctionName: 'test', Payload: JSON.stringify(event), ...parameters }));
const text = bytes => Buffer.from(bytes).toString();
const error = promise => promise.then(() => null, ({ name, message, $metadata }) => ({ name, message, status: $metadata.httpStatusCode }));

const stream = async event => {
  const { EventStream } = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: 'test', Payload: JSON.stringify(event) }));
  const chunks = [];
  let complete;
  for await (const { PayloadChunk, InvokeComplete } of EventStream) {
    if (PayloadChunk) chunks.push(text(PayloadChunk.Payload));
    complete ??= InvokeComplete;
  }
  return { text: chunks.join(''), error: complete?.ErrorCode ?? null };
};

const failed = await invoke({ command: 'throw' });
console.log(JSON.stringify({
  payload: text((await invoke({ a: [1, 2] })).Payload),
  event: (await invoke({}, { InvocationType: 'Event' })).StatusCode,
  functionError: failed.FunctionError,
  errorType: JSON.parse(text(failed.Payload)).errorType,
  log: Buffer.from((await invoke({ command: 'say', text: 'hello, SDK' }, { LogType: 'Tail' })).LogResult, 'base64').toString(),
  functions: (await client.send(new ListFunctionsCommand({}))).Functions.map(({ FunctionName }) => FunctionName),
  notFound: await error(client.send(new GetFunctionCommand({ FunctionName: 'tset' }))),
  notJson: await error(client.send(new InvokeCommand({ FunctionName: 'test', Payload: '{' }))),
  streamed: await stream({ command: 'stream', steps: [{ text: 'one ' }, { text: 'two' }] }),
  broken: await stream({ command: 'stream', steps: [{ text: 'one' }, { error: { errorType: 'Function.Broken', errorMessage: 'wanted' } }] }),
}));
