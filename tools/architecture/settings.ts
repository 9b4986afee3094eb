import { readFileSync } from 'node:fs';

/** `tools/architecture.json`: what is agreed beyond the table, each with its reason. */
export type Settings = {
  /** Languages that another language may import: `{"languages/gotemplate": ["languages/yaml"]}`. */
  readonly languages: Readonly<Record<string, readonly string[]>>;
  /** Files of 301 to 500 lines, and why each is one concept. */
  readonly longFiles: Readonly<Record<string, string>>;
  /** Single imports that the table does not allow. */
  readonly exceptions: readonly Exception[];
};

/** `from` and `to` are packages' directories; a rule of files names the file in `from` and leaves `to` out. */
export type Exception = {
  readonly rule: string;
  readonly from: string;
  readonly to?: string;
  readonly reason: string;
};

export const noSettings: Settings = { languages: {}, longFiles: {}, exceptions: [] };

export function readSettings(path: string): Settings {
  return { ...noSettings, ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<Settings>) };
}
