import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Column, cutTo, renderTable } from './table.ts';

type Row = { readonly name: string; readonly text: string; readonly extra?: string };

const rows: readonly Row[] = [
  { name: 'orders', text: 'a text that is long', extra: '1' },
  { name: 'größe-日本', text: 'short' },
];
const columns: readonly Column<Row>[] = [
  { header: 'NAME', cell: ({ name }) => name },
  { header: 'EXTRA', cell: ({ extra }) => extra ?? '', optional: true },
  { header: 'TEXT', cell: ({ text }) => text },
];

const tables: Readonly<Record<number, string>> = {
  80: `
NAME         EXTRA   TEXT
orders       1       a text that is long
größe-日本   -       short
`,
  39: `
NAME        EXTRA  TEXT
orders      1      a text that is long
größe-日本  -      short
`,
  34: `
NAME         TEXT
orders       a text that is long
größe-日本   short
`,
  22: `
NAME        TEXT
orders      a text th…
größe-日本  short
`,
  15: `
NAME     TEXT
orders   a tex…
größe-…  short
`,
};

for (const [width, expected] of Object.entries(tables)) {
  test(`a table on ${width} cells`, () => {
    assert.equal(renderTable(rows, columns, Number(width)), expected.slice(1));
  });
}

test('what would break the row is a blank', () => {
  const [name] = columns;
  assert.ok(name);
  const table = renderTable([{ name: 'a\nb\u001b[2Jc', text: '' }], [name], 80);
  assert.equal(table, 'NAME\na b [2Jc\n');
});

test('a cut never divides a character', () => {
  assert.equal(cutTo('👩‍👩‍👧 family', 3), '👩‍👩‍👧…');
  assert.equal(cutTo('日本語', 4), '日…');
  assert.equal(cutTo('e\u0301e\u0301e\u0301', 2), 'e\u0301…');
  assert.equal(cutTo('abc', 3), 'abc');
});
