import { type AppProject, localCluster } from '@infraforge/gitops';
import { CONTROL_NAMESPACE } from '../services/describe-service.ts';

/** Secret in Argo CD's namespace that holds the token for the forge's API; the local cluster needs none. */
const tokenRef = { secretName: 'forge-token', key: 'token' };

/** What a team's applications may do: their own repositories, their own namespaces, and of the cluster-wide kinds only those. */
export function teamProject(team: string, forgeUrl: string): AppProject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: `workloads-${team}`,
      namespace: CONTROL_NAMESPACE,
      labels: { 'infraforge.io/team': team },
    },
    spec: {
      description: `Services of team ${team}`,
      sourceRepos: [`${forgeUrl}/${team}/*`],
      destinations: [{ server: localCluster.server, namespace: `${team}-*` }],
      // CreateNamespace=true needs it; Argo CD knows names in this list since 3.2.
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: `${team}-*` }],
      namespaceResourceBlacklist: [
        { group: '', kind: 'ResourceQuota' },
        { group: '', kind: 'LimitRange' },
        { group: 'argoproj.io', kind: '*' },
        { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
        { group: 'rbac.authorization.k8s.io', kind: '*' },
      ],
    },
  };
}

/** Finds the services of a team: repositories with the topic `idp-managed` and a catalog entry. */
export function teamGenerator(team: string, forgeUrl: string): Readonly<Record<string, unknown>> {
  return {
    scmProvider: {
      cloneProtocol: 'https',
      github: { organization: team, api: `${forgeUrl}/api/v3`, tokenRef },
      filters: [{ labelMatch: '^idp-managed$', pathsExist: ['catalog-info.yaml'] }],
    },
  };
}

/** The Application of one service in dev, at the newest commit of its main branch. */
export function workloadTemplate(forgeUrl: string): Readonly<Record<string, unknown>> {
  const registry = forgeUrl.replace(/^https?:\/\//, '');
  return {
    metadata: {
      name: '{{.repository}}-dev',
      labels: {
        'infraforge.io/environment': 'dev',
        'infraforge.io/service': '{{.repository}}',
        'infraforge.io/team': '{{.organization}}',
      },
    },
    spec: {
      project: 'workloads-{{.organization}}',
      source: {
        repoURL: '{{.url}}',
        targetRevision: '{{.sha}}',
        path: 'deploy/overlays/dev',
        kustomize: { images: [`app=${registry}/{{.organization}}/{{.repository}}:{{.sha}}`] },
      },
      destination: { server: localCluster.server, namespace: '{{.organization}}-dev' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['CreateNamespace=true'],
        retry: { limit: 5, backoff: { duration: '2s', factor: 2, maxDuration: '1m' } },
      },
    },
  };
}
