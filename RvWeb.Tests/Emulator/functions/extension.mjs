// An external extension: registers for the events of its first argument and prints what it gets. The second argument makes
// it misbehave, the third is the port of a gate.
import http from 'node:http';
import net from 'node:net';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const [, , events, mode, gate] = process.argv;
let id = '';

const call = (method, path, body = '', headers = {}) => new Promise((resolve, reject) => {
  const request = http.request({ host, port, method, path: `/2020-01-01/extension/${path}`, headers: { 'Lambda-Extension-Identifier': id, ...headers } }, response => {
    const chunks = [];
    response.on('data', chunk => chunks.push(chunk));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }));
  });
  request.on('error', reject);
  request.end(body);
});
const passGate = () => new Promise(resolve => net.connect(gate, '127.0.0.1').once('data', resolve).once('close', resolve));

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
while (true) {
  const { body } = await call('GET', 'event/next');
  console.log(`extension got ${body}`);
  const { eventType } = JSON.parse(body);
  if (mode === 'exit-error') await fail('exit/error');
  if (eventType === 'INVOKE' && mode === 'slow') await passGate();
  if (eventType === 'INVOKE' && mode === 'dies') process.exit(9);
  if (eventType === 'SHUTDOWN' && mode !== 'stays') process.exit(0);
}
