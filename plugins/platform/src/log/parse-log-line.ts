export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** A line of a service's log, taken apart for reading. */
export interface ParsedLogLine {
  /** As the process wrote it: what is copied and searched. */
  readonly raw: string;
  readonly message: string;
  readonly level?: LogLevel;
  /** RFC 3339 or what the process gave. */
  readonly timestamp?: string;
  readonly traceId?: string;
  /** Members that are in none of the above, in the order written. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Spellings of winston, pino (numbers), bunyan, log4j and syslog. */
const levels: Readonly<Record<string, LogLevel>> = {
  fatal: 'error',
  error: 'error',
  err: 'error',
  crit: 'error',
  critical: 'error',
  emerg: 'error',
  alert: 'error',
  warn: 'warn',
  warning: 'warn',
  notice: 'info',
  info: 'info',
  http: 'info',
  verbose: 'debug',
  debug: 'debug',
  silly: 'debug',
  trace: 'debug',
  '60': 'error',
  '50': 'error',
  '40': 'warn',
  '30': 'info',
  '20': 'debug',
  '10': 'debug',
};

const known = {
  level: ['level', 'severity'],
  message: ['message', 'msg'],
  timestamp: ['timestamp', 'time', '@timestamp', 'ts'],
  trace: ['trace_id', 'traceId', 'traceID'],
} as const;

/** Members that repeat what the page already says, or that only machines read. */
const noise = new Set([
  'span_id',
  'spanId',
  'trace_flags',
  'traceFlags',
  'service',
  'revision',
  'pid',
  'hostname',
  'v',
]);

type Members = Readonly<Record<string, unknown>>;

function first(members: Members, names: readonly string[]): unknown {
  const name = names.find((candidate) => members[candidate] !== undefined);
  return name === undefined ? undefined : members[name];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function membersOf(text: string): Members | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Members) : undefined;
  } catch {
    return undefined;
  }
}

function levelOf(value: unknown): LogLevel | undefined {
  return value === undefined ? undefined : levels[String(value).toLowerCase()];
}

/** `GET /orders 200 4 ms` from the members of a request; undefined where it is none. */
function requestLine(members: Members): string | undefined {
  const path = first(members, ['path', 'url', 'route']);
  const { method } = members;
  if (typeof method !== 'string' || typeof path !== 'string') return undefined;
  const status = first(members, ['status', 'statusCode', 'status_code']);
  const took = first(members, ['durationMs', 'duration_ms', 'responseTime', 'ms', 'duration']);
  const parts = [method, path, status === undefined ? undefined : textOf(status)];
  if (typeof took === 'number') parts.push(`${Math.round(took * 10) / 10} ms`);
  return parts.filter((part) => part !== undefined).join(' ');
}

const requestMembers = [
  'method',
  'path',
  'url',
  'route',
  'status',
  'statusCode',
  'status_code',
  'durationMs',
  'duration_ms',
  'responseTime',
  'ms',
  'duration',
];

function structured(raw: string, members: Members): ParsedLogLine {
  const message = first(members, known.message);
  const request = requestLine(members);
  const used = new Set<string>([
    ...Object.values(known).flat(),
    ...noise,
    ...(request ? requestMembers : []),
  ]);
  const level = levelOf(first(members, known.level));
  const timestamp = first(members, known.timestamp);
  const trace = first(members, known.trace);
  const said = message === undefined ? '' : textOf(message);
  return {
    raw,
    // A request's own message ("request", "GET /") says less than its members.
    message: request && !said.includes(request) ? withoutRepetition(said, request) : said,
    ...(level && { level }),
    ...(timestamp !== undefined && { timestamp: timestampText(timestamp) }),
    ...(typeof trace === 'string' && trace !== '' && { traceId: trace }),
    fields: Object.entries(members)
      .filter(([name, value]) => !used.has(name) && value !== undefined && value !== null)
      .map(([name, value]) => [name, textOf(value)] as const),
  };
}

function timestampText(value: unknown): string {
  return typeof value === 'number' ? new Date(value).toISOString() : textOf(value);
}

function withoutRepetition(said: string, request: string): string {
  const generic =
    said === '' || /^(http )?request( completed)?$/i.test(said) || request.startsWith(said);
  return generic ? request : `${said} ${request}`;
}

/** A plain line's level by the word that it starts with: `ERROR …`, `[warn] …`, `npm error …`. */
function plainLevel(text: string): LogLevel | undefined {
  const match = /^(?:npm )?\[?(fatal|error|err|warn|warning|info|debug)\b\]?[:\s]/i.exec(text);
  return match ? levelOf(match[1]) : undefined;
}

/** Takes a line apart. JSON with a message is read as a record; everything else stays as it is. */
export function parseLogLine(text: string): ParsedLogLine {
  const members = membersOf(text);
  if (members && (first(members, known.message) !== undefined || requestLine(members))) {
    return structured(text, members);
  }
  const level = plainLevel(text);
  return { raw: text, message: text, ...(level && { level }), fields: [] };
}
