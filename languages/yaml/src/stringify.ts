import { compareKeys } from './key-order.ts';
import { scalarText } from './scalar-text.ts';

const indentWidth = 2;

export type StringifyOptions = {
  /** Lists stand one level deeper than their key, as go-yaml 3 writes them. Default false. */
  readonly indentLists?: boolean;
};

/**
 * YAML of plain data as sigs.k8s.io/yaml writes it (go-yaml 2): keys in natural order, lists not indented, long lines
 * folded at 80. Equal data give the same text. Members that are undefined are left out.
 */
export function stringifyYaml(data: unknown, options: StringifyOptions = {}): string {
  const writer = new Writer(options.indentLists === true);
  writer.document(data);
  return writer.text;
}

/** Documents joined by `---`. */
export function stringifyAllYaml(documents: readonly unknown[]): string {
  return documents.map((document) => stringifyYaml(document)).join('---\n');
}

type Data = Readonly<Record<string, unknown>>;

class Writer {
  text = '';
  readonly #indentLists: boolean;

  constructor(indentLists: boolean) {
    this.#indentLists = indentLists;
  }

  document(value: unknown): void {
    this.#value(value, { indent: 0, inline: true });
  }

  /** Writes a value behind what stands on the line; `inline` collections begin on that line. */
  #value(
    value: unknown,
    { indent, inline }: { readonly indent: number; readonly inline: boolean },
  ): void {
    if (Array.isArray(value) && value.length > 0) {
      if (!inline) this.text += '\n';
      this.#list(value, { indent, inline });
    } else if (isMap(value) && Object.keys(value).length > 0) {
      if (!inline) this.text += '\n';
      this.#map(value, { indent, inline });
    } else {
      const column = this.text.length - (this.text.lastIndexOf('\n') + 1);
      if (!inline) this.text += ' ';
      const at = inline ? column : column + 1;
      // The lines of a scalar in a list stand two columns behind the dash.
      const base = inline ? Math.max(0, indent - indentWidth) : indent;
      this.text += `${this.#scalar(value, { indent: base, column: at })}\n`;
    }
  }

  #scalar(value: unknown, place: { readonly indent: number; readonly column: number }): string {
    if (Array.isArray(value)) return '[]';
    if (isMap(value)) return '{}';
    return scalarText(value, { ...place, isKey: false });
  }

  #list(
    list: readonly unknown[],
    { indent, inline }: { readonly indent: number; readonly inline: boolean },
  ): void {
    for (const [index, item] of list.entries()) {
      if (index > 0 || !inline) this.text += ' '.repeat(indent);
      this.text += '- ';
      this.#value(item === undefined ? null : item, { indent: indent + indentWidth, inline: true });
    }
  }

  #map(map: Data, { indent, inline }: { readonly indent: number; readonly inline: boolean }): void {
    const keys = Object.keys(map)
      .filter((key) => map[key] !== undefined)
      .sort(compareKeys);
    for (const [index, key] of keys.entries()) {
      if (index > 0 || !inline) this.text += ' '.repeat(indent);
      const value = map[key];
      const text = scalarText(key, { indent, column: indent, isKey: true });
      if (text.length > 128 || /[^\n]\n|\n[^\n]/.test(key)) {
        this.#longMember(key, value, indent);
        continue;
      }
      this.text += `${text}:`;
      // Lists stand at the level of their key, unless it is asked otherwise; maps one level deeper.
      const isList = Array.isArray(value) && value.length > 0;
      const isMapValue = isMap(value) && Object.keys(value).length > 0;
      this.#value(value, {
        indent: isMapValue || (isList && this.#indentLists) ? indent + indentWidth : indent,
        inline: false,
      });
    }
  }

  /** A key that does not fit on one line stands behind `? `, its value behind `: `. */
  #longMember(key: string, value: unknown, indent: number): void {
    const text = scalarText(key, { indent, column: indent + indentWidth, isKey: false });
    this.text += `? ${text}\n${' '.repeat(indent)}: `;
    this.#value(value, { indent: indent + indentWidth, inline: true });
  }
}

function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
