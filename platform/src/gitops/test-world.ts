import type { ScmProvider, ScmRepository, SourceRepositories } from '@infraforge/gitops';
import { digestOf, fixedClock, type Logger, silentLogger } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { build, memoryTree, type SourceTree } from '@infraforge/kustomize';
import { memoryObjectStore, type ObjectStore } from '@infraforge/workloads';
import { bootstrapManifests } from './bootstrap-manifests.ts';
import { createGitops, type Gitops } from './create-gitops.ts';
import { renderSource } from './render-source.ts';

export const FORGE = 'http://127.0.0.1:7080';
type Files = Readonly<Record<string, string>>;
type Repository = {
  topics: readonly string[];
  archived: boolean;
  commits: Map<string, Files>;
  head: string;
};

/** A forge in memory for tests: repositories with commits, found as the scmProvider generator finds them. */
export type TestForge = SourceRepositories &
  ScmProvider & {
    /** Commits these files to a repository, which is made when it is not there; the commit's id. */
    push(path: string, files: Files): string;
    change(path: string, change: Partial<Pick<Repository, 'topics' | 'archived'>>): void;
    tree(repoURL: string, sha: string): Promise<SourceTree>;
  };

export function testForge(): TestForge {
  const repositories = new Map<string, Repository>();
  const at = (url: string) => repositories.get(url.slice(FORGE.length + 1).replace(/\.git$/, ''));
  return {
    push(path, files) {
      const before = repositories.get(path);
      const sha = digestOf({ path, files, parent: before?.head ?? '' }).slice(0, 40);
      const repository = before ?? {
        topics: ['idp-managed'],
        archived: false,
        commits: new Map<string, Files>(),
        head: '',
      };
      repository.commits.set(sha, files);
      repository.head = sha;
      repositories.set(path, repository);
      return sha;
    },
    change(path, change) {
      Object.assign(repositories.get(path) ?? {}, change);
    },
    async resolve(repoURL, revision) {
      const repository = at(repoURL);
      if (revision === 'HEAD' || revision === 'main') return repository?.head;
      return repository?.commits.has(revision) ? revision : undefined;
    },
    async tree(repoURL, sha) {
      return memoryTree(at(repoURL)?.commits.get(sha) ?? {});
    },
    async repositories(organization) {
      const found: ScmRepository[] = [];
      for (const [path, { topics, archived, head }] of repositories) {
        const [owner = '', name = ''] = path.split('/');
        if (owner !== organization || archived) continue;
        const url = `${FORGE}/${path}.git`;
        const fields = { organization, repository: name, repositoryId: 1, url, branch: 'main' };
        found.push({ ...fields, sha: head, labels: topics });
      }
      return found;
    },
    async pathExists({ url, sha }, path) {
      return Object.keys(at(url)?.commits.get(sha) ?? {}).includes(path);
    },
  };
}

/** The files of a service that GitOps reads: a catalog entry and an overlay with a Deployment and a Service. */
export function serviceFiles(name: string, more: Files = {}): Files {
  const manifest = (kind: string, apiVersion: string, spec: unknown) =>
    JSON.stringify({ apiVersion, kind, metadata: { name }, spec });
  const extra = Object.keys(more).filter((path) => path.startsWith('deploy/overlays/dev/'));
  const resources = ['deployment.yaml', 'service.yaml', ...extra.map((path) => path.slice(20))];
  const labels = { 'app.kubernetes.io/name': name };
  return {
    'catalog-info.yaml': `kind: Component\nmetadata:\n  name: ${name}\n`,
    'deploy/overlays/dev/kustomization.yaml': `resources: ${JSON.stringify([...new Set(resources)])}
`,
    'deploy/overlays/dev/deployment.yaml': manifest('Deployment', 'apps/v1', {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }] }] },
      },
    }),
    'deploy/overlays/dev/service.yaml': manifest('Service', 'v1', {
      selector: labels,
      ports: [{ port: 80, targetPort: 8080 }],
    }),
    ...more,
  };
}

export type World = {
  readonly forge: TestForge;
  readonly objects: ObjectStore;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly gitops: Gitops;
  get(kind: string, namespace: string, name: string): Promise<KubeObject | undefined>;
};

/** No controllers run here that own or collect anything: what is deleted in the foreground owns nothing and goes. */
function withoutGarbage(objects: ObjectStore): ObjectStore {
  return {
    ...objects,
    delete: (key, { propagationPolicy: _, ...options } = {}) => objects.delete(key, options),
  };
}

/** GitOps over an empty cluster and a forge whose state repository holds the bootstrap manifests of two teams. */
export async function testWorld(
  options: { readonly wrap?: (objects: ObjectStore) => ObjectStore; readonly logger?: Logger } = {},
): Promise<World> {
  const forge = testForge();
  const clock = fixedClock('2026-11-01T12:00:00Z');
  const objects = withoutGarbage(memoryObjectStore({ clock }));
  const { root, files } = bootstrapManifests({
    teams: ['payments', 'storefront'],
    forgeUrl: FORGE,
  });
  forge.push(
    'platform/state',
    Object.fromEntries(files.map(({ path, content }) => [path, content])),
  );
  const gitops = createGitops({
    objects: options.wrap?.(objects) ?? objects,
    repositories: forge,
    scm: forge,
    tree: forge.tree,
    render: renderSource({ tree: forge.tree, resolve: forge.resolve, build }),
    clock,
    logger: options.logger ?? silentLogger,
    pollSeconds: 30,
  });
  for (const object of root) await gitops.apply(object);
  const groups: Readonly<Record<string, string>> = { Deployment: 'apps' };
  return {
    forge,
    objects,
    clock,
    gitops,
    get: (kind, namespace, name) => {
      const own = kind.startsWith('App') ? 'argoproj.io' : '';
      return objects.get({ group: groups[kind] ?? own, kind, namespace, name });
    },
  };
}
