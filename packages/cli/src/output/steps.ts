import type { CommandContext } from '../context.ts';
import { durationOf } from './age.ts';
import { printable } from './printable.ts';
import { cutTo } from './table.ts';
import { widthOf } from './width.ts';

export type StepState = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

/** One line of a step list. `title` is a word or two; `detail` says what came of it. */
export type Step = {
  readonly title: string;
  readonly state: StepState;
  readonly detail?: string;
  readonly milliseconds?: number;
};

const marks: Readonly<Record<StepState, string>> = {
  pending: ' ',
  running: '·',
  succeeded: '✓',
  failed: '✗',
  skipped: '-',
};
const colours: Readonly<Record<StepState, number | undefined>> = {
  pending: 2,
  running: 34,
  succeeded: 32,
  failed: 31,
  skipped: 2,
};

/** `✓ repository  payments/orders      0.4 s`: mark, title in a column of `titleWidth` cells, detail, time. */
export function renderStep(
  step: Step,
  titleWidth: number,
  context: Pick<CommandContext, 'colour' | 'columns'>,
): string {
  const width = Math.min(context.columns, 80);
  const mark = marks[step.state];
  const colour = colours[step.state];
  const time = step.milliseconds === undefined ? '' : durationOf(step.milliseconds);
  const title = pad(printable(step.title), titleWidth);
  const room = Math.max(8, width - 2 - widthOf(title) - 1 - 9);
  const detail = printable(step.detail ?? '').replace(/\s+/g, ' ');
  const shown = context.columns === Number.POSITIVE_INFINITY ? detail : cutTo(detail, room);
  const line = `${title} ${pad(shown, room)} ${time.padStart(7)}`.trimEnd();
  return `${context.colour && colour ? `\u001b[${colour}m${mark}\u001b[0m` : mark} ${line}`;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Prints steps as they end, so that what stays on the screen is a record. On a terminal the running step stands below and is
 * rewritten; elsewhere nothing is rewritten. `show` takes the whole list each time it has changed; `end` clears the running line.
 */
export function stepPrinter(
  context: Pick<CommandContext, 'stdout' | 'colour' | 'columns' | 'isTerminal'>,
): { show(steps: readonly Step[]): void; end(): void } {
  let printed = 0;
  let running = false;
  const clear = () => {
    if (running) context.stdout.write('\r\u001b[2K');
    running = false;
  };
  return {
    show(steps) {
      clear();
      const titleWidth = Math.max(10, ...steps.map(({ title }) => widthOf(title))) + 1;
      for (const step of steps.slice(printed)) {
        if (step.state === 'pending') break;
        if (step.state === 'running') {
          if (context.isTerminal) {
            context.stdout.write(renderStep(step, titleWidth, context));
            running = true;
          }
          break;
        }
        context.stdout.write(`${renderStep(step, titleWidth, context)}\n`);
        printed += 1;
      }
    },
    end: clear,
  };
}
