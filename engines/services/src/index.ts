export { explain } from './explain.ts';
export { memoryServiceRegister } from './memory-service-register.ts';
export { checkServiceName } from './name.ts';
export { type PodMetrics, podView, revisionOf } from './pods.ts';
export type * from './ports.ts';
export { type RuntimeInput, runtimeView } from './runtime.ts';
export type * from './types.ts';
