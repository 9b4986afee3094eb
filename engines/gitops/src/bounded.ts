import { createContext, Script } from 'node:vm';

/** Calls what the context holds; as a script it can be stopped in the middle of an endless loop. */
const script = new Script('run()');
const context = createContext({});

/**
 * The result of a function that runs what users wrote, which is stopped when it takes longer than `milliseconds`.
 * Throws what the function throws, and an error with the code `ERR_SCRIPT_EXECUTION_TIMEOUT`.
 */
export function runBounded<T>(run: () => T, milliseconds: number): T {
  context.run = run;
  return script.runInContext(context, { timeout: milliseconds }) as T;
}
