export type { CommandContext, Output } from './context.ts';
export { type ExitCode, exitCodes } from './exit-codes.ts';
export { buildProgram } from './program.ts';
export { run } from './run.ts';
export { SUPERVISOR_CRASH_POINTS } from './supervisor/crash-points.ts';
