import type { CreateService } from '@infraforge/plugin-platform-common';

/** The values of the golden path's form for a service that the API was asked for; what is left out keeps the form's default. */
export function templateValues(service: CreateService): Readonly<Record<string, unknown>> {
  const { name, team, description, template: _template, ...rest } = service;
  return {
    name,
    owner: `group:default/${team}`,
    description: description ?? `The service ${name} of ${team}`,
    environment: 'dev',
    // Own figures are a size of their own, and need not be called that.
    resources: service.cpu || service.memory ? 'custom' : 'small',
    minReplicas: 1,
    maxReplicas: 3,
    metrics: true,
    traces: true,
    logLevel: 'info',
    ...rest,
  };
}
