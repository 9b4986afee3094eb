import { spawn } from 'node:child_process';

export type ProgramResult = { readonly code: number | undefined; readonly output: string };

/** Runs a program to its end; stdout and stderr together. A program that cannot be started has no code. */
export function runProgram(
  command: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly signal?: AbortSignal | undefined } = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const [file = '', ...args] = command;
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: options.env,
      ...(options.signal && { signal: options.signal }),
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString('utf8');
    child.on('error', (error) =>
      resolve({ code: undefined, output: `${output()}${error.message}` }),
    );
    child.on('close', (code) => resolve({ code: code ?? undefined, output: output() }));
  });
}
