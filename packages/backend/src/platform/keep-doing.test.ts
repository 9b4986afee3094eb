import { keepDoing } from './keep-doing';

it('begins again after a failure, until it is told to stop', async () => {
  const stop = new AbortController();
  const failures: unknown[] = [];
  let runs = 0;
  await keepDoing(
    async () => {
      runs += 1;
      if (runs === 2) stop.abort();
      throw new Error(`run ${runs}`);
    },
    stop.signal,
    (error) => failures.push(error),
  );
  expect(runs).toBe(2);
  expect(failures).toEqual([new Error('run 1')]);
});
