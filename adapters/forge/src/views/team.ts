import type { Organization } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { nodeId } from './account.ts';

/** The one team of an organisation, which has its name. */
export function teamJson({ urls, directory }: ForgeContext, organization: Organization) {
  const { login, id } = organization;
  const url = `${urls.api}/orgs/${login}/teams/${login}`;
  return {
    id,
    node_id: nodeId('Team', id),
    name: directory?.team(login)?.title ?? login,
    slug: login.toLowerCase(),
    description: organization.description,
    privacy: 'closed',
    permission: 'admin',
    parent: null,
    url,
    html_url: urls.account(login),
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
  };
}
