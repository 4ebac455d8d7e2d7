// An external extension: registers for the events of its first argument and prints what it gets. The second argument makes
// it misbehave or subscribe to telemetry, the third is the port of a gate, or the subscription.
import http from 'node:http';
import net from 'node:net';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const [, , events, mode, gate] = process.argv;
let id = '';

const call = (method, path, body = '', headers = {}, api = '/2020-01-01/extension/') => new Promise((resolve, reject) => {
  const request = http.request({ host, port, method, path: `${api}${path}`, headers: { 'Lambda-Extension-Identifier': id, ...headers } }, response => {
    const chunks = [];
    response.on('data', chunk => chunks.push(chunk));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }));
  });
  request.on('error', reject);
  request.end(body);
});
// A gate that is gone is open.
const passGate = () => new Promise(resolve => net.connect(gate, '127.0.0.1').on('error', () => {}).once('data', resolve).once('close', resolve));

if (mode === 'crash') process.exit(9);
if (mode === 'late') await passGate();
const registered = await call('POST', 'register', JSON.stringify({ events: JSON.parse(events) }), { 'Lambda-Extension-Name': 'node' });
id = registered.headers['lambda-extension-identifier'];
console.log(`extension registered ${registered.status} ${registered.body}`);
const fail = async path => {
  await call('POST', path, '', { 'Lambda-Extension-Function-Error-Type': 'Extension.NoKey' });
  process.exit(1);
};
if (mode === 'init-error') await fail('init/error');
const subscribe = async (subscription, path = '2022-07-01/telemetry') => {
  const { status, body } = await call('PUT', path, subscription, {}, '/');
  console.log(`extension subscribed ${status} ${body}`);
};
if (mode?.startsWith('subscribe')) await subscribe(gate);
if (mode === 'subscribe-twice') await subscribe(gate);
if (mode === 'subscribe-logs') await subscribe(gate, '2020-08-15/logs');
// As extensions in the field do: it asks for no event before it was told that the runtime is done with the one before.
const done = { ids: new Set(), wake: () => {} };
if (mode === 'drain') {
  const listener = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      response.end();
      for (const { type, record } of JSON.parse(Buffer.concat(chunks).toString())) if (type === 'platform.runtimeDone') done.ids.add(record.requestId);
      done.wake();
    });
  });
  await new Promise(resolve => listener.listen(0, '127.0.0.1', resolve));
  const address = `http://sandbox.localdomain:${listener.address().port}`;
  await subscribe(JSON.stringify({ schemaVersion: '2022-12-13', types: ['platform'], buffering: { timeoutMs: 25 }, destination: { protocol: 'HTTP', URI: address } }));
}
const drain = async id => {
  while (!done.ids.has(id)) await new Promise(resolve => { done.wake = resolve; });
  console.log(`extension drained ${id}`);
};
while (true) {
  const { body } = await call('GET', 'event/next');
  console.log(`extension got ${body}`);
  const { eventType, requestId } = JSON.parse(body);
  if (eventType === 'INVOKE' && mode === 'drain') await drain(requestId);
  if (eventType === 'INVOKE' && mode === 'late-subscribe') await subscribe(gate);
  if (mode === 'exit-error') await fail('exit/error');
  if (eventType === 'INVOKE' && mode === 'slow') await passGate();
  if (eventType === 'INVOKE' && mode === 'dies') process.exit(9);
  if (eventType === 'SHUTDOWN' && mode !== 'stays') process.exit(0);
}
