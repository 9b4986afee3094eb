import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { localFetch, until } from '@infraforge/testkit';
import { callApi } from './platform-api.ts';
import {
  answerOf,
  cloneRepository,
  type GaiaResult,
  type PlatformUnderTest,
} from './platform-under-test.ts';

/** From the restart on: an interrupted creation is taken up again 10 to 20 s after it. */
const PATIENCE = { timeoutMilliseconds: 90_000, intervalMilliseconds: 200 };

/** Something that a person asks for and that a death gets into. */
export type Interrupted = {
  /** Begins it; returns when it was asked for, not when it is done. */
  act(): Promise<unknown>;
  /** Waits until it is done and says how its end was told. Throws when it fails, and when it does not come to an end. */
  outcome(): Promise<string>;
};

/** `gaia create service --wait`, in team payments. Asks again when the platform was away and has never heard of it. */
export function creationOf(platform: PlatformUnderTest, name: string): Interrupted {
  let said: Promise<GaiaResult> | undefined;
  async function ask(): Promise<GaiaResult> {
    const result = await platform.gaia('create', 'service', name, '--team', 'payments', '--wait');
    const wasAway = result.exitCode !== 0 && /does not answer/.test(result.stderr);
    return wasAway && (await statusOf(platform, name)) === 404 ? ask() : result;
  }
  return {
    async act() {
      said = ask();
    },
    async outcome() {
      await endOfCreation(platform, name);
      const { exitCode = -1, stdout = '', stderr = '' } = (await said) ?? {};
      // Whether a request was heard whose answer never came gaia cannot know; it can be asked again.
      const isTold = exitCode === 0 || /does not answer|exists already/.test(stderr);
      assert.ok(isTold, `${stdout}\n${stderr}`);
      return `completed, gaia create ended with ${exitCode}`;
    },
  };
}

export type Clone = Awaited<ReturnType<typeof cloneRepository>> & { readonly directory: string };

/** A clone of a service of team payments, to push from. */
export async function cloneOf(platform: PlatformUnderTest, name: string): Promise<Clone> {
  const directory = join(platform.dataDirectory, '..', name);
  return { directory, ...(await cloneRepository(platform, `payments/${name}`, directory)) };
}

/** `git push` of a change to a service that runs; `withNewLock`: of other dependencies, as far as the platform can tell. */
export function pushTo(
  platform: PlatformUnderTest,
  { directory, git }: Clone,
  withNewLock: boolean,
): Interrupted {
  const name = basename(directory);
  return {
    async act() {
      await change(directory, withNewLock);
      await git('commit', '--quiet', '--all', '--message', 'Change');
      // The server that takes the push may die over it.
      await git('push', '--quiet').catch(() => undefined);
    },
    async outcome() {
      const { stdout: sha } = await git('rev-parse', 'HEAD');
      await until(() => git('push', '--quiet'), PATIENCE);
      await until(
        async () => {
          const answer = await answerOf(platform.url(name));
          return answer?.revision === sha && isSettled(await serviceOf(platform, name));
        },
        { ...PATIENCE, what: `${name} at ${sha}` },
      );
      return 'completed';
    },
  };
}

/** `gaia delete service`. Asks again when the platform was away before it was asked. */
export function deletionOf(platform: PlatformUnderTest, name: string): Interrupted {
  let said: Promise<GaiaResult> | undefined;
  async function ask(): Promise<GaiaResult> {
    const result = await platform.gaia('delete', 'service', name, '--yes');
    const wasAway = result.exitCode !== 0 && /does not answer/.test(result.stderr);
    return wasAway && (await statusOf(platform, name)) === 200 ? ask() : result;
  }
  return {
    async act() {
      said = ask();
    },
    async outcome() {
      await until(async () => (await statusOf(platform, name)) === 404, {
        ...PATIENCE,
        what: `the end of ${name}`,
      });
      const { exitCode, stdout, stderr } = (await said) ?? {};
      assert.ok(exitCode === 0 || /does not answer/.test(stderr ?? ''), `${stdout}\n${stderr}`);
      assert.equal((await localFetch(platform.url(name))).status, 404);
      const repository = await callForge(platform, `repos/payments/${name}`);
      assert.equal((repository as { archived: boolean }).archived, true);
      return `completed, gaia delete ended with ${exitCode}`;
    },
  };
}

/** A read of the forge's REST API by the administrator. */
export async function callForge(platform: PlatformUnderTest, path: string): Promise<unknown> {
  const response = await fetch(`${platform.forge}/api/v3/${path}`, {
    headers: { authorization: `Bearer ${await platform.token()}` },
  });
  assert.equal(response.status, 200, `${path}: ${response.status}`);
  return response.json();
}

/** Waits until the head of its repository answers, is Healthy and in the register. Throws what the platform says is wrong. */
async function endOfCreation(platform: PlatformUnderTest, name: string): Promise<void> {
  let last: ServiceView | undefined;
  const end = until(
    async () => {
      last = await serviceOf(platform, name);
      if (last.state === 'failed') return true;
      if (last.state !== 'active' || !isSettled(last)) return false;
      const head = (await callForge(platform, `repos/payments/${name}/branches/main`)) as {
        commit: { sha: string };
      };
      return (await answerOf(platform.url(name)))?.revision === head.commit.sha;
    },
    { ...PATIENCE, what: `the creation of ${name}` },
  );
  await end.catch((cause: unknown) => {
    throw new Error(`the creation of ${name} has no end: ${JSON.stringify(last)}`, { cause });
  });
  assert.notEqual(last?.state, 'failed', `${name}: ${last?.failure}`);
}

function isSettled({ environments }: ServiceView): boolean {
  const dev = environments.find(({ environment }) => environment === 'dev');
  return dev?.health === 'Healthy' && dev.sync === 'Synced';
}

async function serviceOf(platform: PlatformUnderTest, name: string): Promise<ServiceView> {
  const { status, body } = await callApi(platform, 'GET', `services/${name}`);
  assert.equal(status, 200, `${name}: ${status}`);
  return body;
}

/** 200 or 404, when the platform is there to say. */
function statusOf(platform: PlatformUnderTest, name: string): Promise<number> {
  return until(async () => {
    const { status, body } = await callApi(platform, 'GET', `services/${name}`);
    const isKnown = status === 200 || body?.code === 'service.not-found';
    return isKnown ? status : undefined;
  }, PATIENCE);
}

async function change(directory: string, withNewLock: boolean): Promise<void> {
  const file = join(directory, withNewLock ? 'package-lock.json' : 'README.md');
  const text = await readFile(file, 'utf8');
  if (!withNewLock) return writeFile(file, `${text}\nChanged.\n`);
  const lock = JSON.parse(text);
  const root = lock.packages[''];
  // A part of what a layer is known by, and nothing that npm installs.
  root.funding = [...(root.funding ?? []), 'https://example.com'];
  await writeFile(file, `${JSON.stringify(lock, undefined, 2)}\n`);
}
