import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argoCdFunctions, renderTemplate, sprigFunctions } from './index.ts';

const functions = { ...sprigFunctions, ...argoCdFunctions };
const data = {
  organization: 'payments',
  repository: 'orders',
  sha: '0123abc',
  labels: ['a', 'b'],
  replicas: 3,
  nested: { on: true },
};

const examples: readonly [string, string][] = [
  ['{{.organization}}/{{ .repository }}:{{.sha}}', 'payments/orders:0123abc'],
  ['{{ range $i, $l := .labels }}{{ $i }}={{ $l }};{{ end }}', '0=a;1=b;'],
  ['{{ if .nested.on }}yes{{ else }}no{{ end }}', 'yes'],
  ['{{ with .missing }}x{{ else with .sha }}{{ . }}{{ end }}', '0123abc'],
  ['a {{- /* note */ -}} b', 'ab'],
  ['{{ define "x" }}<{{ . }}>{{ end }}{{ template "x" .sha }}', '<0123abc>'],
  ['{{ .missing | default "d" }}', 'd'],
  ['{{ normalize "Feature/ABC_1" }}', 'feature-abc-1'],
  ['{{ slugify 8 true "one two three" }}', 'one-two'],
  ['{{ printf "%03d %s %v" .replicas .sha .labels }}', '003 0123abc [a b]'],
  [
    '{{ range $i := until 9 }}{{ if eq $i 1 }}{{ continue }}{{ end }}{{ if gt $i 3 }}{{ break }}{{ end }}{{ $i }}{{ end }}',
    '023',
  ],
  ['{{ dict "b" 1 "a" (list 1 2) | toJson }}', '{"a":[1,2],"b":1}'],
];
for (const [template, expected] of examples) {
  test(template, () => assert.equal(renderTemplate(template, data, { functions }), expected));
}

test('a missing key is an error when that is wanted, with its line', () => {
  assert.throws(
    () => renderTemplate('a\n{{ .nope }}', data, { missingkey: 'error', name: 't' }),
    (error: { code: string; message: string; problems: { place: { line: number } }[] }) => {
      assert.equal(error.code, 'gotemplate.execution');
      assert.equal(
        error.message,
        'template: t:2:3: executing "t" at <.nope>: map has no entry for key "nope"',
      );
      assert.equal(error.problems[0]?.place.line, 2);
      return true;
    },
  );
});

test('a syntax error has its line', () => {
  assert.throws(() => renderTemplate('a\n{{ if }}', data, { name: 't' }), {
    code: 'gotemplate.syntax',
    message: 'template: t:2: missing value for if',
  });
});

test('limits end templates that would not', () => {
  const recursion = '{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" . }}';
  assert.throws(() => renderTemplate(recursion, data), {
    message: /exceeded maximum template depth/,
  });
  assert.throws(() => renderTemplate('{{ range 1000000000 }}x{{ end }}', data), {
    code: 'gotemplate.execution',
  });
  assert.throws(() => renderTemplate('{{ repeat 100000000 "x" }}', data, { functions }), {
    code: 'gotemplate.execution',
  });
});

test('the prototype of data is not reachable', () => {
  assert.equal(renderTemplate('{{ .constructor }}{{ .__proto__ }}', {}), '<no value><no value>');
});
