import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import type { Platform } from '@infraforge/platform';
import { createPolicy } from './policy';

const platform = {
  identity: {
    bySubject: (subject: string) =>
      ({ 'user:default/ana': { role: 'member' }, 'user:default/admin': { role: 'admin' } })[
        subject
      ],
  },
} as unknown as Platform;

const policy = createPolicy(platform);
const user = (userEntityRef: string) =>
  ({ info: { userEntityRef, ownershipEntityRefs: [] } }) as unknown as PolicyQueryUser;

it.each([
  ['catalog.entity.read', 'user:default/ana', AuthorizeResult.ALLOW],
  ['scaffolder.task.create', 'user:default/ana', AuthorizeResult.ALLOW],
  ['catalog.location.create', 'user:default/ana', AuthorizeResult.ALLOW],
  ['catalog.entity.delete', 'user:default/ana', AuthorizeResult.DENY],
  ['catalog.location.delete', 'user:default/ana', AuthorizeResult.DENY],
  ['scaffolder.template.management', 'user:default/ana', AuthorizeResult.DENY],
  ['catalog.entity.delete', 'user:default/admin', AuthorizeResult.ALLOW],
  ['catalog.entity.read', 'user:default/who-left', AuthorizeResult.DENY],
  ['catalog.entity.read', undefined, AuthorizeResult.DENY],
])('%s by %s: %s', async (name, subject, result) => {
  const permission = { type: 'basic', name, attributes: {} } as const;
  await expect(policy.handle({ permission }, subject ? user(subject) : undefined)).resolves.toEqual(
    { result },
  );
});
