import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IsolationLevel } from '@infraforge/local-cluster';
import { deploy, eventually, fetchHost, startLocalWorld } from './testing/local-world.ts';
import { evaluatingServer } from './testing/programs.ts';

/** A machine that does not give low ports to ordinary users; as root it is made believe. */
const levels: readonly (IsolationLevel | undefined)[] = [undefined, 'none'];

for (const isolation of levels) {
  test(`${isolation ?? 'confined'}: names work without their ports where low ports need root`, async () => {
    const world = await startLocalWorld({ firstOpenPort: 1024, ...(isolation && { isolation }) });
    try {
      const evaluate = async (code: string) => {
        const path = `/?code=${encodeURIComponent(code)}`;
        return (await fetchHost(world.port(), 'asks.dev.localhost', path)).body;
      };
      await world.image('forge/team/probe:1', evaluatingServer);
      const env = [{ name: 'NODE_OPTIONS', value: '--stack-trace-limit=7' }];
      await deploy(world.store, 'told', 'forge/team/probe:1');
      await deploy(world.store, 'asks', 'forge/team/probe:1', { container: { env } });
      const code = 'fetch("http://told/?code=6*7").then((response) => response.text())';
      await eventually(async () => ((await evaluate(code)) === '"42"' ? true : undefined));
      assert.equal(await evaluate('Error.stackTraceLimit'), '7', 'its own options stay');
      assert.equal(await evaluate('process.env.TOLD_SERVICE_PORT_WEB'), '"61080"');
      assert.equal(await evaluate('process.env.TOLD_SERVICE_PORT_HTTP'), '"8080"');
      const address = 'process.env.TOLD_SERVICE_HOST';
      const direct = `fetch("http://" + ${address} + "/?code=2").then((answer) => answer.text())`;
      assert.equal(await evaluate(direct), '"2"');
    } finally {
      await world.close();
    }
  });
}
