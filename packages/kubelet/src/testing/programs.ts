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

/** Says on stderr why it ends, then ends. */
export const complainingServer: Files = program(`
console.error('\\x1b[31mconfiguration is missing: DATABASE_URL\\x1b[39m');
process.exit(7);
`);

/** Answers for a moment, then nothing gets through to it any more. */
export const hangingServer: Files = program(`
import { createServer } from 'node:http';
createServer((request, response) => response.end('ok')).listen(process.env.PORT);
setTimeout(() => { for (;;); }, 1500);
process.on('SIGTERM', () => {});
`);

/** Prints 100 MB of lines as fast as it can, then one more. */
export const talkativeServer: Files = program(`
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
const block = ('x'.repeat(99) + '\\n').repeat(10_000);
for (let written = 0; written < 100; written += 1) writeSync(1, block);
console.log('all said');
createServer((request, response) => response.end('ok')).listen(process.env.PORT);
`);

/** Writes to its disk until there is no room. */
export const hoardingServer: Files = program(`
import { writeFileSync, appendFileSync } from 'node:fs';
const block = Buffer.alloc(8 * 2 ** 20, 1);
writeFileSync('/tmp/hoard', '');
for (;;) appendFileSync('/tmp/hoard', block);
`);

/** Runs, and answers its readiness probe with 503 for ever. */
export const unreadyServer: Files = program(`
import { createServer } from 'node:http';
createServer((request, response) => response.writeHead(503).end('no database')).listen(process.env.PORT);
`);
