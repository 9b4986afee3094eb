/** The instants at which a kill is most likely to leave something behind; a test dies at each of them. */
export const KUBELET_CRASH_POINTS = [
  'kubelet.before-build-renamed',
  'kubelet.before-layer-renamed',
  'kubelet.layer-renamed',
  'kubelet.before-start',
  'kubelet.after-spawn-before-record',
  'kubelet.after-record',
  'kubelet.before-status',
  'kubelet.before-stop',
  'kubelet.after-stop-before-removal',
] as const;
