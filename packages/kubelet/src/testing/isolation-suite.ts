import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type IsolationLevel, isPodConnection } from '@infraforge/local-cluster';
import { deploy, eventually, fetchHost, type LocalWorld, startLocalWorld } from './local-world.ts';
import { evaluatingServer } from './programs.ts';

const CHECKOUT = fileURLToPath(new URL('../../../..', import.meta.url));

/** What a pod may not do at any level, and at the levels with a root directory of its own. */
const always: readonly (readonly [string, string, RegExp])[] = [
  [
    'load a library of the platform',
    'import("undici").then(() => "loaded")',
    /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND/,
  ],
  [
    'load one by its path',
    `import(${JSON.stringify(`${CHECKOUT}node_modules/undici/index.js`)}).then(() => "loaded")`,
    /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ERR_OUTSIDE_APP/,
  ],
  [
    'require one by its path',
    `require(${JSON.stringify(`${CHECKOUT}node_modules/undici`)}) && "loaded"`,
    /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ERR_OUTSIDE_APP/,
  ],
  [
    'see secrets of the platform in its environment',
    'Object.keys(process.env).filter((name) => /SECRET|TOKEN|DATABASE|npm_/i.test(name))',
    /^\[\]$/,
  ],
];
const confined: readonly (readonly [string, string, RegExp])[] = [
  ['read the checkout', `fs.readdirSync(${JSON.stringify(CHECKOUT)})`, /ENOENT/],
  ['read homes', 'fs.readdirSync("/home")', /ENOENT/],
  ['read the data of the platform', 'fs.readdirSync(process.env.INFRAFORGE_DATA_DIR)', /ENOENT/],
  ['write into its own files', 'fs.writeFileSync("/app/x", "")', /EROFS|EACCES/],
  ['write into the root', 'fs.writeFileSync("/x", "")', /EROFS|EACCES/],
  [
    'read the environment of the platform',
    'fs.readFileSync("/proc/" + process.env.OUTER_PID + "/environ")',
    /EACCES|EPERM|ENOENT/,
  ],
  [
    "pass through the platform's root",
    'fs.readdirSync("/proc/" + process.env.OUTER_PID + "/root/work")',
    /EACCES|EPERM|ENOENT/,
  ],
  [
    'have a capability',
    'fs.readFileSync("/proc/self/status", "utf8").match(/CapEff:\\s*(\\w+)/)[1]',
    /^"0{16}"$/,
  ],
  ['use the files of others in /tmp', 'fs.readdirSync("/tmp")', /^\[\]$/],
];

let world: LocalWorld;

async function evaluate(app: string, code: string): Promise<string> {
  const path = `/?code=${encodeURIComponent(code)}`;
  return (await fetchHost(world.port(), `${app}.dev.localhost`, path)).body;
}

async function ready(app: string): Promise<void> {
  await eventually(
    async () => ((await evaluate(app, '1')) === '1' ? true : undefined),
    20_000,
    async () => (await world.store.list({ kind: 'Pod' })).items.map(({ status }) => status),
  );
}

/** What holds between a pod and the platform, and between pods, at a level; at the strongest one when none is given. */
export function isolationSuite(level: IsolationLevel | undefined): void {
  const name = level ?? 'the strongest level of this machine';
  before(async () => {
    world = await startLocalWorld(level ? { isolation: level } : {});
    await world.image('forge/team/probe:1', evaluatingServer);
    const env = [{ name: 'OUTER_PID', value: String(process.pid) }];
    await deploy(world.store, 'probe', 'forge/team/probe:1', { container: { env } });
    await deploy(world.store, 'other', 'forge/team/probe:1');
    await ready('probe');
    await ready('other');
  });
  after(() => world.close());

  for (const [what, code, expected] of level === 'none' ? always : [...always, ...confined]) {
    test(`${name}: a pod cannot ${what}`, async () => {
      assert.match(await evaluate('probe', code), expected);
    });
  }

  test(`${name}: a pod that calls the platform is told from a person's browser`, async () => {
    const server = createServer(async ({ socket }, response) => {
      const { remotePort = 0, localPort = 0 } = socket;
      const isPod = await isPodConnection(world.data, {
        clientPort: remotePort,
        serverPort: localPort,
      });
      response.end(isPod ? 'pod' : 'person');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    try {
      assert.equal(await (await fetch(url)).text(), 'person');
      const call = `fetch("${url}").then((response) => response.text())`;
      assert.equal(await evaluate('probe', call), '"pod"');
      // A child of another environment, in a session of its own.
      const script = `fetch("${url}").then((r) => r.text()).then(console.log)`;
      const child = `import("node:child_process").then(({ spawnSync }) => spawnSync(process.execPath, ["-e", ${JSON.stringify(script)}], { env: {}, detached: true }).stdout.toString().trim())`;
      assert.equal(await evaluate('probe', child), '"pod"');
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  for (const host of ['other', 'other.team-dev', 'other.team-dev.svc.cluster.local']) {
    test(`${name}: a pod reaches another Service as ${host}`, async () => {
      for (const port of [8080, 80]) {
        const url = `http://${host}:${port}/?code=6*7`;
        const code = `fetch("${url}").then((response) => response.text())`;
        await eventually(async () =>
          (await evaluate('probe', code)) === '"42"' ? true : undefined,
        );
      }
    });
  }

  test(`${name}: a pod learns the name of a Service that came after it`, async () => {
    await deploy(world.store, 'later', 'forge/team/probe:1');
    await ready('later');
    const code = 'fetch("http://later:8080/?code=1%2B1").then((response) => response.text())';
    await eventually(async () => ((await evaluate('probe', code)) === '"2"' ? true : undefined));
  });

  test(`${name}: a pod is told to listen on this machine only`, async () => {
    assert.equal(await evaluate('probe', 'process.env.HOST'), '"127.0.0.1"');
  });

  test(`${name}: a pod has the address of a Service in its environment`, async () => {
    const code = 'process.env.PROBE_SERVICE_HOST + ":" + process.env.PROBE_SERVICE_PORT';
    assert.match(await evaluate('later', code), /^"127\.\d+\.\d+\.\d+:8080"$/);
  });
}
