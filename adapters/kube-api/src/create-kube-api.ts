import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '@infraforge/kernel';
import { callerOf } from './caller-of.ts';
import { servedResources } from './custom-resources.ts';
import { deleteObject } from './delete-object.ts';
import { type Exchange, sendJson } from './exchange.ts';
import { answerInformation } from './information.ts';
import { patchObject } from './patch-object.ts';
import { sendPodLog } from './pod-log.ts';
import type { KubeApiOptions } from './ports.ts';
import { getObject, listObjects } from './read-objects.ts';
import { isExpected, Refusal, statusOf } from './refusal.ts';
import { targetOf } from './request-target.ts';
import { changeScale, getScale } from './scale-object.ts';
import { watchObjects } from './watch-objects.ts';
import { createObject, replaceObject } from './write-objects.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Kubernetes' API over the object store as a handler for an https server. It answers everything and never throws. */
export function createKubeApi(api: KubeApiOptions, stopping: AbortSignal): RequestHandler {
  return (request, response) => {
    answer(api, request, response, stopping).catch((error: unknown) => {
      api.logger.error(`The Kubernetes API could not answer: ${messageOf(error)}`);
      response.destroy();
    });
  };
}

async function answer(
  api: KubeApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const url = new URL(request.url ?? '/', 'https://localhost');
    const isProbe = /^\/(healthz|livez|readyz|version)(\/|$)/.test(url.pathname);
    const known = isProbe ? undefined : await callerOf(api, request, gone);
    const resources = isProbe ? [] : await servedResources(api.objects);
    if (answerInformation(request, response, url, resources)) return;
    const target = targetOf(url.pathname, resources);
    if (!target || !known) {
      throw new Refusal('NotFound', 'the server could not find the requested resource');
    }
    const signal = AbortSignal.any([gone.signal, stopping]);
    const query = url.searchParams;
    await route({ api, request, response, query, caller: known, target, signal });
  } catch (error) {
    fail(api, request, response, error);
  } finally {
    // What was not read of the body would be taken for the next request.
    request.resume();
  }
}

function route(exchange: Exchange): Promise<void> {
  const { request, target, query } = exchange;
  const { name, subresource, resource } = target;
  const method = request.method ?? 'GET';
  const isWatch = ['true', '1'].includes(query.get('watch') ?? '');
  const is = (wanted: string, what: 'one' | 'all', part?: string) =>
    method === wanted && (name !== undefined) === (what === 'one') && subresource === part;
  if (is('GET', 'all') || is('GET', 'one')) {
    if (isWatch) return watchObjects(exchange);
    return name === undefined ? listObjects(exchange) : getObject(exchange);
  }
  if (is('POST', 'all')) return createObject(exchange);
  if (is('PUT', 'one') || is('PUT', 'one', 'status')) return replaceObject(exchange);
  if (is('PATCH', 'one') || is('PATCH', 'one', 'status')) return patchObject(exchange);
  if (is('DELETE', 'one')) return deleteObject(exchange);
  if (is('GET', 'one', 'status')) return getObject(exchange);
  if (resource.hasScale && is('GET', 'one', 'scale')) return getScale(exchange);
  if (resource.hasScale && (is('PUT', 'one', 'scale') || is('PATCH', 'one', 'scale'))) {
    return changeScale(exchange);
  }
  if (resource.kind === 'Pod' && is('GET', 'one', 'log')) return sendPodLog(exchange);
  throw new Refusal(
    'MethodNotAllowed',
    `the local cluster does not serve ${method} of ${[resource.plural, subresource].filter(Boolean).join('/')}`,
  );
}

function fail(
  { logger }: KubeApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  if (!isExpected(error)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    logger.error(`Kubernetes API: ${request.method} ${request.url} failed: ${stack}`);
  }
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = statusOf(error);
  if (status.code === 401) response.setHeader('www-authenticate', 'Bearer');
  if (status.code === 413) response.setHeader('connection', 'close');
  sendJson(response, status.code, status);
}
