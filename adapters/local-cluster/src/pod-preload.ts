/**
 * Loaded before the program of a pod that has no root directory of its own: its modules come from its own files only,
 * and the names of Services are found. Not a wall: a program that wants to can read what its user can.
 */
import dns from 'node:dns';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

type Address = { readonly address: string; readonly family: number };
type Done = (error: Error | null, address?: string | Address[], family?: number) => void;

/** The arguments come by the query of this module's own URL: the environment belongs to the program. */
const settings = new URL(import.meta.url).searchParams;
const roots = settings.getAll('root');
const hosts = settings.get('hosts') ?? '';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (resolved.url.startsWith('file:') && !isInside(fileURLToPath(resolved.url))) {
      throw Object.assign(
        new Error(`Cannot find module '${specifier}': ${resolved.url} is outside this program.`),
        { code: 'ERR_MODULE_NOT_FOUND' },
      );
    }
    return resolved;
  },
});

const lookup = dns.lookup;
const promised = dns.promises.lookup;

Object.assign(dns, {
  lookup(name: string, ...rest: [Done] | [object | number, Done]) {
    const done = rest.at(-1) as Done;
    const address = addressOf(name);
    if (address === undefined) return Reflect.apply(lookup, dns, [name, ...rest]);
    const wantsAll = typeof rest[0] === 'object' && (rest[0] as { all?: boolean }).all === true;
    process.nextTick(() =>
      wantsAll ? done(null, [{ address, family: 4 }]) : done(null, address, 4),
    );
    return undefined;
  },
});
Object.assign(dns.promises, {
  async lookup(name: string, options?: { all?: boolean }) {
    const address = addressOf(name);
    if (address === undefined) return Reflect.apply(promised, dns.promises, [name, options]);
    return options?.all ? [{ address, family: 4 }] : { address, family: 4 };
  },
});
syncBuiltinESMExports();

let names = new Map<string, string>();
let readAt = -1;

function addressOf(name: string): string | undefined {
  try {
    const { mtimeMs } = statSync(hosts);
    if (mtimeMs !== readAt) {
      names = parse(readFileSync(hosts, 'utf8'));
      readAt = mtimeMs;
    }
  } catch {
    // The file is the kubelet's; without it the machine's own resolver is all there is.
  }
  return names.get(name);
}

function parse(text: string): Map<string, string> {
  const entries = text.split('\n').flatMap((line) => {
    const [address = '', ...hostNames] = line.trim().split(/\s+/);
    return address.startsWith('127.') && hostNames[0] !== 'localhost'
      ? hostNames.map((name): [string, string] => [name, address])
      : [];
  });
  return new Map(entries);
}

function isInside(path: string): boolean {
  const real = realpathSync(path);
  return roots.some((root) => real === root || real.startsWith(root + sep));
}
