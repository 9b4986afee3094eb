import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, memoryTree } from '@infraforge/kustomize';
import { readTemplate, renderSkeleton, stepInput } from '@infraforge/template-tests';
import { tempDirectory } from '@infraforge/testkit';
import { execa } from 'execa';
import { checkout } from '../platform.ts';
import { median, type Row, seconds } from '../row.ts';

const repetitions = 200;
const repetitionsOfPrograms = 15;
const overlay = 'deploy/overlays/dev';

/** The dev overlay of a service as the golden path makes it, built in process and by `kubectl kustomize`. */
export async function kustomizeBuild(): Promise<readonly Row[]> {
  const folder = await tempDirectory('infraforge-bench-');
  try {
    writeService(folder.path);
    const tree = memoryTree(filesIn(join(folder.path, 'deploy'), folder.path));
    const run = async () => {
      const result = await build(tree, overlay);
      if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
    };
    const peer = await kubectl(join(folder.path, overlay));
    return [
      {
        what: 'kustomize build, in process',
        unit: 'ms',
        measured: await medianOf(run, repetitions),
        target: 5,
        ...(peer === undefined
          ? { remark: 'kubectl is not on PATH' }
          : { peer: { name: 'kubectl', measured: peer } }),
      },
    ];
  } finally {
    await folder.remove();
  }
}

async function kubectl(folder: string): Promise<number | undefined> {
  const run = () => execa('kubectl', ['kustomize', folder], { stdin: 'ignore' });
  try {
    await run();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return await medianOf(run, repetitionsOfPrograms);
}

async function medianOf(run: () => Promise<unknown>, times: number): Promise<number> {
  const samples: number[] = [];
  for (let index = 0; index < times; index++) samples.push((await seconds(run)) * 1000);
  return median(samples);
}

function writeService(target: string): void {
  const golden = join(checkout, 'templates/nodejs-service');
  const parameters = {
    name: 'bench',
    description: 'Bench',
    owner: 'group:default/payments',
    environment: 'dev',
    resources: 'small',
    minReplicas: 1,
    maxReplicas: 3,
    metrics: true,
    traces: true,
    logLevel: 'info',
  };
  const outputs = {
    admit: { team: 'payments', repoUrl: 'localhost:7080?owner=payments&repo=bench' },
  };
  const input = stepInput(readTemplate(golden), 'fetch', parameters, outputs);
  renderSkeleton(join(golden, 'skeleton'), input as Parameters<typeof renderSkeleton>[1], target);
}

function filesIn(folder: string, root: string): Readonly<Record<string, Uint8Array>> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(root, path), readFileSync(path)];
      }),
  );
}
