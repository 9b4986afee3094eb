import { filterOf, readQuery, requestOf, writeQuery } from './entity-list-query';

const read = (search: string) => readQuery(new URLSearchParams(search), 'component');

it('reads what Backstage’s own links carry', () => {
  expect(
    read('filters[kind]=api&filters[type]=openapi&filters[owners]=payments&filters[user]=owned'),
  ).toEqual({
    kind: 'api',
    type: 'openapi',
    owner: 'payments',
    search: '',
    mine: true,
    sort: 'metadata.name',
    descending: false,
  });
});

it('leaves defaults out of the URL and keeps what is not its own', () => {
  const before = new URLSearchParams('filters[kind]=api&filters[text]=x&other=1');
  const after = writeQuery(
    before,
    { kind: 'component', search: '', sort: 'spec.type', descending: true },
    'component',
  );
  expect(after.toString()).toBe('other=1&sort=-spec.type');
  expect(readQuery(after, 'component')).toMatchObject({ sort: 'spec.type', descending: true });
});

it.each([
  [
    'owner by its name',
    'filters[owners]=payments',
    { 'relations.ownedBy': ['group:default/payments'] },
  ],
  [
    'owner by its reference',
    'filters[owners]=user:default/ana',
    { 'relations.ownedBy': ['user:default/ana'] },
  ],
  [
    'what is mine',
    'filters[user]=owned',
    { 'relations.ownedBy': ['user:default/ana', 'group:default/payments'] },
  ],
  ['everything', '', {}],
])('filters by %s', (_, search, expected) => {
  const filter = filterOf(read(search), ['user:default/ana', 'group:default/payments'], {});
  expect(filter).toEqual({ kind: 'component', ...expected });
});

it('asks for a page in order, with the text where one is given', () => {
  expect(requestOf(read('filters[text]=ord&sort=-spec.type'), {})).toMatchObject({
    limit: 50,
    orderFields: [{ field: 'spec.type', order: 'desc' }],
    fullTextFilter: { term: 'ord' },
  });
});
