import { platformDouble } from '../testing/platform-double';
import { validateServiceName } from './service-name-field';

const taken = {
  code: 'refused.service.name-taken',
  message: 'A service "orders" exists already: it belongs to payments.',
  hint: 'Choose another one.',
  path: 'name',
};

async function errorsOf(name: string, formData: Record<string, string>) {
  const errors: string[] = [];
  const platform = platformDouble({ objections: { orders: [taken] } });
  await validateServiceName(
    name,
    { addError: (message: string) => errors.push(message) } as never,
    { apiHolder: { get: () => platform }, formData } as never,
  );
  return errors;
}

it.each([
  ['orders', { owner: 'group:default/payments' }, [`${taken.message} ${taken.hint}`]],
  ['cart', { owner: 'group:default/payments' }, []],
  ['orders', {}, []],
  ['', { owner: 'group:default/payments' }, []],
])('says of "%s" with %j what the platform would refuse', async (name, formData, expected) => {
  expect(await errorsOf(name, formData as Record<string, string>)).toEqual(expected);
});
