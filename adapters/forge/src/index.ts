export type { Credentials, ForgeEvent, ForgeLimits, ForgeOptions } from './context.ts';
export { createForge, type Forge } from './create-forge.ts';
export type { Route } from './http/route.ts';
export { routes } from './routes.ts';
export { type RunningForge, type StartForgeOptions, startForge } from './start-forge.ts';
