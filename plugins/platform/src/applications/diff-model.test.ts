import { diffLines } from './diff-model';

const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const many = Array.from({ length: 20 }, (_, index) => `line: ${index}`);

it.each([
  ['nothing', text(['a: 1']), text(['a: 1']), []],
  ['what is new', '', text(['a: 1']), ['added a: 1']],
  ['what goes', text(['a: 1']), '', ['removed a: 1']],
  [
    'a change',
    text(['a: 1', 'b: 2']),
    text(['a: 1', 'b: 3']),
    ['same a: 1', 'removed b: 2', 'added b: 3'],
  ],
])('shows %s', (_, live, target, expected) => {
  expect(diffLines(live, target).map((line) => `${line.kind} ${line.text}`)).toEqual(expected);
});

it('leaves out what is the same, but for three lines around', () => {
  const target = many.with(15, 'line: other');
  const kinds = diffLines(text(many), text(target)).map(({ kind }) => kind);
  expect(kinds).toEqual([
    'gap',
    'same',
    'same',
    'same',
    'removed',
    'added',
    'same',
    'same',
    'same',
  ]);
});
