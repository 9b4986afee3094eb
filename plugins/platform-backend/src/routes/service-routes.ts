import type { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import type { Platform } from '@infraforge/platform';
import { openEventStream } from '../event-stream';
import type { ScaffolderTasks } from '../scaffolder-tasks';
import {
  admissionQuerySchema,
  createServiceSchema,
  creationQuerySchema,
  logQuerySchema,
  parseInput,
  serviceQuerySchema,
} from '../schema';
import { templateValues } from '../template-values';
import { userTokenOf } from '../user-token';
import type { Route } from './route-table';

export type ServiceRouteDeps = {
  readonly platform: Platform;
  readonly tasks: ScaffolderTasks;
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  /** Something has begun that the supervision of services should look at soon. */
  wakeSupervision(): void;
};

/** Services: list, read, watch, logs, create, delete. */
export function serviceRoutes(deps: ServiceRouteDeps): readonly Route[] {
  const { services } = deps.platform;
  return [
    {
      method: 'get',
      path: '/v1/services',
      scope: 'read',
      async handle(_caller, request, response) {
        const { team } = parseInput(serviceQuerySchema, request.query, 'query');
        response.json({ items: await services.list(team ? { team } : {}) });
      },
    },
    {
      method: 'post',
      path: '/v1/services',
      scope: 'write',
      async handle(caller, request, response) {
        const body = parseInput(createServiceSchema, request.body, 'service');
        await services.check(caller, { name: body.name, owner: body.team });
        const template = `template:default/${body.template ?? 'nodejs-service'}`;
        const token = await userTokenOf(request, deps.discovery);
        const taskId = await deps.tasks.start(template, templateValues(body), token);
        deps.wakeSupervision();
        response
          .status(202)
          .location(`/api/platform/v1/services/${body.name}/creation`)
          .json({ name: body.name, taskId });
      },
    },
    {
      method: 'get',
      path: '/v1/services/:name',
      scope: 'read',
      async handle(_caller, request, response) {
        response.json(await services.describe(nameIn(request)));
      },
    },
    {
      method: 'get',
      path: '/v1/services/:name/creation',
      scope: 'read',
      async handle(_caller, request, response) {
        const { taskId } = parseInput(creationQuerySchema, request.query, 'query');
        response.json(await services.creation(nameIn(request), deps.tasks.progress, taskId));
      },
    },
    {
      // What speaks against making it: a form asks while it is filled in, so a refusal is an answer here.
      method: 'get',
      path: '/v1/services/:name/admission',
      scope: 'read',
      async handle(caller, request, response) {
        const { team } = parseInput(admissionQuerySchema, request.query, 'query');
        const problems = await services.objections(caller, { name: nameIn(request), owner: team });
        response.json({
          items: problems.map(({ code, message, hint, place }) => ({
            code,
            message,
            ...(hint ? { hint } : {}),
            ...(place?.path ? { path: place.path } : {}),
          })),
        });
      },
    },
    {
      method: 'get',
      path: '/v1/services/:name/stream',
      scope: 'read',
      async handle(_caller, request, response) {
        const name = nameIn(request);
        await services.describe(name);
        const stream = openEventStream(request, response);
        await services.watch(
          name,
          (service) => stream.send('service', service ?? null),
          stream.signal,
        );
        stream.end();
      },
    },
    {
      method: 'get',
      path: '/v1/services/:name/logs',
      scope: 'read',
      async handle(_caller, request, response) {
        const name = nameIn(request);
        const { follow, pod, ...rest } = parseInput(logQuerySchema, request.query, 'query');
        const options = { ...rest, ...(pod ? { pod } : {}) };
        if (!follow) {
          response.json({ items: await services.logs(name, options) });
          return;
        }
        await services.describe(name);
        const stream = openEventStream(request, response);
        await services.followLogs(name, options, (line) => stream.send('log', line), stream.signal);
        stream.end();
      },
    },
    {
      method: 'delete',
      path: '/v1/services/:name',
      scope: 'write',
      async handle(caller, request, response) {
        const service = await services.delete(caller, nameIn(request));
        deps.wakeSupervision();
        response.status(202).json({ name: service.name, state: service.state });
      },
    },
  ];
}

function nameIn(request: { params: Record<string, string> }): string {
  return request.params.name ?? '';
}
