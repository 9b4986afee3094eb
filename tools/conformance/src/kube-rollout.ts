import {
  type IntOrPercent,
  newReplicaSetScale,
  parseIntOrPercent,
  type RolloutSettings,
  rolloutFenceposts,
  rolloutNumbers,
  scaledIntOrPercent,
  utilisationOf,
} from '@infraforge/kube';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

type Numbers = Readonly<Record<string, number>>;
type Step = readonly [expected: readonly unknown[], answer: () => readonly unknown[]];

/** Cases of rollouts: numbers of pods from settings. */
export function runRolloutCase(report: Report, each: KubeCase): boolean {
  const step = steps[each.op ?? '']?.(each);
  if (!step) return false;
  judge(report, each, step[0].join(' '), () => step[1]().join(' '));
  return true;
}

const scaled = (value: unknown, total: unknown, rounding: 'up' | 'down') =>
  scaledIntOrPercent(value as IntOrPercent, Number(total), rounding);

const steps: Readonly<Record<string, (each: KubeCase) => Step>> = {
  scaledValue: ({ value, total, roundUp, roundDown }) => [
    [roundUp, roundDown],
    () => [scaled(value, total, 'up'), scaled(value, total, 'down')],
  ],
  parse: ({ input, type, result }) => [
    [type, result],
    () => {
      const value = parseIntOrPercent(String(input));
      return [typeof value === 'number' ? 'int' : 'string', value];
    },
  ],
  resolveFenceposts: (each) => [
    [each.surge, each.unavailable],
    () => {
      const { maxSurge, maxUnavailable } = rolloutFenceposts(settingsOf(each));
      return [maxSurge, maxUnavailable];
    },
  ],
  deployment: (each) => [
    [each.newReplicaSetReplicas, each.maxSurgeNumber, each.maxUnavailableNumber, each.minAvailable],
    () => {
      const numbers = rolloutNumbers(settingsOf(each));
      return [
        newReplicaSetScale(settingsOf(each), each.replicaSets as readonly number[]),
        numbers.maxSurge,
        numbers.maxUnavailable,
        numbers.minAvailable,
      ];
    },
  ],
  daemonSet: ({ maxSurge, maxUnavailable, nodes, surge, unavailable }) => [
    [surge, unavailable],
    () => [scaled(maxSurge, nodes, 'up'), scaled(maxUnavailable, nodes, 'up')],
  ],
  budgetNumber: ({ value, expectedPods, number }) => [
    [number],
    () => [scaled(value, expectedPods, 'up')],
  ],
  utilizationRatio: (each) => [
    [each.ratio, each.currentPercent, each.averageUsage],
    () => {
      const target = Number(each.targetPercent);
      const found = utilisationOf(each.usage as Numbers, each.requests as Numbers, target);
      if (!found) throw new Error('no pod has both');
      return [found.ratio, found.percent, found.average];
    },
  ],
};

function settingsOf(each: KubeCase): RolloutSettings {
  const { strategy, maxSurge, maxUnavailable, replicas } = each;
  return {
    strategy: strategy === 'Recreate' ? 'Recreate' : 'RollingUpdate',
    replicas: Number(replicas),
    ...(maxSurge == null ? {} : { maxSurge: maxSurge as IntOrPercent }),
    ...(maxUnavailable == null ? {} : { maxUnavailable: maxUnavailable as IntOrPercent }),
  };
}
