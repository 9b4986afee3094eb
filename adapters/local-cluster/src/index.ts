export type { BuiltImage } from './built-image.ts';
export {
  authorityFile,
  type CertificateAuthority,
  certificateIn,
  type KeyAndCertificate,
  openCertificateAuthority,
} from './certificate-authority.ts';
export { type PodCommand, type PodPaths, podCommand } from './command.ts';
export { isPodConnection, type LocalConnection } from './connection-owner.ts';
export { type CrashPoint, createCrashPoint } from './crash-point.ts';
export { type DataDirectory, dataDirectory } from './data-directory.ts';
export {
  createLayerStore,
  type LayerStore,
  type LayerStoreOptions,
  layerKey,
} from './dependency-layer.ts';
export { type ImageConfig, readDockerfile } from './dockerfile.ts';
export { createPortPool, type PortPool } from './free-port.ts';
export { type FindImageSource, type ImageSource, parseImage } from './image.ts';
export {
  createImageBuilder,
  type ImageBuilder,
  type ImageBuilderOptions,
} from './image-builder.ts';
export {
  createIngressCertificates,
  INGRESS_KEYS,
  type IngressCertificates,
  ingressLeaf,
} from './ingress-certificates.ts';
export { type IngressOptions, type IngressServer, startIngress } from './ingress-server.ts';
export {
  type Confinement,
  confine,
  type IsolationLevel,
  namespaceUser,
  probeIsolation,
} from './isolation.ts';
export { type FoundIsolation, readIsolation, recordIsolation } from './isolation-record.ts';
export { readJsonFile, writeJsonFile } from './json-file.ts';
export { lastWords } from './last-words.ts';
export { layerMachine } from './layer-machine.ts';
export { listeningPorts } from './listening-ports.ts';
export { defaultRotation, type RotationLimits, rotateLogs } from './log-rotation.ts';
export { prepareTarget } from './mount-target.ts';
export { npmEnvironment } from './npm-environment.ts';
export { type PackageFiles, readPackageFiles } from './package-files.ts';
export {
  type ContainerRecord,
  type PodRecord,
  podDirectory,
  readPodRecord,
  writePodRecord,
} from './pod-files.ts';
export { createPodLogs, type LogLine, type LogOptions, type PodLogReader } from './pod-logs.ts';
export {
  createPodMonitor,
  type PodMonitor,
  type PodUsage,
  readMetrics,
  type StartedProcesses,
} from './pod-monitor.ts';
export { preloadFlags } from './preload.ts';
export { prepareLayer } from './prepare-layer.ts';
export {
  createProbeRunner,
  type ProbeContext,
  type ProbeResult,
  type ProbeRunner,
} from './probe-runner.ts';
export {
  adopt,
  type Exit,
  killPodProcesses,
  type Launch,
  launch,
  type RunningProcess,
  stopPod,
} from './process-runner.ts';
export {
  findPodProcesses,
  isAlive,
  type MountNamespaces,
  mountNamespaceOf,
  type PodProcess,
  type ProcessOwner,
  type ProcessRef,
  type ProcessUsage,
  processRef,
  processUsage,
  sendSignal,
} from './processes.ts';
export { pruneImages } from './prune-images.ts';
export { createServiceForwarder, type ServiceForwarder } from './service-forwarder.ts';
export { firstOpenPort, LOW_PORT_SHIFT, reachablePort } from './service-ports.ts';
export { servicePortsOption } from './service-ports-option.ts';
export { removeHalfMade, removeTree } from './temporary.ts';
export {
  claimDirectory,
  type Mount,
  makeVolume,
  podVolumeDirectory,
  pruneClaims,
  subPathOf,
  writeVolume,
} from './volumes.ts';
