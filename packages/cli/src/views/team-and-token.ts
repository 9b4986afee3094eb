import type { TeamView, TokenView } from '@infraforge/plugin-platform-common';
import { ageOf } from '../output/age.ts';
import type { Column } from '../output/table.ts';

export const teamColumns: readonly Column<TeamView>[] = [
  { header: 'NAME', cell: ({ name }) => name },
  { header: 'TITLE', cell: ({ title }) => title },
  { header: 'YOURS', cell: ({ yours }) => (yours ? 'yes' : 'no') },
  { header: 'ENVIRONMENTS', cell: ({ environments }) => environments.join(', ') },
  { header: 'MEMBERS', cell: ({ members }) => members.join(', ') },
];

export function tokenColumns(now: number): readonly Column<TokenView>[] {
  return [
    { header: 'ID', cell: ({ id }) => id },
    { header: 'DESCRIPTION', cell: ({ description }) => description },
    { header: 'SUBJECT', cell: ({ subject }) => subject },
    { header: 'SCOPES', cell: ({ scopes }) => scopes?.join(', ') ?? 'all of the subject' },
    { header: 'AGE', cell: ({ createdAt }) => ageOf(createdAt, now) },
    { header: 'EXPIRES', cell: ({ expiresAt }) => expiresAt ?? 'never' },
  ];
}
