import type { Commit, Signature, TreeEntry } from '@infraforge/scm';

/** A commit from the bytes of its object (gitformat: headers, an empty line, the message). */
export function parseCommit(sha: string, content: Buffer): Commit {
  const text = content.toString();
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const values = (key: string) =>
    head
      .split('\n')
      .filter((line) => line.startsWith(`${key} `))
      .map((line) => line.slice(key.length + 1));
  return {
    sha,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: parseSignature(values('author')[0] ?? ''),
    committer: parseSignature(values('committer')[0] ?? ''),
    message: end < 0 ? '' : text.slice(end + 2),
  };
}

/** `Name <email> seconds zone`. */
function parseSignature(text: string): Signature {
  const match = /^(.*?) ?<([^>]*)> (-?\d+) [+-]\d{4}$/.exec(text);
  if (!match) return { name: text, email: '', date: new Date(0) };
  const [, name = '', email = '', seconds = '0'] = match;
  return { name, email, date: new Date(Number(seconds) * 1000) };
}

/** Entries of one tree from the bytes of its object: `mode name NUL 20-byte id`, repeated. Sizes are not in it. */
export function parseTree(content: Buffer): readonly Omit<TreeEntry, 'size'>[] {
  const entries: Omit<TreeEntry, 'size'>[] = [];
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(32, at);
    const zero = content.indexOf(0, space);
    const mode = normalMode(content.toString('latin1', at, space));
    entries.push({
      path: content.toString('utf8', space + 1, zero),
      mode,
      type: typeOfMode(mode),
      sha: content.toString('hex', zero + 1, zero + 21),
    });
    at = zero + 21;
  }
  return entries;
}

/** Entries of `git ls-tree -l -z`: `mode type sha size TAB path NUL`. */
export function parseLsTree(output: Buffer): readonly TreeEntry[] {
  return output
    .toString()
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
      const known = normalMode(mode);
      return {
        path: line.slice(tab + 1),
        mode: known,
        type: typeOfMode(known),
        sha,
        size: size === '-' ? undefined : Number(size),
      };
    });
}

function typeOfMode(mode: TreeEntry['mode']): TreeEntry['type'] {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

/** Trees from before 2005 hold group-writable files; Git reads them as plain ones. */
function normalMode(mode: string): TreeEntry['mode'] {
  switch (mode.padStart(6, '0')) {
    case '040000':
      return '040000';
    case '120000':
      return '120000';
    case '160000':
      return '160000';
    case '100755':
      return '100755';
    default:
      return '100644';
  }
}
