import type { Command } from 'commander';
import type { CommandContext } from './context.ts';

/** Adds a command, with its options and its action, to the program. */
export type Register = (program: Command, context: CommandContext) => void;

/** A command as the list of `gaia --help` shows it. Its module is loaded when it is called, so that `gaia` starts fast. */
export type CommandEntry = {
  readonly name: string;
  readonly summary: string;
  readonly group: string;
  readonly load: () => Promise<Register>;
};

const local = 'The platform on this machine:';
const things = 'What runs:';
const files = 'Files:';
const self = 'gaia itself:';

export const commandList: readonly CommandEntry[] = [
  {
    name: 'up',
    summary: 'start the platform and keep it running',
    group: local,
    load: async () => (await import('./commands/up.ts')).registerUp,
  },
  {
    name: 'down',
    summary: 'stop the platform and every service it runs',
    group: local,
    load: async () => (await import('./commands/down.ts')).registerDown,
  },
  {
    name: 'status',
    summary: 'show what of the platform runs',
    group: local,
    load: async () => (await import('./commands/status.ts')).registerStatus,
  },
  {
    name: 'doctor',
    summary: 'check whether the platform can run on this machine',
    group: local,
    load: async () => (await import('./commands/doctor.ts')).registerDoctor,
  },
  {
    name: 'reset',
    summary: 'stop the platform and delete all it has',
    group: local,
    load: async () => (await import('./commands/reset.ts')).registerReset,
  },
  {
    name: 'get',
    summary: 'list services, apps, teams or tokens',
    group: things,
    load: async () => (await import('./commands/get.ts')).registerGet,
  },
  {
    name: 'describe',
    summary: 'show all about one service or app, and why it is not healthy',
    group: things,
    load: async () => (await import('./commands/describe.ts')).registerDescribe,
  },
  {
    name: 'create',
    summary: 'create a service from a golden path, or a token',
    group: things,
    load: async () => (await import('./commands/create.ts')).registerCreate,
  },
  {
    name: 'delete',
    summary: 'delete a service or a token',
    group: things,
    load: async () => (await import('./commands/delete.ts')).registerDelete,
  },
  {
    name: 'logs',
    summary: 'print the log of a service',
    group: things,
    load: async () => (await import('./commands/logs.ts')).registerLogs,
  },
  {
    name: 'open',
    summary: 'open a service, its repository or its page in the browser',
    group: things,
    load: async () => (await import('./commands/open.ts')).registerOpen,
  },
  {
    name: 'sync',
    summary: 'bring an app to the commit of its repository now',
    group: things,
    load: async () => (await import('./commands/sync.ts')).registerSync,
  },
  {
    name: 'diff',
    summary: 'show what a sync of an app would change',
    group: things,
    load: async () => (await import('./commands/diff.ts')).registerDiff,
  },
  {
    name: 'history',
    summary: 'list what of an app was deployed',
    group: things,
    load: async () => (await import('./commands/history.ts')).registerHistory,
  },
  {
    name: 'rollback',
    summary: 'bring an app back to an entry of its history',
    group: things,
    load: async () => (await import('./commands/rollback.ts')).registerRollback,
  },
  {
    name: 'atmos',
    summary: 'ask Atmos stacks of the working directory',
    group: files,
    load: async () => (await import('./commands/atmos.ts')).registerAtmos,
  },
  {
    name: 'kustomize',
    summary: 'build a kustomization of the working directory',
    group: files,
    load: async () => (await import('./commands/kustomize.ts')).registerKustomize,
  },
  {
    name: 'login',
    summary: 'remember a platform and a token for it',
    group: self,
    load: async () => (await import('./commands/login.ts')).registerLogin,
  },
  {
    name: 'certificate',
    summary: 'list, issue, rotate and export certificates of the ingress',
    group: local,
    load: async () => (await import('./commands/certificate.ts')).registerCertificate,
  },
  {
    name: 'kubeconfig',
    summary: 'print a kubeconfig for the local cluster',
    group: self,
    load: async () => (await import('./commands/kubeconfig.ts')).registerKubeconfig,
  },
  {
    name: 'version',
    summary: 'print the versions of gaia and of the platform',
    group: self,
    load: async () => (await import('./commands/version.ts')).registerVersion,
  },
  {
    name: 'completion',
    summary: 'print the completion script of a shell',
    group: self,
    load: async () => (await import('./commands/completion.ts')).registerCompletion,
  },
];

/** Commands that the help does not show. */
export const hiddenCommands: readonly CommandEntry[] = [
  {
    name: '__complete',
    summary: 'print what may stand at the end of a command line',
    group: self,
    load: async () => (await import('./commands/complete.ts')).registerComplete,
  },
];
