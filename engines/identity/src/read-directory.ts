import { nameOf } from './authenticate.ts';
import { createDirectory } from './directory.ts';
import type { Directory } from './ports.ts';
import { groupEntitySchema, userEntitySchema } from './schema.ts';
import type { Person, Team } from './types.ts';

/** Groups with this label may own services: they have an organisation, namespaces and a project. */
const TENANT_LABEL = 'infraforge.io/tenant';
/** Members of groups with this label administer the platform. */
const ADMIN_LABEL = 'infraforge.io/administrators';

/**
 * The directory that a catalog describes: every Group with the label `infraforge.io/tenant: "true"` is a team, every User
 * a person. Membership is read from both sides, `User.spec.memberOf` and `Group.spec.members`, as Backstage does.
 */
export function readDirectory(entities: readonly unknown[]): Directory {
  const groups = entities.flatMap((entity) => groupEntitySchema.safeParse(entity).data ?? []);
  const users = entities.flatMap((entity) => userEntitySchema.safeParse(entity).data ?? []);
  const admins = new Set(
    groups
      .filter((group) => group.metadata.labels?.[ADMIN_LABEL] === 'true')
      .map(({ metadata }) => metadata.name),
  );
  const people = users.map((user): Person => {
    const { name } = user.metadata;
    const joined = groups
      .filter((group) => group.spec.members?.some((member) => nameOf(member) === name))
      .map((group) => group.metadata.name);
    const memberships = [...new Set([...(user.spec.memberOf ?? []).map(nameOf), ...joined])].sort();
    return {
      name,
      title: user.spec.profile?.displayName ?? user.metadata.title ?? name,
      email: user.spec.profile?.email,
      groups: memberships,
      role: memberships.some((group) => admins.has(group)) ? 'admin' : 'member',
    };
  });
  const teams = groups
    .filter((group) => group.metadata.labels?.[TENANT_LABEL] === 'true')
    .map((group): Team => {
      const { name } = group.metadata;
      const members = people
        .filter((person) => person.groups.includes(name))
        .map((person) => person.name);
      return {
        name,
        title: group.spec.profile?.displayName ?? group.metadata.title ?? name,
        members,
      };
    });
  return createDirectory(people, teams);
}
