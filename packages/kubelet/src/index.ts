export { CRASH_POINTS, type CrashPoint, createCrashPoint } from './crash-point.ts';
export { type NodeAgent, type NodeAgentOptions, startNodeAgent } from './node-agent.ts';
