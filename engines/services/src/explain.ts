import type { Explanation, PodView, SyncStatus } from './types.ts';

export type ExplainInput = {
  readonly service: string;
  readonly sync: SyncStatus;
  readonly conditions: readonly { readonly type: string; readonly message: string }[];
  readonly operation: { readonly phase: string; readonly message: string } | undefined;
  readonly pods: readonly PodView[];
  readonly desired: number;
  /** Commit that takes traffic now, when it is not the one that is being rolled out. */
  readonly servingInstead: string | undefined;
};

type Advice = {
  readonly severity: Explanation['severity'];
  readonly nextStep: (input: ExplainInput) => string;
};

const readLog = ({ service }: ExplainInput) =>
  `Read its log (gaia logs ${service}), mend the cause and push; or revert the commit and push.`;

const correctCommand = () =>
  'Correct command or args in deploy/base/deployment.yaml, or the CMD of the Dockerfile; then push.';

/** What to do for each word of a pod's status that means trouble. */
const ADVICE: Readonly<Record<string, Advice>> = {
  CrashLoopBackOff: { severity: 'error', nextStep: readLog },
  Error: { severity: 'error', nextStep: readLog },
  StartError: { severity: 'error', nextStep: correctCommand },
  OOMKilled: {
    severity: 'error',
    nextStep: () =>
      'Raise resources.limits.memory in deploy/base/deployment.yaml, or find what grows; then push.',
  },
  ErrImagePull: {
    severity: 'error',
    nextStep: () =>
      'Mend what the build names (package.json, package-lock.json, Dockerfile) and push.',
  },
  ImagePullBackOff: {
    severity: 'error',
    nextStep: () =>
      'Mend what the build names (package.json, package-lock.json, Dockerfile) and push.',
  },
  CreateContainerConfigError: {
    severity: 'error',
    nextStep: () =>
      'Add the ConfigMap or Secret that is missing to the overlay, or mark it optional; then push.',
  },
};

/** Why an environment is not Healthy and Synced, most severe first: one entry a cause, not one a pod. */
export function explain(input: ExplainInput): readonly Explanation[] {
  const all = [...explainConditions(input), ...explainPods(input)];
  const rank = { error: 0, warning: 1, info: 2 };
  return all.sort((left, right) => rank[left.severity] - rank[right.severity]);
}

function explainConditions(input: ExplainInput): readonly Explanation[] {
  const errors = input.conditions.filter(({ type }) => type.endsWith('Error'));
  const failed = input.operation && ['Failed', 'Error'].includes(input.operation.phase);
  if (failed && input.operation && errors.length === 0) {
    errors.push({ type: 'SyncError', message: input.operation.message });
  }
  return errors.map(({ message }) => ({
    reason: message,
    nextStep: 'Mend the manifest that is named and push; what runs now goes on running.',
    severity: 'error',
  }));
}

type Step = Pick<Explanation, 'nextStep' | 'severity'>;

/** Waiting never helps here. */
const LISTEN_ON_PORT: Step = {
  nextStep: 'Listen on the port that the environment variable PORT names, and push.',
  severity: 'error',
};

function waitFor({ service }: ExplainInput): Step {
  return {
    nextStep: `Wait for the readiness probe, or read the log: gaia logs ${service} -f.`,
    severity: 'info',
  };
}

function explainPods(input: ExplainInput): readonly Explanation[] {
  const serving = input.servingInstead
    ? ` The new revision takes no traffic; ${input.servingInstead.slice(0, 7)} still serves.`
    : '';
  const troubled = new Map<string, PodView[]>();
  for (const pod of input.pods) {
    if (ADVICE[pod.status]) troubled.set(pod.status, [...(troubled.get(pod.status) ?? []), pod]);
  }
  const causes = [...troubled].map(([status, pods]): Explanation => {
    const advice = ADVICE[status] as Advice;
    const [first] = pods;
    const restarts = pods.reduce((sum, pod) => sum + pod.restarts, 0);
    const detail = first?.message ? `: ${first.message}` : '.';
    const count = restarts > 0 ? ` ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}.` : '';
    return {
      reason: `${first?.name} is in ${status}${detail}${count}${serving}`,
      nextStep: nextStepOf(first?.message, advice)(input),
      severity: advice.severity,
    };
  });
  if (causes.length > 0) return causes;
  const waiting = input.pods.filter((pod) => !pod.ready && pod.status !== 'Terminating');
  const [first] = waiting;
  if (!first) return [];
  return [
    {
      reason: `${waiting.length} of ${input.desired} pods not ready${first.message ? `: ${first.message}` : '.'}${serving}`,
      ...(/\bPORT\b/.test(first.message ?? '') ? LISTEN_ON_PORT : waitFor(input)),
    },
  ];
}

/** What a crash loop comes from is in its message: the word is the same for all. */
function nextStepOf(message: string | undefined, advice: Advice): Advice['nextStep'] {
  if (message?.includes('cannot be run:')) return correctCommand;
  if (message?.includes('of memory; its limit is')) return (ADVICE.OOMKilled as Advice).nextStep;
  if (/failed (liveness|startup) probe/.test(message ?? '')) {
    return ({ service }) =>
      `Read what it did before (gaia logs ${service}), or give the probe more time in deploy/base/deployment.yaml; then push.`;
  }
  return advice.nextStep;
}
