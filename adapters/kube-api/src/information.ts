import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  aggregatedDiscovery,
  apiGroupList,
  apiResourceList,
  apiVersions,
  KUBERNETES_VERSION,
  oneApiGroup,
} from './discovery.ts';
import { sendJson } from './exchange.ts';
import { openApiDocument, openApiIndex } from './openapi.ts';
import type { Resource } from './resources.ts';

/** Answers what is about the API itself: version, health, discovery, OpenAPI. False when the path is about something else. */
export function answerInformation(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  resources: readonly Resource[],
): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const path = url.pathname.replace(/\/+$/, '');
  if (/^\/(healthz|livez|readyz)$/.test(path)) {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    return true;
  }
  if (path === '/api' || path === '/apis') {
    sendDiscovery(request, response, path === '/api' ? 'api' : 'apis', resources);
    return true;
  }
  const document = documentAt(path, resources);
  if (document === undefined) return false;
  sendJson(response, 200, document);
  return true;
}

function documentAt(path: string, resources: readonly Resource[]): unknown {
  if (path === '/version') return KUBERNETES_VERSION;
  if (path === '/openapi/v3') return openApiIndex(resources);
  const segments = path.split('/').slice(1);
  const isOpenApi = segments[0] === 'openapi' && segments[1] === 'v3';
  const [root, ...place] = isOpenApi ? segments.slice(2) : segments;
  if (root === 'apis' && place.length === 1 && !isOpenApi) {
    return oneApiGroup(resources, place[0] ?? '');
  }
  const isVersion =
    (root === 'api' && place.length === 1) || (root === 'apis' && place.length === 2);
  if (!isVersion) return undefined;
  const [version = '', group = ''] = [...place].reverse();
  return isOpenApi
    ? openApiDocument(resources, group, version)
    : apiResourceList(resources, group, version);
}

/** In one answer for those who understand that, else the roots of many. */
function sendDiscovery(
  request: IncomingMessage,
  response: ServerResponse,
  root: 'api' | 'apis',
  resources: readonly Resource[],
): void {
  const accept = request.headers.accept ?? '';
  const version = /g=apidiscovery\.k8s\.io;v=(v2beta1|v2)\b/.exec(accept)?.[1];
  response.setHeader('vary', 'Accept');
  if (version) {
    const type = `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
    sendJson(response, 200, aggregatedDiscovery(resources, root, version), type);
    return;
  }
  const address = request.headers.host ?? 'localhost';
  sendJson(response, 200, root === 'api' ? apiVersions(address) : apiGroupList(resources));
}
