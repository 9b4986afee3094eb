import { discoveryApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { rememberedUser } from './remembered-user';
import { SignInPage } from './sign-in-page';

const discovery = { getBaseUrl: async (plugin: string) => `http://portal/api/${plugin}` };
const people = [
  { name: 'ana', title: 'Ana Alvarez', team: 'payments', role: 'member' },
  { name: 'admin', title: 'Administrator', team: 'platform-team', role: 'admin' },
  { name: 'guest', title: 'Guest', team: 'payments', role: 'member' },
];

function reply(body: unknown, status = 200): Response {
  return {
    ok: status < 400,
    status,
    statusText: '',
    json: async () => body,
    text: async () => JSON.stringify(body),
  } as Response;
}

function serve(refresh: () => Response) {
  const ask = jest.fn(async (input: RequestInfo | URL) =>
    String(input).endsWith('/sign-in-options') ? reply({ items: people }) : refresh(),
  );
  globalThis.fetch = ask as typeof fetch;
  return ask;
}

const session = reply({
  profile: {},
  backstageIdentity: {
    token: 'a.b.c',
    identity: { type: 'user', userEntityRef: 'user:default/ana', ownershipEntityRefs: [] },
  },
});

function show() {
  const onSignInSuccess = jest.fn();
  render(
    <TestApiProvider apis={[[discoveryApiRef, discovery]]}>
      <SignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return onSignInSuccess;
}

const originalFetch = globalThis.fetch;
beforeEach(() => rememberedUser.clear());
afterEach(() => {
  globalThis.fetch = originalFetch;
});

it('lists the guest first, then the people with their teams', async () => {
  serve(() => session);
  show();
  await screen.findByText('Guest');
  const texts = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(texts).toEqual([
    'Guestpayments',
    'Ana Alvarezpayments',
    'Administratorplatform-team · administrator',
  ]);
});

it('signs in with one click and remembers who it was', async () => {
  const ask = serve(() => session);
  const onSignInSuccess = show();
  await userEvent.click(await screen.findByText('Ana Alvarez'));
  await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  expect(ask.mock.calls.map(([url]) => String(url))).toContain(
    'http://portal/api/auth/local/refresh?user=ana',
  );
  expect(rememberedUser.get()).toBe('ana');
});

it('does not ask somebody who was here before', async () => {
  rememberedUser.set('ana');
  serve(() => session);
  const onSignInSuccess = show();
  await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  expect(screen.queryByText('Sign in')).toBeNull();
});

it('shows the list again when the remembered user is gone, and says why', async () => {
  rememberedUser.set('zoe');
  serve(() => reply({ code: 'user_not_found', detail: 'There is no user "zoe".' }, 404));
  const onSignInSuccess = show();
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no user "zoe".');
  expect(await screen.findByText('Guest')).toBeVisible();
  expect(onSignInSuccess).not.toHaveBeenCalled();
  expect(rememberedUser.get()).toBeUndefined();
});
