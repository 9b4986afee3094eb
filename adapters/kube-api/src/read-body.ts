import type { IncomingMessage } from 'node:http';
import { messageOf } from '@infraforge/kernel';
import { parseYaml } from '@infraforge/yaml';
import { Refusal } from './refusal.ts';

/** Kubernetes' limit of a request. */
const LARGEST_BYTES = 3 * 2 ** 20;

/** The media type of a request, without parameters. */
export function mediaTypeOf(request: IncomingMessage): string {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase();
}

/** The body of a request as data; undefined when it is empty. Throws what is to be answered when it cannot be read. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const type = mediaTypeOf(request);
  if (type === 'application/vnd.kubernetes.protobuf') {
    throw new Refusal(
      'UnsupportedMediaType',
      'the local cluster reads JSON and YAML, not protobuf: write the object to a file and use kubectl apply -f (kubectl create … --dry-run=client -o yaml prints it)',
    );
  }
  const text = await readText(request);
  if (text.trim() === '') return undefined;
  try {
    return type.includes('yaml') && !/^\s*[{[]/.test(text) ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    throw new Refusal('BadRequest', `the body cannot be read: ${messageOf(error)}`);
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BYTES) {
      throw new Refusal('RequestEntityTooLarge', `a request is at most ${LARGEST_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
