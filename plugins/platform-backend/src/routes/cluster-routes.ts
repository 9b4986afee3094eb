import type { Platform } from '@infraforge/platform';
import { openEventStream } from '../event-stream';
import { parseInput, podLogQuerySchema } from '../schema';
import type { Route } from './route-table';

/** The local cluster, to read: what runs, how far it is kept from this machine, what was said about it. */
export function clusterRoutes({ cluster }: Platform): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/v1/cluster',
      scope: 'read',
      async handle(caller, _request, response) {
        response.json(await cluster.describe(caller));
      },
    },
    {
      method: 'get',
      path: '/v1/cluster/workloads',
      scope: 'read',
      async handle(caller, _request, response) {
        response.json({ items: await cluster.workloads(caller) });
      },
    },
    {
      method: 'get',
      path: '/v1/cluster/pods',
      scope: 'read',
      async handle(caller, _request, response) {
        response.json({ items: await cluster.pods(caller) });
      },
    },
    {
      method: 'get',
      path: '/v1/cluster/events',
      scope: 'read',
      async handle(caller, _request, response) {
        response.json({ items: await cluster.events(caller) });
      },
    },
    {
      method: 'get',
      path: '/v1/cluster/pods/:namespace/:name/log',
      scope: 'read',
      async handle(caller, request, response) {
        const { namespace = '', name = '' } = request.params;
        const { tail } = parseInput(podLogQuerySchema, request.query, 'query');
        await cluster.readablePod(caller, { namespace, name });
        const stream = openEventStream(request, response);
        await cluster.followLog(
          caller,
          { namespace, name },
          tail,
          (line) => stream.send('log', line),
          stream.signal,
        );
        stream.end();
      },
    },
  ];
}
