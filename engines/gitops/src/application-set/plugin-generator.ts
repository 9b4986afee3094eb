import { messageOf } from '@infraforge/kernel';
import type { GeneratorPlugins } from '../ports.ts';
import type { PluginGenerator } from '../types.ts';
import { asTexts, flatten } from './flatten.ts';
import {
  type GeneratorContext,
  generated,
  type ParametersResult,
  refused,
} from './parameter-set.ts';
import { withValues } from './with-values.ts';

/** What a plugin's service answers, with the input that it was given under `generator.input.parameters`. */
export async function pluginParameters(
  generator: PluginGenerator,
  plugins: GeneratorPlugins,
  { set }: GeneratorContext,
): Promise<ParametersResult> {
  const { configMapRef, input = {}, values } = generator;
  try {
    const answers = await plugins.ask(configMapRef.name, input.parameters ?? {});
    const nested = set.spec.goTemplate === true;
    const about = { generator: { input: { parameters: input.parameters ?? {} } } };
    return generated(
      answers.map((answer) => {
        const own = nested ? { ...answer, ...about } : asTexts(flatten({ ...answer, ...about }));
        return withValues(own, values, set);
      }),
    );
  } catch (error) {
    return refused('plugin', `error getting plugin from generator: ${messageOf(error)}`);
  }
}
