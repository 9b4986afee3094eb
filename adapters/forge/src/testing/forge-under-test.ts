import type { Directory } from '@infraforge/identity';
import type { Caller } from '@infraforge/kernel';
import { silentLogger, systemClock } from '@infraforge/kernel';
import { type ForgeStore, memoryForgeStore } from '@infraforge/scm';
import { type TemporaryGit, temporaryGitRepositories } from '@infraforge/testkit';
import type { ForgeEvent } from '../context.ts';
import { type RunningForge, type StartForgeOptions, startForge } from '../start-forge.ts';

/** A real forge on a free port over real git, with the example company's people. Tokens are `t-<name>`. */
export type ForgeUnderTest = {
  readonly url: string;
  readonly api: string;
  readonly store: ForgeStore;
  readonly repositories: TemporaryGit['repositories'];
  readonly events: readonly ForgeEvent[];
  /** `METHOD /path` of requests that no route answered. */
  readonly unknown: readonly string[];
  /** A folder that is removed with the forge. */
  readonly folder: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
};

export type CallOptions = {
  readonly as?: string | undefined;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads from an answer is checked by the test.
  readonly json: any;
};

const person = (name: string, groups: readonly string[], role: Caller['role'] = 'member') => ({
  ...{ name, title: name, email: undefined, groups, role },
});

const PEOPLE = [
  person('ana', ['payments']),
  person('ben', ['payments']),
  person('carla', ['storefront']),
  person('admin', ['platform-team'], 'admin'),
];

const directory: Directory = {
  person: (name) => PEOPLE.find((row) => row.name === name),
  people: () => PEOPLE,
  teams: () => ['payments', 'storefront'].map(teamOf),
  team: (name) => (['payments', 'storefront'].includes(name) ? teamOf(name) : undefined),
};

function teamOf(name: string) {
  const members = PEOPLE.filter((row) => row.groups.includes(name)).map((row) => row.name);
  return { name, title: `Team ${name}`, members };
}

/** Starts it. `t-ana-read` is ana's token with the scope `read`. */
export async function startTestForge(
  options: Partial<StartForgeOptions> = {},
): Promise<ForgeUnderTest> {
  const { repositories, folder, close } = await temporaryGitRepositories();
  const store = options.store ?? memoryForgeStore();
  await store.ensureOrganization('payments', 'Takes money');
  await store.ensureOrganization('storefront', 'Shows goods');
  const events: ForgeEvent[] = [];
  const unknown: string[] = [];
  const running: RunningForge = await startForge({
    ...{ store, repositories, directory, clock: systemClock, logger: silentLogger },
    authenticate: async ({ token }) => callerOf(token),
    onEvent: (event) => events.push(event),
    onUnknownRoute: (method, path) => unknown.push(`${method} ${path}`),
    ...{ host: '127.0.0.1', port: 0 },
    ...options,
  }).catch(async (error) => {
    await close();
    throw error;
  });
  const api = `${running.url}/api/v3`;
  return {
    ...{ url: running.url, api, store, repositories, events, unknown, folder },
    call: (method, path, call = {}) => callForge(running.url, method, path, call),
    async stop() {
      await running.stop();
      await close();
    },
  };
}

function callerOf(token: string): Caller | undefined {
  const [, name, scope] = /^t-([a-z]+)(-read)?$/.exec(token) ?? [];
  const found = PEOPLE.find((row) => row.name === name);
  if (!found) return undefined;
  return {
    subject: `user:default/${found.name}`,
    groups: found.groups,
    role: found.role,
    scopes: scope ? ['read'] : undefined,
    via: 'git',
  };
}

async function callForge(
  url: string,
  method: string,
  path: string,
  { as, json, headers }: CallOptions,
): Promise<Answer> {
  const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(as === undefined ? {} : { authorization: `token t-${as}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}
