import type { CommandContext } from '../context.ts';
import { type Step, stepPrinter } from '../output/steps.ts';

export type StepList = {
  /** Runs one step; what it returns stands beside its title. Steps that run at once are printed in order. */
  run(title: string, work: () => Promise<string>): Promise<void>;
  end(): void;
};

/** Steps that are shown while they run and stay as a record. */
export function createStepList(
  context: Pick<CommandContext, 'stdout' | 'colour' | 'columns' | 'isTerminal' | 'now'>,
): StepList {
  const printer = stepPrinter(context);
  const steps: Step[] = [];
  return {
    async run(title, work) {
      const began = context.now();
      const index = steps.push({ title, state: 'running' }) - 1;
      const settle = (state: Step['state'], detail: string) => {
        steps[index] = { title, state, detail, milliseconds: context.now() - began };
        printer.show(steps);
      };
      printer.show(steps);
      try {
        settle('succeeded', await work());
      } catch (error) {
        settle('failed', '');
        throw error;
      }
    },
    end: () => printer.end(),
  };
}
