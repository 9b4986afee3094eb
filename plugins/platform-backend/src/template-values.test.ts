import { templateValues } from './template-values';

const service = { name: 'orders', team: 'payments' };

describe('templateValues', () => {
  it('fills in the defaults of the form', () => {
    expect(templateValues(service)).toEqual({
      name: 'orders',
      owner: 'group:default/payments',
      description: 'The service orders of payments',
      environment: 'dev',
      resources: 'small',
      minReplicas: 1,
      maxReplicas: 3,
      metrics: true,
      traces: true,
      logLevel: 'info',
    });
  });

  it('takes own figures for a size of their own', () => {
    const values = templateValues({ ...service, cpu: '500m' });
    expect(values).toMatchObject({ resources: 'custom', cpu: '500m' });
    expect(values).not.toHaveProperty('memory');
  });

  it('keeps what was asked for', () => {
    const asked = { description: 'x', minReplicas: 2, traces: false, resources: 'large' } as const;
    expect(templateValues({ ...service, ...asked })).toMatchObject(asked);
  });
});
