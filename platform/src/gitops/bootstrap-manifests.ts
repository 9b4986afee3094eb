import { type AppProject, localCluster } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { stringifyYaml } from '@infraforge/yaml';
import { PLATFORM_ORGANIZATION, STATE_REPOSITORY } from '../content/seed-repositories.ts';
import { CONTROL_NAMESPACE } from '../services/describe-service.ts';
import { teamGenerator, teamProject, workloadTemplate } from './workload-manifests.ts';

/** Where the state repository holds what brings everything else up. */
export const BOOTSTRAP_PATH = 'rendered/local/platform/bootstrap/gitops';

export type BootstrapInput = {
  /** Names of the teams, which are their organisations on the forge. */
  readonly teams: readonly string[];
  /** Without a trailing slash. */
  readonly forgeUrl: string;
};

export type BootstrapFile = { readonly path: string; readonly content: string };

export type BootstrapManifests = {
  /** What is applied by hand, in this order: root-app and its project, which bring up what stands in `files`. */
  readonly root: readonly KubeObject[];
  /** Files of the state repository. */
  readonly files: readonly BootstrapFile[];
};

/**
 * The first Argo CD resources of an installation (DESIGN §6.1): root-app alone in project `bootstrap`, the projects, and
 * the ApplicationSets. Valid for a real Argo CD too, whose cluster then follows the same forge.
 */
export function bootstrapManifests(input: BootstrapInput): BootstrapManifests {
  const { teams, forgeUrl } = input;
  const stateUrl = `${forgeUrl}/${PLATFORM_ORGANIZATION}/${STATE_REPOSITORY}.git`;
  const objects: readonly KubeObject[] = [
    bootstrapProject(stateUrl),
    platformProject(forgeUrl),
    workloadsProject(teams, forgeUrl),
    ...teams.map((team) => teamProject(team, forgeUrl)),
    platformSet(stateUrl),
    workloadsSet(input),
  ];
  return {
    root: [bootstrapProject(stateUrl), rootApplication(stateUrl)],
    files: objects.map((object) => ({
      path: `${BOOTSTRAP_PATH}/${object.kind.toLowerCase()}-${object.metadata.name}.yaml`,
      content: stringifyYaml(object),
    })),
  };
}

function rootApplication(stateUrl: string): KubeObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'root-app', namespace: CONTROL_NAMESPACE },
    spec: {
      project: 'bootstrap',
      source: { repoURL: stateUrl, targetRevision: 'HEAD', path: BOOTSTRAP_PATH },
      destination: { server: localCluster.server, namespace: CONTROL_NAMESPACE },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: -1, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
      },
    },
  };
}

/** Only root-app is in it: it may write Argo CD's own kinds into Argo CD's namespace, and nothing else. */
function bootstrapProject(stateUrl: string): AppProject {
  return project('bootstrap', {
    description: 'Brings up the projects and application sets of the platform',
    sourceRepos: [stateUrl],
    destinations: [{ server: localCluster.server, namespace: CONTROL_NAMESPACE }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [{ group: 'argoproj.io', kind: '*' }],
  });
}

function platformProject(forgeUrl: string): AppProject {
  return project('platform', {
    description: 'The parts of the platform itself',
    sourceRepos: [`${forgeUrl}/${PLATFORM_ORGANIZATION}/*`],
    destinations: [{ server: localCluster.server, namespace: 'platform' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  });
}

/** The frame of all teams; each of them has a narrower project of its own. */
function workloadsProject(teams: readonly string[], forgeUrl: string): AppProject {
  return project('workloads', {
    description: 'Services of all teams',
    sourceRepos: teams.map((team) => `${forgeUrl}/${team}/*`),
    destinations: teams.map((team) => ({
      server: localCluster.server,
      namespace: `${team}-*`,
    })),
    clusterResourceWhitelist: [],
  });
}

/** The platform's own parts run beside the cluster so far; a part that becomes an Application is an element here. */
function platformSet(stateUrl: string): KubeObject {
  return set('platform', {
    generators: [{ list: { elements: [] } }],
    template: {
      metadata: { name: 'platform-{{.name}}', labels: { 'infraforge.io/part': '{{.name}}' } },
      spec: {
        project: 'platform',
        source: {
          repoURL: stateUrl,
          targetRevision: 'HEAD',
          path: 'rendered/local/platform/platform/{{.name}}',
        },
        destination: { server: localCluster.server, namespace: 'platform' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions: ['CreateNamespace=true'],
        },
      },
    },
  });
}

function workloadsSet({ teams, forgeUrl }: BootstrapInput): KubeObject {
  return set('workloads', {
    generators: teams.map((team) => teamGenerator(team, forgeUrl)),
    template: workloadTemplate(forgeUrl),
  });
}

function set(name: string, spec: Readonly<Record<string, unknown>>): KubeObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name, namespace: CONTROL_NAMESPACE },
    spec: { goTemplate: true, goTemplateOptions: ['missingkey=error'], ...spec },
  };
}

/** A project with the metadata that all of them share. */
function project(name: string, spec: AppProject['spec']): AppProject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: CONTROL_NAMESPACE },
    spec,
  };
}
