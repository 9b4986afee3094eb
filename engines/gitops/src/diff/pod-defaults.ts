import { change, changeEach, type Data, fill } from './defaulting.ts';

const probeNames = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const handlerNames = ['postStart', 'preStop'];

/** A pod's spec with the defaults of the API server. */
export function podSpecDefaults(spec: Data): Data {
  const filled = fill(spec, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
  });
  const lists = ['initContainers', 'containers'];
  const contained = lists.reduce((each, list) => changeEach(each, list, containerDefaults), filled);
  return changeEach(contained, 'volumes', volumeDefaults);
}

function containerDefaults(container: Data): Data {
  const filled = fill(container, {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(String(container.image ?? '')),
    resources: {},
  });
  const ports = changeEach(filled, 'ports', (port) => fill(port, { protocol: 'TCP' }));
  const env = changeEach(ports, 'env', (variable) =>
    change(variable, 'valueFrom', (source) =>
      change(source, 'fieldRef', (field) => fill(field, { apiVersion: 'v1' })),
    ),
  );
  const probed = probeNames.reduce((each, name) => change(each, name, probeDefaults), env);
  return change(probed, 'lifecycle', (lifecycle) =>
    handlerNames.reduce((each, name) => change(each, name, requestDefaults), lifecycle),
  );
}

function pullPolicy(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const tagged = name.includes(':') && !name.endsWith(':latest');
  return tagged || image.includes('@') ? 'IfNotPresent' : 'Always';
}

function probeDefaults(probe: Data): Data {
  return fill(requestDefaults(probe), {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
}

function requestDefaults(handler: Data): Data {
  return change(handler, 'httpGet', (request) => fill(request, { path: '/', scheme: 'HTTP' }));
}

function volumeDefaults(volume: Data): Data {
  const files = ['secret', 'configMap', 'projected', 'downwardAPI'];
  return files.reduce(
    (each, kind) => change(each, kind, (source) => fill(source, { defaultMode: 420 })),
    volume,
  );
}
