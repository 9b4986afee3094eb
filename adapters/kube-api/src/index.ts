export { createKubeApi, type RequestHandler } from './create-kube-api.ts';
export type { ClusterRules, KubeApiOptions, PodLogOptions, PodLogSource } from './ports.ts';
export {
  type RunningKubeApi,
  type StartKubeApiOptions,
  startKubeApi,
} from './start-kube-api.ts';
