import packageJson from '../package.json' with { type: 'json' };

const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export type Config = {
  readonly service: string;
  /** What this process was built from: the commit, or `unknown` on a developer's machine. */
  readonly revision: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Address to listen on; absent means every one. */
  readonly host: string | undefined;
  readonly logLevel: LogLevel;
  readonly metrics: boolean;
  /** How long to go on serving after SIGTERM, so that load balancers see `/readyz` fail first. */
  readonly shutdownDelayMs: number;
  /** How long requests may take to finish after that. */
  readonly shutdownTimeoutMs: number;
};

export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads the whole configuration from the environment. Throws one ConfigError that names every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const text = (name: string) => env[name]?.trim() || undefined;

  const integer = (name: string, fallback: number, max: number) => {
    const value = text(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!/^\d+$/.test(value) || number > max) {
      problems.push(`${name} must be a whole number from 0 to ${max}, but it is "${value}"`);
    }
    return number;
  };

  const oneOf = <T extends string>(name: string, fallback: T, allowed: readonly T[]): T => {
    const value = text(name) ?? fallback;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      problems.push(`${name} must be one of ${allowed.join(', ')}, but it is "${value}"`);
    }
    return found ?? fallback;
  };

  const config: Config = {
    service: text('OTEL_SERVICE_NAME') ?? packageJson.name,
    revision: text('REVISION') ?? 'unknown',
    port: integer('PORT', 3000, 65_535),
    host: text('HOST'),
    logLevel: oneOf('LOG_LEVEL', 'info', LOG_LEVELS),
    metrics: oneOf('METRICS_ENABLED', 'true', ['true', 'false']) === 'true',
    shutdownDelayMs: integer('SHUTDOWN_DELAY_MS', 0, 60_000),
    shutdownTimeoutMs: integer('SHUTDOWN_TIMEOUT_MS', 10_000, 300_000),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
