import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTemplate } from '../template.ts';
import { sprigFunctions } from './sprig.ts';
import { goTime } from './time.ts';

const data = {
  list: ['b', 'a', 'b', ''],
  map: { a: 1, nested: { k: 'v' } },
  time: goTime('2024-05-06T07:08:09Z'),
};

const examples: readonly [string, string][] = [
  // strings
  ['{{ "  x " | trim | upper | quote }}', '"X"'],
  ['{{ trimSuffix "-" "a--" }} {{ trimAll "-" "-a-" }}', 'a- a'],
  ['{{ trunc 3 "abcdef" }} {{ trunc -2 "abcdef" }} {{ substr 1 3 "abcdef" }}', 'abc ef bc'],
  [
    '{{ snakecase "HTTPServer" }} {{ kebabcase "FirstName" }} {{ camelcase "http_server" }}',
    'http_server first-name HttpServer',
  ],
  ['{{ indent 2 "a\\nb" }}|{{ nindent 1 "a" }}', '  a\n  b|\n a'],
  ['{{ wrap 5 "one two three" }}', 'one\ntwo\nthree'],
  ['{{ replace " " "-" "a b c" }} {{ contains "b" "abc" }}', 'a-b-c true'],
  // defaults and conversion
  ['{{ .none | default "d" }} {{ coalesce "" 0 "c" }} {{ ternary "y" "n" true }}', 'd c y'],
  ['{{ int "12" }} {{ int64 3.7 }} {{ float64 "1.5" }} {{ atoi "x" }}', '12 3 1.5 0'],
  ['{{ typeOf (add 1 1) }} {{ kindOf .map }} {{ kindOf .list }}', 'int64 map slice'],
  // lists
  ['{{ first .list }} {{ last (initial .list) }} {{ rest .list | len }}', 'b b 3'],
  ['{{ uniq .list | compact | sortAlpha | join "," }}', 'a,b'],
  [
    '{{ has "a" .list }} {{ without .list "b" | join "-" }} {{ until 3 }} {{ seq 1 3 }}',
    'true a- [0 1 2] 1 2 3',
  ],
  [
    '{{ chunk 2 (list 1 2 3) }} {{ slice (list 1 2 3) 1 2 }} {{ append (list 1) 2 }}',
    '[[1 2] [3]] [2] [1 2]',
  ],
  // dictionaries
  [
    '{{ get .map "a" }} {{ hasKey .map "z" }} {{ dig "nested" "k" "d" .map }} {{ dig "x" "d" .map }}',
    '1 false v d',
  ],
  [
    '{{ merge (dict "a" 1) (dict "a" 2 "b" 3) }} {{ omit (dict "a" 1 "b" 2) "a" }}',
    'map[a:1 b:3] map[b:2]',
  ],
  // mathematics
  [
    '{{ add 1 2 }} {{ sub 5 2 }} {{ mul 2 3 }} {{ div 7 2 }} {{ mod 7 2 }} {{ max 1 3 2 }}',
    '3 3 6 3 1 3',
  ],
  ['{{ round 2.567 2 }} {{ ceil 1.1 }} {{ floor 1.9 }} {{ addf 0.1 0.2 }}', '2.57 2 1 0.3'],
  // encodings
  [
    '{{ b64enc "a" }} {{ b64dec "YQ==" }} {{ sha256sum "a" | trunc 8 }} {{ toJson (dict "a" "<") }}',
    'YQ== a ca978112 {"a":"\\u003c"}',
  ],
  ['{{ (fromJson "{\\"a\\":[1,2]}").a }}', '[1 2]'],
  // regular expressions
  [
    '{{ regexMatch "^a+$" "aaa" }} {{ regexFind "[0-9]+" "a12b3" }} {{ regexReplaceAll "(a)(b)" "ab" "$2$1" }}',
    'true 12 ba',
  ],
  ['{{ regexSplit "," "a,b,c" -1 }} {{ regexFindAll "[a-z]" "a1b" -1 }}', '[a b c] [a b]'],
  // dates, versions, paths, URLs
  [
    '{{ dateInZone "2006-01-02 15:04" .time "America/New_York" }} {{ .time.Year }}',
    '2024-05-06 03:08 2024',
  ],
  [
    '{{ semverCompare "^1.2.0" "1.9.1" }} {{ semverCompare "~1.2" "1.3.0" }} {{ (semver "v1.2.3").Minor }}',
    'true false 2',
  ],
  [
    '{{ base "a/b.tar.gz" }} {{ dir "a/b" }} {{ ext "a/b.gz" }} {{ clean "a/../b" }}',
    'b.tar.gz a .gz b',
  ],
  [
    '{{ (urlParse "https://u@h:1/p?q#f").hostname }} {{ urlParse "https://h/p" | urlJoin }}',
    'h https://h/p',
  ],
];
for (const [template, expected] of examples) {
  test(template, () =>
    assert.equal(renderTemplate(template, data, { functions: sprigFunctions }), expected),
  );
}

const failures: readonly [string, RegExp][] = [
  ['{{ div 1 0 }}', /error calling div: .*divide by zero/],
  ['{{ fail "no" }}', /error calling fail: no$/],
  ['{{ regexFind "(" "a" }}', /error calling regexFind/],
  ['{{ upper 1 }}', /expected string; found 1/],
  ['{{ until 1000000000 }}', /error calling until: the list is too long/],
];
for (const [template, message] of failures) {
  test(`${template} fails`, () =>
    assert.throws(() => renderTemplate(template, data, { functions: sprigFunctions }), {
      code: 'gotemplate.execution',
      message,
    }));
}

test('a regular expression that takes forever elsewhere is quick', () => {
  const text = 'a'.repeat(5000);
  const template = `{{ regexMatch "(a+)+$" "${text}!" }}`;
  assert.equal(renderTemplate(template, {}, { functions: sprigFunctions }), 'false');
});

test('functions that read clock, environment or chance are not there', () => {
  for (const name of [
    'now',
    'env',
    'expandenv',
    'randAlpha',
    'uuidv4',
    'genPrivateKey',
    'getHostByName',
  ]) {
    assert.throws(() => renderTemplate(`{{ ${name} }}`, {}, { functions: sprigFunctions }), {
      code: 'gotemplate.syntax',
    });
  }
});
