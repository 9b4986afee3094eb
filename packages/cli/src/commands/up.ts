import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../context.ts';
import { localInstallation } from '../supervisor/local-installation.ts';

type UpOptions = { readonly portOffset?: number; readonly detach: boolean };

/** `gaia up` */
export function registerUp(program: Command, context: CommandContext): void {
  program
    .command('up')
    .description('Start the platform on this machine and keep it running until Ctrl-C.')
    .option(
      '--port-offset <n>',
      'add this to every port (7007, 7080, 7432, 8880, 6443); remembered for the next start',
      wholeNumber,
    )
    .option('-d, --detach', 'return when the platform is ready; `gaia down` stops it', false)
    .addHelpText(
      'after',
      `
Examples:
  gaia up
  gaia up --detach
  gaia up --port-offset 100 --data-dir ~/second`,
    )
    .action((options: UpOptions) => up(context, options));
}

async function up(context: CommandContext, options: UpOptions): Promise<void> {
  const [{ readConfig }, { portsAt }, { welcome }, detaching] = await Promise.all([
    import('../supervisor/config.ts'),
    import('../supervisor/ports.ts'),
    import('../supervisor/welcome.ts'),
    import('../supervisor/detach.ts'),
  ]);
  const installation = localInstallation(context);
  const portOffset = options.portOffset ?? (await readConfig(installation)).portOffset;
  const ports = portsAt(portOffset);
  if (options.detach) {
    const flags = ['--port-offset', String(portOffset)];
    await detaching.startDetached(context, installation, flags);
    context.stdout.write(welcome(ports, { isDetached: true }));
    return;
  }

  const [{ startPlatform }, { createStepList }, { createCrashPoint }] = await Promise.all([
    import('../supervisor/start-platform.ts'),
    import('../supervisor/step-list.ts'),
    import('@infraforge/local-cluster'),
  ]);
  outliveReader();
  const steps = createStepList(context);
  const platform = await startPlatform({
    installation,
    portOffset,
    ports,
    environment: context.env,
    node: { path: process.execPath, version: process.versions.node },
    signal: context.signal,
    now: () => new Date(context.now()),
    steps,
    report: (message) => context.stderr.write(`${timeOf(context.now())} ${message}\n`),
    crashPoint: createCrashPoint(context.env.INFRAFORGE_CRASH_AT, installation.data),
  }).finally(() => steps.end());
  // `gaia up --detach` reads up to this line and says the rest itself.
  if (!context.isTerminal) context.stdout.write(`${detaching.READY_LINE}\n`);
  context.stdout.write(welcome(ports, { isDetached: false }));

  await untilAborted(context.signal);
  context.stdout.write(context.isTerminal ? '\n\n' : '\n');
  const ending = createStepList(context);
  await platform.stop(ending).finally(() => ending.end());
}

/** A terminal that was closed, or `gaia up | head`, must not end the supervisor before it has stopped what it started. */
function outliveReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners('error');
    stream.on('error', () => undefined);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // Nothing else may be left to do: the children are on their own and the sockets are idle.
    const alive = setInterval(() => undefined, 2 ** 30);
    const done = () => {
      clearInterval(alive);
      resolve();
    };
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}

function wholeNumber(text: string): number {
  if (!/^-?\d{1,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function timeOf(now: number): string {
  return new Date(now).toTimeString().slice(0, 8);
}
