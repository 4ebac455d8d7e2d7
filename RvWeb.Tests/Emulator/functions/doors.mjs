// A Runtime API program behind any front door. What it does is named by a segment of the path.
import net from 'node:net';

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/`;

const pathOf = event => event.rawPath ?? event.path;
const queryOf = (event, name) => event.queryStringParameters?.[name] ?? event.multiValueQueryStringParameters?.[name]?.[0];
const bodyOf = event => Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
const headerOf = (event, name) => {
  const all = event.headers ?? event.multiValueHeaders;
  const key = Object.keys(all).find(key => key.toLowerCase() === name);
  return key && [all[key]].flat()[0];
};

// In the form that the front door takes from which the event came.
const answer = (event, headers, body, isBase64Encoded) => JSON.stringify({
  statusCode: 200,
  ...event.headers ? { headers } : { multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])) },
  body,
  isBase64Encoded,
});

const commands = {
  // The event itself.
  seen: (event, json) => answer(event, { 'content-type': 'application/json' }, json, false),
  name: event => answer(event, { 'content-type': 'text/plain' }, process.env.AWS_LAMBDA_FUNCTION_NAME, false),
  // The request's body is all that the function returns.
  returns: event => bodyOf(event),
  body: event => answer(event, { 'content-type': headerOf(event, 'content-type') ?? 'text/plain' }, bodyOf(event).toString('base64'), true),
  large: event => answer(event, { 'content-type': 'text/plain' }, 'x'.repeat(Number(queryOf(event, 'bytes'))), false),
  crash: () => process.exit(3),
  gate: async event => {
    await new Promise(resolve => net.connect(Number(queryOf(event, 'gate')), '127.0.0.1').once('data', resolve).once('close', resolve));
    return answer(event, { 'content-type': 'text/plain' }, `${process.pid}`, false);
  },
};

while (true) {
  const next = await fetch(`${api}next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const json = await next.text();
  const event = JSON.parse(json);
  const command = pathOf(event).split('/').find(segment => segment in commands || segment === 'throw');
  if (command === 'throw') {
    await fetch(`${api}${id}/error`, { method: 'POST', body: JSON.stringify({ errorMessage: 'thrown', errorType: 'Application.CustomError' }) });
  } else {
    await fetch(`${api}${id}/response`, { method: 'POST', body: await commands[command ?? 'seen'](event, json) });
  }
}
