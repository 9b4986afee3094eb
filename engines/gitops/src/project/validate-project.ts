import type { AppProject, ProjectRole } from '../types.ts';
import { problemOfWindow } from './sync-windows.ts';

const resources = ['applications', 'applicationsets', 'repositories', 'exec', 'logs', 'clusters'];
const actions = ['get', 'create', 'update', 'delete', 'sync', 'override', 'action', 'invoke', '*'];
const roleName = /^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$/;

/** Everything that is wrong with a project, in Argo CD's words (`AppProject.ValidateProject`). */
export function problemsOfProject(project: AppProject): readonly string[] {
  const { spec } = project;
  const destinations = spec.destinations ?? [];
  return [
    ...(['namespace', 'server', 'name'] as const).flatMap((member) =>
      denyAll(
        member,
        destinations.map((entry) => entry[member]),
      ),
    ),
    ...denyAll('source repository', spec.sourceRepos ?? []),
    ...repeated(
      destinations.map(({ server, name, namespace }) => `${server || name}/${namespace}`),
      (text) => `destination '${text}' already added`,
    ),
    ...repeated(spec.sourceRepos ?? [], (text) => `source repository '${text}' already added`),
    ...repeated(spec.sourceNamespaces ?? [], (text) => `source namespace '${text}' already added`),
    ...serviceAccountProblems(project),
    ...roleProblems(project),
    ...windowProblems(project),
  ];
}

function denyAll(what: string, values: readonly (string | undefined)[]): readonly string[] {
  return values.includes('!*') ? [`${what} has an invalid format, '!*'`] : [];
}

function repeated(texts: readonly string[], message: (text: string) => string): readonly string[] {
  const again = texts.filter((text, index) => texts.indexOf(text) !== index);
  return [...new Set(again)].map(message);
}

function serviceAccountProblems({ spec }: AppProject): readonly string[] {
  return (spec.destinationServiceAccounts ?? []).flatMap(
    ({ server = '', namespace = '', defaultServiceAccount = '' }) => [
      ...(server.includes('!') ? [`server has an invalid format, '${server}'`] : []),
      ...(namespace.includes('!') ? [`namespace has an invalid format, '${namespace}'`] : []),
      ...(defaultServiceAccount.trim() === '' || /[!*[\]{}\\/]/.test(defaultServiceAccount)
        ? [`defaultServiceAccount has an invalid format, '${defaultServiceAccount}'`]
        : []),
    ],
  );
}

function roleProblems({ spec, metadata }: AppProject): readonly string[] {
  const roles = spec.roles ?? [];
  return [
    ...roles
      .filter(({ name }) => !roleName.test(name))
      .map(
        ({ name }) =>
          `invalid role name '${name}'. Must consist of alphanumeric characters, '-' or '_'`,
      ),
    ...repeated(
      roles.map(({ name }) => name),
      (name) => `role '${name}' already exists`,
    ),
    ...roles.flatMap((role) => policyProblems(role, metadata.name)),
  ];
}

function policyProblems(role: ProjectRole, project: string): readonly string[] {
  const policies = role.policies ?? [];
  return [
    ...repeated(policies, (policy) => `policy '${policy}' already exists for role '${role.name}'`),
    ...policies.flatMap((policy) => {
      const problem = policyProblem(policy, role.name, project);
      return problem === undefined ? [] : [`invalid policy rule '${policy}': ${problem}`];
    }),
  ];
}

function policyProblem(policy: string, role: string, project: string): string | undefined {
  const parts = policy.split(',').map((part) => part.trim());
  const [p, subject, resource = '', action = '', object = '', effect] = parts;
  if (parts.length !== 6 || p !== 'p') return "must be of the form: 'p, sub, res, act, obj, eft'";
  const wanted = `proj:${project}:${role}`;
  if (subject !== wanted) return `policy subject must be: '${wanted}', not '${subject}'`;
  if (!resources.includes(resource)) {
    return `project resource must be one of ${resources.join(', ')}, not '${resource}'`;
  }
  if (!actions.includes(action) && !/^(action|update|delete)\//.test(action)) {
    return `invalid action '${action}'`;
  }
  if (object !== project && !object.startsWith(`${project}/`)) {
    return `object must be of form '${project}/*' or '${project}/<APPNAME>', not '${object}'`;
  }
  return effect === 'allow' || effect === 'deny' ? undefined : "effect must be: 'allow' or 'deny'";
}

function windowProblems({ spec }: AppProject): readonly string[] {
  const windows = spec.syncWindows ?? [];
  return [
    ...windows.flatMap((window) => problemOfWindow(window) ?? []),
    ...windows
      .filter(({ applications, clusters, namespaces }) => !applications && !clusters && !namespaces)
      .map(
        ({ kind, schedule, duration }) =>
          `window '${kind}':'${schedule}':'${duration}' requires one of application, cluster or namespace`,
      ),
    ...repeated(
      windows.map((window) =>
        JSON.stringify([
          window.kind,
          window.schedule,
          window.duration,
          window.timeZone,
          window.applications,
          window.clusters,
          window.namespaces,
        ]),
      ),
      () => 'sync window already exists (duplicate detected)',
    ),
  ];
}
