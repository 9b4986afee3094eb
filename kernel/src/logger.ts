/** What our code says while it works. Structurally a part of Backstage's LoggerService, so that either fits. */
export type Logger = {
  info(message: string, fields?: Readonly<Record<string, string>>): void;
  warn(message: string, fields?: Readonly<Record<string, string>>): void;
  error(message: string, fields?: Readonly<Record<string, string>>): void;
};

export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
