export { KUBELET_CRASH_POINTS } from './crash-points.ts';
export { type Kubelet, startKubelet } from './kubelet.ts';
export { type KubeletOptions, readKubeletOptions } from './kubelet-options.ts';
export { type NodeAgent, type NodeAgentOptions, startNodeAgent } from './node-agent.ts';
