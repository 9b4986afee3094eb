import type { CreateService } from '@infraforge/plugin-platform-common';

/** The values of the golden path's form for a service that the API was asked for; what is left out keeps the form's default. */
export function templateValues(service: CreateService): Readonly<Record<string, unknown>> {
  const { name, team, description, template: _template, cpu, memory, ...rest } = service;
  const resources = service.resources ?? (cpu || memory ? 'custom' : 'small');
  return {
    name,
    owner: `group:default/${team}`,
    description: description ?? `The service ${name} of ${team}`,
    environment: 'dev',
    minReplicas: 1,
    maxReplicas: 3,
    metrics: true,
    traces: true,
    logLevel: 'info',
    ...rest,
    resources,
    ...(resources === 'custom' ? figures(cpu, memory) : {}),
  };
}

/** One figure is what a replica is given and what it may use: it is never slowed down or moved for a neighbour's sake. */
function figures(cpu: string | undefined, memory: string | undefined) {
  return {
    cpuRequest: cpu ?? '250m',
    cpuLimit: cpu ?? '1',
    memoryRequest: memory ?? '256Mi',
    memoryLimit: memory ?? '512Mi',
  };
}
