import type { FunctionMap } from './define.ts';
import { dateFunctions } from './sprig-dates.ts';
import { defaultFunctions } from './sprig-defaults.ts';
import { dictFunctions } from './sprig-dicts.ts';
import { encodingFunctions } from './sprig-encoding.ts';
import { listFunctions } from './sprig-lists.ts';
import { mathFunctions } from './sprig-math.ts';
import { passwordFunctions } from './sprig-passwords.ts';
import { pathFunctions } from './sprig-path.ts';
import { regexFunctions } from './sprig-regex.ts';
import { semverFunctions } from './sprig-semver.ts';
import { stringFunctions } from './sprig-strings.ts';
import { urlFunctions } from './sprig-url.ts';

/**
 * Sprig v3.3 without what reads the environment, the network, the clock or a random source: a template gives the same
 * text for the same data.
 */
export const sprigFunctions: FunctionMap = {
  ...stringFunctions,
  ...defaultFunctions,
  ...listFunctions,
  ...dictFunctions,
  ...mathFunctions,
  ...encodingFunctions,
  ...passwordFunctions,
  ...regexFunctions,
  ...dateFunctions,
  ...pathFunctions,
  ...semverFunctions,
  ...urlFunctions,
};
