import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createRegisterServiceAction } from './register-service';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'localhost:7080', apiBaseUrl: 'http://localhost:7080/api/v3' }],
    },
  }),
);
const input = { repoContentsUrl: 'http://localhost:7080/payments/orders/blob/main' };
// The integration says "tree" for a URL of files.
const url = 'http://localhost:7080/payments/orders/tree/main/catalog-info.yaml';

function run(addLocation: (location: unknown) => Promise<unknown>, given = input) {
  const action = createRegisterServiceAction(integrations, {
    addLocation,
  } as unknown as CatalogService);
  const context = createMockActionContext({ input: given });
  return { context, done: action.handler(context) };
}

const refuse = (statusCode: number) => async () => {
  throw Object.assign(new Error(`Request failed with ${statusCode}`), { statusCode });
};

it('registers the file and says where it is', async () => {
  const added: unknown[] = [];
  const { context, done } = run(async (location) => added.push(location));
  await done;
  expect(added).toEqual([{ type: 'url', target: url }]);
  expect(context.output).toHaveBeenCalledWith('catalogInfoUrl', url);
});

it('is content when the file is registered already', async () => {
  const { context, done } = run(refuse(409));
  await done;
  expect(context.output).toHaveBeenCalledWith('catalogInfoUrl', url);
});

it('fails when the catalog does, or with a host that nobody knows', async () => {
  await expect(run(refuse(503)).done).rejects.toThrow('503');
  const strange = { repoContentsUrl: 'http://elsewhere/payments/orders/blob/main' };
  await expect(run(refuse(409), strange).done).rejects.toThrow(/No Git host is configured/);
});
