import { parseLogLine } from './parse-log-line';

describe('parseLogLine', () => {
  it('reads what winston writes', () => {
    const text = JSON.stringify({
      level: 'info',
      message: 'listening',
      timestamp: '2026-11-24T12:04:31.220Z',
      trace_id: '5f1c0a',
      span_id: '9b',
      port: 8080,
    });
    expect(parseLogLine(text)).toEqual({
      raw: text,
      level: 'info',
      message: 'listening',
      timestamp: '2026-11-24T12:04:31.220Z',
      traceId: '5f1c0a',
      fields: [['port', '8080']],
    });
  });

  it.each([
    ['request', 'GET /orders 200 4 ms'],
    ['GET /orders', 'GET /orders 200 4 ms'],
    ['slow', 'slow GET /orders 200 4 ms'],
    ['GET /orders 200 4 ms', 'GET /orders 200 4 ms'],
  ])('composes a request from its members: "%s"', (message, expected) => {
    const line = {
      level: 'info',
      message,
      method: 'GET',
      path: '/orders',
      status: 200,
      durationMs: 4,
    };
    const parsed = parseLogLine(JSON.stringify(line));
    expect(parsed.message).toBe(expected);
    expect(parsed.fields).toEqual([]);
  });

  it.each([
    ['{"level":50,"msg":"no database","time":1795521871220}', 'error', 'no database'],
    ['{"severity":"WARNING","message":"late"}', 'warn', 'late'],
    ['ERROR: cannot bind', 'error', 'ERROR: cannot bind'],
    ['npm error code E404', 'error', 'npm error code E404'],
    ['[warn] old config', 'warn', '[warn] old config'],
    ['errors are rare', undefined, 'errors are rare'],
    ['{"not": "a log line"}', undefined, '{"not": "a log line"}'],
    ['{broken', undefined, '{broken'],
    ['', undefined, ''],
  ])('%s', (text, level, message) => {
    const parsed = parseLogLine(text);
    expect(parsed.level).toBe(level);
    expect(parsed.message).toBe(message);
    expect(parsed.raw).toBe(text);
  });
});
