import type { Caller } from '@infraforge/kernel';
import type { Signature } from '@infraforge/scm';
import type { ForgeContext } from './context.ts';
import { emailOf, loginOf } from './views/account.ts';

type GivenAuthor = {
  readonly name: string;
  readonly email: string;
  readonly date?: string | undefined;
};

/** Who a commit is by: whom the request names, else the caller. */
export function signatureOf(
  context: ForgeContext,
  caller: Caller,
  given?: GivenAuthor | undefined,
): Signature {
  const login = loginOf(caller.subject);
  return {
    name: given?.name ?? context.directory?.person(login)?.title ?? login,
    email: given?.email ?? emailOf(context, login),
    date: given?.date === undefined ? context.clock.now() : new Date(given.date),
  };
}
