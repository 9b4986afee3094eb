import { setTimeout as delay } from 'node:timers/promises';
import type { Application } from '@infraforge/gitops';
import { silentLogger, systemClock } from '@infraforge/kernel';
import { build, memoryTree, type SourceTree } from '@infraforge/kustomize';
import { createGitops, type Gitops, renderSource } from '@infraforge/platform';
import { createObjectStore } from '@infraforge/postgres';
import { testDatabase } from '@infraforge/testkit';
import type { ObjectStore } from '@infraforge/workloads';
import { type Row, seconds } from '../row.ts';

const COUNT = 1_000;
/** The application that a push changes: of one repository, the last that is looked at. */
const LAST = COUNT - 1;
const FORGE = 'http://127.0.0.1:7080';
/** Passes over everything of which the fastest counts: the machine does other things, too. */
const PASSES = 3;

type Layout = 'one repository' | 'their own repositories';

/** A thousand applications on a real database: a pass over all with nothing to do, and the way of one push. */
export async function manyApplications(): Promise<readonly Row[]> {
  return [...(await measure('one repository')), ...(await measure('their own repositories'))];
}

async function measure(layout: Layout): Promise<readonly Row[]> {
  const { database, close } = await testDatabase({ max: 10 });
  const stop = new AbortController();
  const objects = createObjectStore(database, { masterKey: new Uint8Array(32) });
  const forge = memoryForge();
  const gitops = createGitops({
    objects,
    repositories: forge,
    scm: { repositories: async () => [], pathExists: async () => false },
    render: renderSource({ tree: forge.tree, build }),
    clock: systemClock,
    logger: silentLogger,
    pollSeconds: 3_600,
  });
  try {
    await objects.create(project());
    for (let index = 0; index < COUNT; index += 1) await objects.create(app(index, layout));
    const running = gitops.start(stop.signal);
    const first = await seconds(() => gitops.reconcileOnce());
    const idle: number[] = [];
    for (let pass = 0; pass < PASSES; pass += 1) {
      idle.push(await seconds(() => gitops.reconcileOnce()));
    }
    const push = await seconds(() => pushOne(forge, gitops, objects, layout));
    stop.abort();
    await running;
    return [
      {
        what: `1,000 applications in ${layout}: all synced`,
        unit: 's',
        measured: first,
        remark: 'once, from nothing',
      },
      {
        what: `1,000 applications in ${layout}: nothing to do`,
        unit: 'ms',
        measured: Math.min(...idle) * 1000,
        target: 2_000,
      },
      {
        what: `1,000 applications in ${layout}: push to sync`,
        unit: 'ms',
        measured: push * 1000,
        target: 1_000,
        remark: layout === 'one repository' ? 'of the last one that is looked at' : 'of one',
      },
    ];
  } finally {
    stop.abort();
    await close();
  }
}

/** Repositories in memory, each with one commit that says the value of every application's setting. */
function memoryForge() {
  let changed = 0;
  const trees: Record<string, SourceTree> = {};
  const head = () => String(changed).padStart(40, '0');
  return {
    push: () => {
      changed += 1;
    },
    head,
    resolve: async () => head(),
    tree: async (_repoURL: string, sha: string) => {
      trees[sha] ??= memoryTree(filesAt(sha));
      return trees[sha];
    },
  };
}

function filesAt(sha: string): Readonly<Record<string, string>> {
  const files = Array.from({ length: COUNT }, (_, index) => {
    const value = index === LAST ? sha : 'same';
    const metadata = { name: `setting-${index}` };
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { value } };
    return [`app-${index}/setting.yaml`, JSON.stringify(object)] as const;
  });
  return Object.fromEntries(files);
}

async function pushOne(
  forge: ReturnType<typeof memoryForge>,
  gitops: Gitops,
  objects: ObjectStore,
  layout: Layout,
): Promise<void> {
  forge.push();
  gitops.refresh({ repoURL: repositoryOf(LAST, layout) });
  const key = { group: '', kind: 'ConfigMap', namespace: 'bench-dev', name: `setting-${LAST}` };
  for (;;) {
    const { data } = ((await objects.get(key)) ?? {}) as { data?: { value?: string } };
    if (data?.value === forge.head()) return;
    await delay(5);
  }
}

function repositoryOf(index: number, layout: Layout): string {
  return `${FORGE}/bench/${layout === 'one repository' ? 'all' : `app-${index}`}.git`;
}

function project() {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'bench', namespace: 'argocd' },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: '*' }],
    },
  };
}

function app(index: number, layout: Layout): Application {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `app-${index}`, namespace: 'argocd' },
    spec: {
      project: 'bench',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'bench-dev' },
      source: {
        repoURL: repositoryOf(index, layout),
        path: `app-${index}`,
        targetRevision: 'HEAD',
      },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  };
}
