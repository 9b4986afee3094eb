import { render, screen } from '@testing-library/react';
import { RequestError } from '../api/request-error';
import { ErrorNotice } from './error-notice';

it.each([
  ['an error', new Error('It broke.'), 'It broke.'],
  [
    'an error that arrived as an object',
    { name: 'NotAllowedError', message: 'The name is taken.' },
    'The name is taken.',
  ],
  [
    'a refusal',
    new RequestError(409, 'name_taken', 'The name is taken.', 'Choose another.'),
    'The name is taken.Choose another.name_taken',
  ],
  [
    'no answer',
    new TypeError('Failed to fetch'),
    'The platform does not answer.See whether it runs: gaia status. Start it: gaia up.',
  ],
  ['a text', 'odd', 'odd'],
])('tells %s', (_, error, expected) => {
  render(<ErrorNotice error={error} what="Nothing happened." />);
  expect(screen.getByRole('alert')).toHaveTextContent(`Nothing happened.${expected}`);
});
