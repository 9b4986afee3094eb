import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logOf } from '../installation.ts';
import { portsOf } from '../ports.ts';
import { accepts, type Program, type World } from '../programs.ts';

const SCRIPT = fileURLToPath(new URL('./fake-program.ts', import.meta.url));

/** Small programs in the place of kubelet and server: they listen on their ports and can be told to fail. */
export function fakePrograms(
  behaviour: { readonly server?: string; readonly kubelet?: string } = {},
): (world: World) => { kubelet: Program; server: Program } {
  return (world) => ({
    kubelet: fake(world, 'kubelet', behaviour.kubelet),
    server: fake(world, 'server', behaviour.server),
  });
}

function fake(world: World, name: 'kubelet' | 'server', behaviour = 'listen'): Program {
  const ports = portsOf(name, world.ports);
  return {
    name,
    command: [world.node, SCRIPT, name, ports.join(), behaviour],
    workingDirectory: join(import.meta.dirname),
    environment: { PATH: process.env.PATH ?? '', INFRAFORGE_DATA_DIR: world.installation.data },
    logFile: logOf(world.installation, name),
    isAdoptable: name === 'kubelet',
    graceMilliseconds: 2_000,
    async isReady(signal) {
      const answers = await Promise.all(ports.map((port) => accepts(port, signal)));
      return !answers.includes(false);
    },
  };
}
