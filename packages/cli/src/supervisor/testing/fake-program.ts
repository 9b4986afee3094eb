import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** Stands in for the kubelet or the server in the supervisor's tests: `NAME PORT,PORT BEHAVIOUR`. */
const [name, ports = '', behaviour] = process.argv.slice(2);

if (behaviour === 'fail') {
  process.stderr.write('Error: the table is missing: orders\n    at somewhere\n');
  process.exit(3);
}
if (behaviour === 'deaf') process.on('SIGTERM', () => undefined);
if (name === 'kubelet') {
  // A pod's process that left its group, as a daemon does.
  const pod = spawn('sleep', ['600'], {
    detached: true,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      INFRAFORGE_POD_UID: 'pod-1',
      INFRAFORGE_DATA_DIR: process.env.INFRAFORGE_DATA_DIR,
    },
  });
  pod.unref();
}
for (const port of ports.split(',')) {
  createServer((socket) => socket.end()).listen(Number(port), '127.0.0.1', () => {
    process.stdout.write(`${name} listens on ${port}\n`);
  });
}
