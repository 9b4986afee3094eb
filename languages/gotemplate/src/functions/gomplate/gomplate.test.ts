import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTemplate } from '../../template.ts';
import { sprigFunctions } from '../sprig.ts';
import { gomplateFunctions } from './gomplate.ts';

const functions = {
  ...gomplateFunctions({
    parseYaml: JSON.parse,
    stringifyYaml: JSON.stringify,
    parseToml: JSON.parse,
    valuesAt: (path, data) => [path, data],
  }),
  ...sprigFunctions,
};

const examples: readonly [string, string][] = [
  ['{{ strings.Title "hello wORLD" }} {{ "a" | strings.Repeat 3 }}', 'Hello World aaa'],
  ['{{ strings.Slug "100% Größe & Co" }}', '100-grosse-and-co'],
  ['{{ strings.Indent 2 "-" "a\\nb" }}', '--a\n--b'],
  [
    '{{ coll.Merge (dict "a" 1) (dict "a" 2 "b" 3) }} {{ coll.Sort (list 3 1 2) }}',
    'map[a:1 b:3] [1 2 3]',
  ],
  [
    '{{ conv.ToInt "0x1f" }} {{ conv.ToBool "yes" }} {{ (conv.URL "https://h:1/p").Host }}',
    '31 true h:1',
  ],
  ['{{ math.Add 1 2.5 }} {{ math.Div 8 2 }} {{ math.Seq 5 1 2 }}', '3.5 4 [5 3 1]'],
  ['{{ regexp.Replace "(a)b" "$1-" "abab" }} {{ path.Join "a" "../b" }}', 'a-a- b'],
  ['{{ path.Match "*.t?t" "a.txt" }} {{ path.Match "[a-c]*" "d" }}', 'true false'],
  ['{{ (time.Minute 90).Hours }} {{ time.ParseDuration "1h30m" }}', '1.5 1h30m0s'],
  ['{{ test.Ternary "a" "b" "yes" }} {{ data.ToJSON (dict "a" 1) }}', 'a {"a":1}'],
  ['{{ quote 1 "a" }} {{ default "d" "" }}', '"1" "a" d'],
];
for (const [template, expected] of examples)
  test(template, () => assert.equal(renderTemplate(template, {}, { functions }), expected));

const failures: readonly [string, RegExp][] = [
  ['{{ strings.Nope "x" }}', /at <strings>: can't evaluate field Nope in type interface \{\}/],
  ['{{ test.Required "need it" .missing }}', /error calling Required: need it/],
  ['{{ strings.Repeat -1 "a" }}', /negative count -1/],
  ['{{ range until 20 }}{{ derivePassword 1 "pin" "a" "b" "c" }}{{ end }}', /more than \d+ steps/],
];
for (const [template, message] of failures)
  test(template, () => {
    assert.throws(() => renderTemplate(template, {}, { functions }), { message });
  });
