import { join } from 'node:path';
import {
  type Application,
  type AppProject,
  type Cluster,
  permitsDestination,
  permitsKind,
  permitsResource,
  permitsSource,
  permitsSourceNamespace,
  problemsOfProject,
  syncDecision,
} from '@infraforge/gitops';
import { type Case, readFolder } from './argocd-cases.ts';

type Question = Readonly<Record<string, unknown>> & {
  readonly ask: string;
  readonly expected: unknown;
};

type ProjectCase = {
  readonly name: string;
  readonly project: AppProject;
  readonly questions: readonly Question[];
};

/** `project/`: one case a file, with all its questions. */
export function projectCases(directory: string): readonly Case[] {
  return readFolder<ProjectCase>(join(directory, 'project')).map((example) => ({
    name: `project/${example.name}`,
    async run() {
      return {
        expected: example.questions.map(({ expected, activeWindows }) => [expected, activeWindows]),
        actual: example.questions.map((question) => answer(example.project, question)),
      };
    },
  }));
}

function answer(project: AppProject, question: Question): unknown {
  const text = (name: string) => String(question[name] ?? '');
  const cluster = { server: '', name: '', ...(question.cluster as object | undefined) };
  switch (question.ask) {
    case 'source':
      return [permitsSource(project, text('repoURL')), undefined];
    case 'destination':
      return [
        permitsDestination(project, cluster, text('namespace'), clustersOf(question)),
        undefined,
      ];
    case 'groupKind': {
      const resource = {
        group: text('group'),
        kind: text('kind'),
        name: text('objectName'),
        namespaced: question.namespaced === true,
      };
      return [permitsKind(project, resource), undefined];
    }
    case 'resource': {
      const resource = {
        group: text('group'),
        kind: text('kind'),
        name: text('objectName'),
        namespace: text('namespace'),
      };
      return [permitsResource(project, cluster, resource), undefined];
    }
    case 'appNamespace':
      return [
        permitsSourceNamespace(project, text('appNamespace'), text('controlNamespace')),
        undefined,
      ];
    case 'valid':
      return [problemsOfProject(project).length === 0, undefined];
    case 'canSync': {
      const started = question.operationStartedAt;
      const decision = syncDecision(project, {
        now: new Date(text('at')),
        manual: question.manual === true,
        startedAt: started === undefined ? undefined : new Date(String(started)),
        application: question.application as Application | undefined,
      });
      return [decision.allowed, decision.active];
    }
    default:
      return ['unknown question', undefined];
  }
}

function clustersOf({ projectClusters }: Question): readonly Cluster[] {
  return (Array.isArray(projectClusters) ? projectClusters : []).map((cluster) => ({
    server: '',
    name: '',
    ...cluster,
  }));
}
