import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  afterProbe,
  dueProbes,
  initialProbeState,
  type ProbeKind,
  type ProbeState,
} from './probe-state.ts';
import type { Container } from './types.ts';

const tcp = { tcpSocket: { port: 1 } };

function container(probes: Partial<Container>): Container {
  return { name: 'app', image: 'one', ...probes };
}

/** The state after results such as `readiness+ liveness-`, and after which of them a restart is due. */
function run(given: Container, results: string): { state: ProbeState; restartAfter: number } {
  let state = initialProbeState(given);
  let restartAfter = 0;
  for (const [index, result] of results.split(' ').entries()) {
    const verdict = afterProbe(
      given,
      state,
      result.slice(0, -1) as ProbeKind,
      result.endsWith('+'),
    );
    state = verdict.state;
    if (verdict.restart && restartAfter === 0) restartAfter = index + 1;
  }
  return { state, restartAfter };
}

test('without probes a container is started and ready', () => {
  const given = container({});
  assert.deepEqual(initialProbeState(given), { started: true, ready: true, runs: {} });
  assert.deepEqual(dueProbes(given, initialProbeState(given)), []);
});

test('readiness needs one success and three failures in a row by default', () => {
  const given = container({ readinessProbe: tcp });
  assert.equal(initialProbeState(given).ready, false);
  assert.equal(run(given, 'readiness+').state.ready, true);
  assert.equal(
    run(given, 'readiness+ readiness- readiness- readiness+ readiness- readiness-').state.ready,
    true,
  );
  assert.equal(run(given, 'readiness+ readiness- readiness- readiness-').state.ready, false);
});

test('readiness with a success threshold', () => {
  const given = container({ readinessProbe: { ...tcp, successThreshold: 2 } });
  assert.equal(run(given, 'readiness+').state.ready, false);
  assert.equal(run(given, 'readiness+ readiness- readiness+').state.ready, false);
  assert.equal(run(given, 'readiness+ readiness+').state.ready, true);
});

test('liveness restarts after its failures in a row, and readiness never does', () => {
  const given = container({ livenessProbe: { ...tcp, failureThreshold: 2 }, readinessProbe: tcp });
  assert.equal(run(given, 'liveness- liveness+ liveness- liveness-').restartAfter, 4);
  assert.equal(run(given, 'readiness- readiness- readiness- readiness-').restartAfter, 0);
});

test('startup holds the others back, and failing it restarts', () => {
  const given = container({
    startupProbe: { ...tcp, failureThreshold: 2 },
    livenessProbe: tcp,
    readinessProbe: tcp,
  });
  assert.deepEqual(dueProbes(given, initialProbeState(given)), ['startup']);
  const { state } = run(given, 'startup- startup+');
  assert.deepEqual([state.started, state.ready], [true, false]);
  assert.deepEqual(dueProbes(given, state), ['liveness', 'readiness']);
  assert.equal(run(given, 'startup- startup-').restartAfter, 2);
});

test('a container with a startup probe alone is ready when that succeeds', () => {
  const given = container({ startupProbe: tcp });
  assert.equal(initialProbeState(given).ready, false);
  assert.equal(run(given, 'startup+').state.ready, true);
});
