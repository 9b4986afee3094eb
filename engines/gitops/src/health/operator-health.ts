import type { KubeObject } from '@infraforge/kube';
import { annotationOf } from '../annotations.ts';
import { numberAt, textAt } from '../fields.ts';
import type { Health, HealthCode } from '../types.ts';
import type { HealthCheck, HealthChecks } from './assess-health.ts';
import { conditionOf, readyHealth } from './condition-health.ts';

/**
 * Rules of our own for custom resources that the platform's deployments use. They follow what the operators document
 * about their status; conformance `health/custom` compares them with Argo CD's scripts.
 */
export const operatorChecks: HealthChecks = {
  'argoproj.io/AnalysisRun': analysisHealth,
  'argoproj.io/Experiment': experimentHealth,
  'argoproj.io/Rollout': rolloutHealth,
  'bitnami.com/SealedSecret': ready('Synced', 'Sealed Secret is waiting to be decrypted'),
  'cert-manager.io/Certificate': certificateHealth,
  'cert-manager.io/ClusterIssuer': ready('Ready', 'Initializing issuer'),
  'cert-manager.io/Issuer': ready('Ready', 'Initializing issuer'),
  'external-secrets.io/ClusterExternalSecret': ready('Ready', 'Waiting for ClusterExternalSecret'),
  'external-secrets.io/ClusterSecretStore': ready('Ready', 'Waiting for store'),
  'external-secrets.io/ExternalSecret': ready('Ready', 'Waiting for ExternalSecret'),
  'external-secrets.io/PushSecret': ready('Ready', 'Waiting for PushSecret'),
  'external-secrets.io/SecretStore': ready('Ready', 'Waiting for store'),
  'flagger.app/Canary': canaryHealth,
  'postgresql.cnpg.io/Cluster': postgresHealth,
  ...Object.fromEntries(
    ['Binding', 'Exchange', 'Permission', 'Policy', 'Queue', 'Shovel', 'User', 'Vhost'].map(
      (kind) => [`rabbitmq.com/${kind}`, rabbitHealth],
    ),
  ),
  'rabbitmq.com/RabbitmqCluster': ready('AllReplicasReady', 'Waiting for RabbitMQ'),
};

function ready(type: string, waiting: string): HealthCheck {
  return (object) => readyHealth(object, type, waiting);
}

/** While it is being issued it is on its way, whatever it says about being ready. */
function certificateHealth(object: KubeObject): Health {
  const issuing = conditionOf(object, 'Issuing');
  if (issuing?.status === 'True') return { status: 'Progressing', message: issuing.message };
  return readyHealth(object, 'Ready', 'Waiting for certificate');
}

/** The operator writes no message. */
function rabbitHealth(object: KubeObject): Health {
  const thing = `RabbitMQ ${object.kind.toLowerCase()}`;
  const condition = conditionOf(object, 'Ready');
  if (condition?.status === 'True') return { status: 'Healthy', message: `${thing} ready` };
  if (condition?.status === 'False') {
    const message = condition.message || `${thing} failed to be created or updated`;
    return { status: 'Degraded', message };
  }
  return { status: 'Unknown', message: `${thing} status is unknown` };
}

/** Phases of CloudNativePG in which a cluster is on its way to where it should be; others but healthy are trouble. */
const postgresOnItsWay: ReadonlySet<string> = new Set([
  'Setting up primary',
  'Creating a new replica',
  'Creating primary instance',
  'Applying configuration',
  'Upgrading cluster',
  'Upgrading Postgres major version',
  'Cluster upgrade delayed',
  'Online upgrade in progress',
  'Switchover in progress',
  'Promoting to primary cluster',
  'Primary instance is being restarted in-place',
  'Primary instance is being restarted without a switchover',
  'Waiting for the instances to become active',
  'Waiting for user action',
]);

function postgresHealth(object: KubeObject): Health {
  const hibernation = conditionOf(object, 'cnpg.io/hibernation');
  if (hibernation?.status === 'True') return { status: 'Suspended', message: hibernation.message };
  if (annotationOf(object, 'cnpg.io/reconciliationLoop') === 'disabled') {
    return { status: 'Suspended', message: 'Cluster reconciliation is suspended' };
  }
  const phase = textAt(object, 'status', 'phase');
  const reason = textAt(object, 'status', 'phaseReason');
  const said = reason ? { message: reason } : {};
  if (phase === 'Cluster in healthy state') return { status: 'Healthy', ...said };
  if (phase === '' || postgresOnItsWay.has(phase)) {
    return { status: 'Progressing', message: reason || phase || 'Waiting for the operator' };
  }
  return { status: 'Degraded', message: reason || phase };
}

const analysisPhases: Readonly<Record<string, readonly [HealthCode, string]>> = {
  Pending: ['Progressing', 'Analysis run is running'],
  Running: ['Progressing', 'Analysis run is running'],
  Successful: ['Healthy', 'Analysis run completed successfully'],
  Failed: ['Degraded', 'Analysis run failed'],
  Error: ['Degraded', 'Analysis run had an error'],
  Inconclusive: ['Unknown', 'Analysis run was inconclusive'],
};

/** What a run says about its end counts more than the name of the phase. */
function analysisHealth(object: KubeObject): Health {
  const [status, message] = analysisPhases[textAt(object, 'status', 'phase')] ?? [
    'Progressing' as const,
    'Waiting for analysis run to finish: status has not been reconciled.',
  ];
  const said = status === 'Progressing' ? '' : textAt(object, 'status', 'message');
  return { status, message: said || message };
}

const experimentPhases: Readonly<Record<string, readonly [HealthCode, string]>> = {
  Pending: ['Progressing', 'Experiment is pending'],
  Running: ['Progressing', 'Experiment is running'],
  Successful: ['Healthy', 'Experiment is successful'],
  Failed: ['Degraded', 'Experiment has failed'],
  Error: ['Degraded', 'Experiment had an error'],
  Inconclusive: ['Unknown', 'Experiment was inconclusive'],
};

function experimentHealth(object: KubeObject): Health {
  const [status, message] = experimentPhases[textAt(object, 'status', 'phase')] ?? [
    'Progressing' as const,
    'Waiting for experiment to finish: status has not been reconciled.',
  ];
  return { status, message };
}

const rolloutPhases: Readonly<Record<string, HealthCode>> = {
  Healthy: 'Healthy',
  Progressing: 'Progressing',
  Paused: 'Suspended',
  Degraded: 'Degraded',
};

/** Argo Rollouts say themselves how they are (status.phase, since 1.0), once they have seen the newest spec. */
function rolloutHealth(object: KubeObject): Health {
  const seen = Number(textAt(object, 'status', 'observedGeneration') || Number.NaN);
  const { generation } = object.metadata;
  const status = rolloutPhases[textAt(object, 'status', 'phase')];
  const behind = generation !== undefined && (Number.isNaN(seen) || seen < generation);
  if (!status || behind) {
    return {
      status: 'Progressing',
      message: 'Waiting for rollout to finish: status has not been reconciled.',
    };
  }
  const message = textAt(object, 'status', 'message');
  return message ? { status, message } : { status };
}

const canaryPhases: Readonly<Record<string, HealthCode>> = {
  Initialized: 'Healthy',
  Succeeded: 'Healthy',
  Failed: 'Degraded',
};

/** Flagger: an analysis that goes on is on its way, with its weight; one that failed has been rolled back. */
function canaryHealth(object: KubeObject): Health {
  const phase = textAt(object, 'status', 'phase');
  const promoted = conditionOf(object, 'Promoted');
  const weight = numberAt(object, 'status', 'canaryWeight');
  const going = weight ? `${phase}, ${weight} % of the traffic` : phase || 'Waiting for Flagger';
  return {
    status: canaryPhases[phase] ?? 'Progressing',
    message: promoted?.message || going,
  };
}
