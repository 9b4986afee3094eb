import { piecesOf } from './highlighted-text';

it.each([
  [
    'a <b>found</b> word',
    [
      ['a ', false],
      ['found', true],
      [' word', false],
    ],
  ],
  [
    '<b>x</b><b>y</b>',
    [
      ['x', true],
      ['y', true],
    ],
  ],
  ['nothing', [['nothing', false]]],
  ['open <b>only', [['open <b>only', false]]],
  ['', []],
])('splits "%s"', (text, expected) => {
  expect(piecesOf(text, '<b>', '</b>').map(({ text: piece, found }) => [piece, found])).toEqual(
    expected,
  );
});
