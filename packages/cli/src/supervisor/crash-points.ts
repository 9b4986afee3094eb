/** The instants at which a kill of the supervisor is most likely to leave something behind; a test dies at each of them. */
export const SUPERVISOR_CRASH_POINTS = [
  'supervisor.after-secrets',
  'supervisor.before-postgres',
  'supervisor.after-postgres',
  'supervisor.after-migration',
  'supervisor.after-kubelet',
  'supervisor.after-server-spawned',
  'supervisor.before-server-ready',
  'supervisor.ready',
  'supervisor.stopping',
  'supervisor.before-postgres-stopped',
] as const;

export type SupervisorCrashPoint = (typeof SUPERVISOR_CRASH_POINTS)[number];
