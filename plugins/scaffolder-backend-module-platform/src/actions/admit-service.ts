import { NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Platform } from '@infraforge/platform';

/**
 * `infraforge:service:admit`: the first step of every golden path. Refuses what may not be made, takes the name for the
 * team and says where the service's repository and URL will be.
 */
export function createAdmitServiceAction(platform: Platform) {
  return createTemplateAction({
    id: 'infraforge:service:admit',
    description:
      'Checks that a service may be made by this person for this team, and takes its name.',
    schema: {
      input: {
        name: (z) => z.string({ description: 'Name of the service' }),
        owner: (z) => z.string({ description: 'The owning team: a Group, or its name' }),
        description: (z) => z.string({ description: 'What the service is for' }).optional(),
      },
      output: {
        team: (z) => z.string({ description: 'Name of the team' }),
        repository: (z) => z.string({ description: 'owner/name' }),
        repoUrl: (z) => z.string({ description: 'As publish:github takes it' }),
        forgeUrl: (z) => z.string({ description: 'URL of the Git host' }),
        forgeHost: (z) => z.string({ description: 'Host and port of the Git host' }),
        url: (z) => z.string({ description: 'Where the service will answer in dev' }),
      },
    },
    async handler(ctx) {
      const { identity, services, urls } = platform;
      const { name, owner, description = '' } = ctx.input;
      const subject = ctx.user?.ref;
      const caller = subject && identity.bySubject(subject, 'portal');
      if (!caller) throw new NotAllowedError('Sign in: a service is made by a person for a team.');

      const result = await services.admit(caller, {
        name,
        owner,
        description,
        taskId: ctx.task.id,
      });
      if (!result.ok) {
        const lines = result.problems.map(({ message, hint, place }) =>
          [place?.path && `${place.path}:`, message, hint].filter(Boolean).join(' '),
        );
        throw new NotAllowedError(lines.join('\n'));
      }
      const { team, repository, url } = result.admission;
      const forgeHost = new URL(urls.forge).host;
      ctx.logger.info(`${name} is yours: repository ${repository}, URL ${url}`);
      ctx.output('team', team);
      ctx.output('repository', repository);
      ctx.output('repoUrl', `${forgeHost}?owner=${team}&repo=${name}`);
      ctx.output('forgeUrl', urls.forge);
      ctx.output('forgeHost', forgeHost);
      ctx.output('url', url);
    },
  });
}
