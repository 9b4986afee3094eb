type Files = Readonly<Record<string, string>>;

const MANIFEST = JSON.stringify({ type: 'module', scripts: { start: 'node server.js' } });

function program(server: string): Files {
  return { 'package.json': MANIFEST, 'server.js': server };
}

/** A server that answers every request with the text, and finishes what is under way at SIGTERM. */
export function serverThatSays(text: string): Files {
  return program(`
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  setTimeout(() => response.end(${JSON.stringify(text)}), 5);
});
server.listen(process.env.PORT, () => console.log('listening'));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`);
}

/** A server that starts a process in a session of its own, with another environment, and ignores SIGTERM. */
export const stubbornServer: Files = program(`
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
const child = spawn('/bin/sh', ['-c', 'trap "" TERM; sleep 1000 & wait; sleep 1000'], {
  detached: true, stdio: 'ignore', env: process.env.CLEAN ? {} : process.env,
});
child.unref();
process.on('SIGTERM', () => {});
createServer((request, response) => response.end(String(child.pid))).listen(process.env.PORT);
`);

/** Listens where it likes. */
export const deafServer: Files = program(`
import { createServer } from 'node:http';
createServer((request, response) => response.end('here')).listen(0, '127.0.0.1');
`);

/** Ends at once, after a line. */
export const crashingServer: Files = program(`
console.log('run of', new Date().toISOString());
process.exit(3);
`);

/** Takes more and more memory. */
export const hungryServer: Files = program(`
import { createServer } from 'node:http';
createServer((request, response) => response.end('ok')).listen(process.env.PORT);
const kept = [];
setInterval(() => kept.push(Buffer.alloc(8 * 2 ** 20, 1)), 20);
`);

/** Answers with the value of the JavaScript expression in the query \`code\`, which may be a promise. */
export const evaluatingServer: Files = program(`
import { createServer } from 'node:http';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
createServer(async (request, response) => {
  const code = new URL(request.url, 'http://x').searchParams.get('code') ?? '"ready"';
  try {
    response.end(JSON.stringify(await eval(code)) ?? 'undefined');
  } catch (error) {
    response.end('error: ' + (error.code ?? error.message));
  }
}).listen(process.env.PORT);
`);
