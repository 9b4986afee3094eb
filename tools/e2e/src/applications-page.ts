import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

const patience = { timeout: 30_000 };

/** What a member of the team does on the page of an application that has been deployed twice: look, sync, go back. */
export async function syncAndRollBack(page: Page, portal: string, name: string): Promise<void> {
  await page.goto(`${portal}/applications?search=${name}`);
  await page.getByRole('link', { name, exact: true }).click();
  await page
    .getByRole('list', { name: 'Tree of resources' })
    .getByText('ReplicaSet')
    .first()
    .waitFor();

  await page.getByRole('link', { name: 'Diff', exact: true }).click();
  await page.getByText(/Nothing differs/).waitFor(patience);

  await page.getByRole('button', { name: 'Sync', exact: true }).click();
  await page.getByRole('button', { name: 'Try without changing' }).click();
  await page
    .getByText(/A sync (to|would)/)
    .first()
    .waitFor(patience);
  await page.getByRole('button', { name: 'Sync application' }).click();
  await page.getByText(`Sync of ${name} started.`).waitFor(patience);

  await page.getByRole('link', { name: 'History', exact: true }).click();
  const rollBack = page.getByRole('button', { name: /^Roll back to/ }).first();
  const sha = /Roll back to (\w+)/.exec((await rollBack.getAttribute('aria-label')) ?? '')?.[1];
  assert.ok(sha, 'the history has an older entry');
  await rollBack.click(patience);
  await page.getByRole('textbox', { name: /Reason/ }).fill('The new one fails');
  await page.getByRole('button', { name: 'Roll back application' }).click();
  const pin = page.getByRole('region', { name: 'Pin' });
  await pin.getByText(`Pinned to ${sha}`).waitFor(patience);
  await page.getByText(`Synced to ${sha}`).first().waitFor(patience);

  await pin.getByRole('button', { name: 'End pin' }).click();
  await pin.waitFor({ state: 'detached', ...patience });
}

/** What somebody of another team sees there: everything, and nothing that they could press. */
export async function lookAsAnotherTeam(
  page: Page,
  portal: string,
  name: string,
  team: string,
): Promise<void> {
  await page.goto(`${portal}/applications/${name}`);
  await page.getByText(`This belongs to ${team}`).waitFor(patience);
  assert.ok(await page.getByRole('button', { name: 'Sync', exact: true }).isDisabled());
}
