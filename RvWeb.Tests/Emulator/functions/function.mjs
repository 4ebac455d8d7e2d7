// A small Runtime API program: what it does is named by the event's "command", or by the path of a function URL.
// Its first argument makes it fail before its first event.
import http from 'node:http';
import net from 'node:net';
import fs from 'node:fs';
import { spawn } from 'node:child_process';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

const call = (method, path, body = '', headers = {}) => new Promise((resolve, reject) => {
  const request = http.request({ host, port, agent, method, path: `/2018-06-01/runtime/${path}`, headers }, response => {
    const chunks = [];
    response.on('data', chunk => chunks.push(chunk));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }));
  });
  request.on('error', reject);
  request.end(body);
});

const passGate = gate => new Promise(resolve => net.connect(gate, '127.0.0.1').once('data', resolve).once('close', resolve));
const answered = async (method, path, body) => (({ status, body }) => ({ status, body }))(await call(method, path, body));

const grow = event => {
  held = Buffer.alloc(event.megabytes * 1024 * 1024, 1);
};
// A streamed response. The event's steps: {text} sends, {gate} waits, {zeros} sends that many bytes in pieces of 64 KiB,
// {crash} exits, {hang} never ends, {hangup} closes the connection, {next} asks for an event, {respond} answers again, {error} ends with trailers.
const stream = async (id, { contentType = 'application/octet-stream', steps }) => {
  const failure = steps.find(step => step.error)?.error;
  const request = http.request({
    host, port, method: 'POST', path: `/2018-06-01/runtime/invocation/${id}/response`,
    headers: {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Content-Type': contentType,
      'Transfer-Encoding': 'chunked',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    },
  });
  const answer = new Promise(resolve => {
    request.on('error', () => resolve(0));
    request.on('response', response => response.resume().on('end', () => resolve(response.statusCode)));
  });
  request.flushHeaders();
  for (const step of steps) {
    if (step.text !== undefined) await new Promise(resolve => request.write(step.text, resolve));
    if (step.gate) await passGate(step.gate);
    for (let left = step.zeros ?? 0; left > 0 && !request.destroyed; left -= 65536) {
      if (!request.write(Buffer.alloc(Math.min(left, 65536)))) {
        await new Promise(resolve => request.once('drain', resolve).once('close', resolve));
      }
    }
    if (step.crash) process.exit(3);
    if (step.hang) await new Promise(() => {});
    if (step.hangup) return request.destroy();
    if (step.next) console.log(`next: ${(await call('GET', 'invocation/next')).status}`);
    if (step.respond) console.log(`respond: ${(await call('POST', `invocation/${id}/response`, '1')).status}`);
  }
  if (failure) {
    request.addTrailers({
      'Lambda-Runtime-Function-Error-Type': failure.errorType,
      ...(failure.errorMessage && { 'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(failure)).toString('base64') }),
    });
  }
  request.end();
  console.log(`streamed: ${await answer}`);
};

let held;
const commands = {
  // A child of its own, which lives on: what it costs and how it ends is the platform's affair.
  fork: () => JSON.stringify(spawn('sleep', ['1000'], { stdio: 'ignore' }).pid),
  grow: event => (grow(event), JSON.stringify(held.length)),
  'grow-and-hang': event => (grow(event), commands.hang()),
  'fork-and-grow': event => {
    spawn(process.execPath, ['-e', `globalThis.held = Buffer.alloc(${event.megabytes} * 1024 * 1024, 1); setInterval(() => {}, 1000)`]);
    return commands.hang();
  },
  write: () => (fs.writeFileSync(`${process.env.TMPDIR}/file`, 'x'), JSON.stringify(process.env.TMPDIR)),
  credentials: async () => JSON.stringify(await (await fetch(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI, {
    headers: { Authorization: process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN },
  })).json()),
  hold: event => new Promise(resolve => {
    held = net.connect(event.gate, '127.0.0.1', () => resolve('null'));
  }),
  use: async () => {
    held.write('ping');
    return JSON.stringify((await new Promise(resolve => held.once('data', resolve))).toString());
  },
  echo: (event, body) => body,
  pid: () => JSON.stringify(process.pid),
  env: () => JSON.stringify(process.env),
  headers: (event, body, headers) => JSON.stringify(headers),
  crash: () => process.exit(3),
  hang: () => new Promise(() => setInterval(() => {}, 1000)),
  gate: async event => (await passGate(event.gate), JSON.stringify(process.pid)),
  flood: event => (process.stdout.write(`${event.text}\n`.repeat(event.times)), 'null'),
  say: event => (console.log(event.text), 'null'),
  large: event => JSON.stringify('x'.repeat(event.bytes)),
  returns: event => event.body,
  body: event => JSON.stringify({
    statusCode: 200, headers: { 'content-type': event.headers['content-type'] }, body: event.body, isBase64Encoded: event.isBase64Encoded,
  }),
  'wrong-id': async () => JSON.stringify(await answered('POST', 'invocation/no-such-id/response', '1')),
  'late-init-error': async () => JSON.stringify(await answered('POST', 'init/error', '{}')),
  'wrong-mode': async (event, body, headers) => JSON.stringify(
    (await call('POST', `invocation/${headers['lambda-runtime-aws-request-id']}/response`, '1', { 'Lambda-Runtime-Function-Response-Mode': 'buffered' })).status),
  'next-again': async () => (await call('GET', 'invocation/next')).body,
  ping: async () => JSON.stringify((await call('GET', '../ping')).body),
};

const mode = process.argv[2];
if (mode === 'init-error') {
  await call('POST', 'init/error', JSON.stringify({ errorMessage: 'no database', errorType: 'Function.NoDatabase' }),
    { 'Lambda-Runtime-Function-Error-Type': 'Function.NoDatabase' });
  process.exit(1);
}
if (mode === 'init-exit') process.exit(7);
if (mode === 'init-exit-once' && !fs.existsSync(process.argv[3])) {
  fs.writeFileSync(process.argv[3], '');
  process.exit(7);
}
if (mode === 'init-gate') await passGate(Number(process.argv[3]));
if (mode === 'stand-by') {
  // The test itself plays the runtime.
  console.log(`runtime-api ${process.env.AWS_LAMBDA_RUNTIME_API}`);
  await new Promise(() => setInterval(() => {}, 1000));
}
if (mode === 'internal' || mode === 'external') {
  process.on('SIGTERM', () => {
    console.log('function got SIGTERM');
    if (process.argv[3] !== 'stays') process.exit(0);
  });
}
if (mode === 'internal') {
  const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2020-01-01/extension/`;
  const registered = await fetch(`${api}register`, {
    method: 'POST', headers: { 'Lambda-Extension-Name': 'inside' }, body: JSON.stringify({ events: JSON.parse(process.argv[4] ?? '[]') }),
  });
  const headers = { 'Lambda-Extension-Identifier': registered.headers.get('lambda-extension-identifier') };
  const next = async () => {
    const event = await (await fetch(`${api}event/next`, { headers })).text();
    console.log(`inside got ${event}`);
    return next();
  };
  next().catch(() => {});
}
if (mode === 'snap-start') {
  const restored = await call('GET', 'restore/next');
  console.log(`restored ${restored.status} ${restored.body}`);
  if (process.argv[3] === 'error')
    await call('POST', 'restore/error', JSON.stringify({ errorMessage: 'no clock', errorType: 'Runtime.AfterRestoreError' }),
      { 'Lambda-Runtime-Function-Error-Type': 'Runtime.AfterRestoreError' });
  if (process.argv[3] === 'hang' || process.argv[3] === 'error') await new Promise(() => setInterval(() => {}, 1000));
}
if (mode === 'init-hang') {
  console.log('init hangs');
  await new Promise(() => setInterval(() => {}, 1000));
}

// Begins an answer and closes the connection in the middle of it; the next time it answers.
const half = async id => {
  if (last) return call('POST', `invocation/${id}/response`, '"whole"');
  last = 'half';
  const request = http.request({ host, port, method: 'POST', path: `/2018-06-01/runtime/invocation/${id}/response`, headers: { 'Content-Length': 100 } });
  request.on('error', () => {});
  await new Promise(resolve => request.write('"half', resolve));
  request.destroy();
};

let last = '';
while (mode === 'print') {
  const { headers, body } = await call('GET', 'invocation/next');
  console.log(body);
  await call('POST', `invocation/${headers['lambda-runtime-aws-request-id']}/response`, 'null');
}
while (true) {
  const { headers, body } = await call('GET', 'invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  const event = JSON.parse(body);
  const command = event.command ?? event.rawPath?.split('/')[1];
  if (command === 'throw') {
    await call('POST', `invocation/${id}/error`, JSON.stringify({ errorMessage: 'thrown', errorType: 'Application.CustomError' }));
  } else if (command === 'twice') {
    await call('POST', `invocation/${id}/response`, '"first"');
    last = JSON.stringify(await answered('POST', `invocation/${id}/response`, '"second"'));
  } else if (command === 'half') {
    await half(id);
  } else if (command === 'stream') {
    await stream(id, event.steps ? event : JSON.parse(event.body));
  } else if (command === 'last') {
    await call('POST', `invocation/${id}/response`, last);
  } else {
    await call('POST', `invocation/${id}/response`, await (commands[command] ?? commands.echo)(event, body, headers));
  }
}
