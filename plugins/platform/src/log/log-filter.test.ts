import { filterLog, type LogEntry } from './log-filter';
import { parseLogLine } from './parse-log-line';

const entry = (id: number, pod: string, text: string): LogEntry => ({
  id,
  pod,
  line: parseLogLine(text),
});
const entries = [
  entry(1, 'a', '{"level":"info","message":"listening"}'),
  entry(2, 'b', '{"level":"error","message":"no database","path":"/orders"}'),
  entry(3, 'a', 'plain text'),
];
const all = { search: '', level: 'all', pod: 'all' } as const;

it.each([
  ['everything', all, [1, 2, 3]],
  ['the words of a line in any case', { ...all, search: ' LISTEN ' }, [1]],
  ['members of a record', { ...all, search: '/orders' }, [2]],
  ['a pod', { ...all, pod: 'b' }, [2]],
  ['from a level on, and lines that have none', { ...all, level: 'warn' as const }, [2, 3]],
  ['nothing', { ...all, search: 'absent' }, []],
])('lets through %s', (_, filter, expected) => {
  expect(filterLog(entries, filter).map(({ id }) => id)).toEqual(expected);
});
