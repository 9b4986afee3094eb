import { count, cpu, memory, shortSha } from './quantity';

it.each([
  [0, '0 B'],
  [900, '900 B'],
  [4_300_000, '4.1 Mi'],
  [43_000_000, '41 Mi'],
  [1_610_612_736, '1.5 Gi'],
])('writes %d bytes as %s', (bytes, expected) => {
  expect(memory(bytes)).toBe(expected);
});

it.each([
  [0.003, '0.3 %'],
  [0.5, '50 %'],
  [1.5, '150 %'],
])('writes %d cores as %s', (cores, expected) => {
  expect(cpu(cores)).toBe(expected);
});

it('counts and shortens', () => {
  expect(count(1, 'restart')).toBe('1 restart');
  expect(count(0, 'restart')).toBe('0 restarts');
  expect(shortSha('3f2c1a9b8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a')).toBe('3f2c1a9');
});
