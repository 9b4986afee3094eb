import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTemplate } from '../template.ts';

const outputs: readonly [string, string][] = [
  ['a {{- "b" -}} c', 'abc'],
  ['{{/* note */}}x{{- /* note */ -}} y', 'xy'],
  ['{{ `raw {{ }}` }}', 'raw {{ }}'],
  ['{{ "\\u00e9\\x41\\101" }} {{ 0x1F }} {{ 1_000 }} {{ \'a\' }} {{ 1e3 }}', 'éAA 31 1000 97 1000'],
  ['{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', '2'],
  ['{{ if false }}a{{ else if true }}b{{ else }}c{{ end }}', 'b'],
  ['{{ with "" }}a{{ else }}b{{ end }}', 'b'],
  ['{{ block "x" "d" }}[{{ . }}]{{ end }}{{ define "y" }}!{{ end }}{{ template "y" }}', '[d]!'],
  ['{{ (print "a" "b") | printf "%s%s" "x" }}', 'xab'],
];
for (const [template, expected] of outputs) {
  test(template, () => assert.equal(renderTemplate(template, {}), expected));
}

const refused: readonly [string, string][] = [
  ['a\n{{ .x', 'template: t:2: unclosed action'],
  ['{{ if .x }}', 'template: t:1: unexpected EOF'],
  ['{{ end }}', 'template: t:1: unexpected {{end}}'],
  ['{{ nope }}', 'template: t:1: function "nope" not defined'],
  ['{{ $x }}', 'template: t:1: undefined variable "$x"'],
  ['{{ }}', 'template: t:1: missing value for command'],
  ['{{ .x | 3 }}', 'template: t:1: non executable command in pipeline stage 2'],
  ['{{ break }}', 'template: t:1: {{break}} outside {{range}}'],
  ['{{ "a }}', 'template: t:1: unterminated quoted string'],
  ['{{ .a-b }}', "template: t:1: bad character U+002D '-'"],
  [`{{ ${'('.repeat(2000)}1`, 'template: t:1: max expression depth exceeded'],
];
for (const [template, message] of refused) {
  test(`${template.slice(0, 30)} is refused`, () =>
    assert.throws(() => renderTemplate(template, {}, { name: 't' }), {
      code: 'gotemplate.syntax',
      message,
    }));
}
