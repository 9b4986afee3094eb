import { sliceBytes, utf8Length } from '../bytes.ts';

/** Cut to a width with `...` at the end (goutils.Abbreviate). */
export function abbreviate(text: string, width: number): string {
  return width < 4 ? text : abbreviateFull(text, 0, width);
}

/** Cut at both ends. */
export function abbreviateBoth(text: string, left: number, right: number): string {
  if (right < 4 || (left > 0 && right < 7)) return text;
  return abbreviateFull(text, left, right);
}

function abbreviateFull(text: string, start: number, width: number): string {
  const size = utf8Length(text);
  if (size <= width) return text;
  let offset = Math.min(start, size);
  if (size - offset < width - 3) offset = size - (width - 3);
  if (offset <= 4) return `${sliceBytes(text, 0, width - 3)}...`;
  if (offset + width - 3 < size)
    return `...${abbreviateFull(sliceBytes(text, offset), 0, width - 3)}`;
  return `...${sliceBytes(text, size - (width - 3))}`;
}

export type WrapOptions = {
  readonly width: number;
  readonly separator: string;
  /** Whether words longer than a line are cut. */
  readonly breakWords: boolean;
};

/** Lines of a width, broken at spaces (goutils.WrapCustom). */
export function wrap(text: string, { width, separator, breakWords }: WrapOptions): string {
  const length = Math.max(1, width);
  let rest = text;
  const lines: string[] = [];
  while (rest.length > length) {
    if (rest.startsWith(' ')) {
      rest = rest.slice(1);
      continue;
    }
    const at = rest.lastIndexOf(' ', length);
    if (at >= 0) {
      lines.push(rest.slice(0, at));
      rest = rest.slice(at + 1);
    } else if (breakWords) {
      lines.push(rest.slice(0, length));
      rest = rest.slice(length);
    } else {
      const next = rest.indexOf(' ', length);
      if (next === -1) break;
      lines.push(rest.slice(0, next));
      rest = rest.slice(next + 1);
    }
  }
  return [...lines, rest].join(separator);
}
