export type { Caller, Door, Role, Scope } from './caller.ts';
export { canonicalJson } from './canonical-json.ts';
export { type Clock, fixedClock, systemClock } from './clock.ts';
export { digestOf, sha256 } from './digest.ts';
export {
  BugError,
  formatPlace,
  hasCode,
  messageOf,
  type Place,
  PlatformError,
  type PlatformErrorOptions,
  type Problem,
} from './errors.ts';
export { type Logger, silentLogger } from './logger.ts';
