import type MarkdownIt from 'markdown-it';

const KINDS = new Set(
  'note abstract info tip success question warning failure danger bug example quote'.split(' '),
);

/**
 * Adds the callouts of MkDocs to a Markdown parser: `!!! warning "Title"` and a body that is indented by four spaces.
 * A kind that the reader has no icon for is shown as a note.
 */
export function useAdmonitions(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    'fence',
    'admonition',
    (state, startLine, endLine, silent) => {
      const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
      const line = state.src.slice(start, state.eMarks[startLine]);
      const [, word, quoted] = /^!!! +([\w-]+)(?: +"([^"]*)")?\s*$/.exec(line) ?? [];
      if (word === undefined) return false;
      if (silent) return true;

      const indent = (state.sCount[startLine] ?? 0) + 4;
      let next = startLine + 1;
      while (next < endLine && (state.isEmpty(next) || (state.sCount[next] ?? 0) >= indent)) next++;

      const kind = KINDS.has(word) ? word : 'note';
      const title = quoted ?? word[0]?.toUpperCase() + word.slice(1);
      const open = state.push('admonition_open', 'div', 1);
      open.attrSet('class', `admonition ${kind}`);
      open.map = [startLine, next];
      if (title !== '') {
        state.push('paragraph_open', 'p', 1).attrSet('class', 'admonition-title');
        const text = state.push('inline', '', 0);
        text.content = title;
        text.map = [startLine, startLine + 1];
        text.children = [];
        state.push('paragraph_close', 'p', -1);
      }
      const { lineMax, blkIndent } = state;
      state.lineMax = next;
      state.blkIndent = indent;
      state.md.block.tokenize(state, startLine + 1, next);
      state.lineMax = lineMax;
      state.blkIndent = blkIndent;
      state.push('admonition_close', 'div', -1);
      state.line = next;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}
