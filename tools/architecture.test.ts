import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe as suite, test } from 'node:test';
import { readRepository } from './architecture/repository.ts';
import { describe, rules } from './architecture/rules.ts';
import { noSettings, readSettings, type Settings } from './architecture/settings.ts';

const root = resolve(import.meta.dirname, '..');

suite('the house stands as DESIGN §3 says', () => {
  const repository = readRepository(root);
  const settings = readSettings(join(root, 'tools/architecture.json'));
  for (const [name, rule] of Object.entries(rules)) {
    test(name, () => {
      const broken = rule(repository, settings).map((violation) => describe(name, violation));
      assert.ok(broken.length === 0, `${broken.length} broken:\n${broken.join('\n')}`);
    });
  }
  test('exceptions name a rule, places that exist and a reason', () => {
    for (const { rule, from, to, reason } of settings.exceptions) {
      assert.ok(rules[rule], `tools/architecture.json: there is no rule "${rule}"`);
      for (const place of [from, to]) {
        const exists = repository.packages.some(({ directory }) => directory === place);
        assert.ok(
          place === undefined || exists || repository.fileAt(place),
          `tools/architecture.json: ${place} is gone; remove the exception`,
        );
      }
      assert.ok(reason.length > 20, `tools/architecture.json: say why ${from} is excepted`);
    }
  });
});

type Example = {
  readonly what: string;
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
  /** `path:line` of each violation; empty when all is well. */
  readonly broken: readonly string[];
};

const manifest = (name: string, ...dependencies: readonly string[]) =>
  JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((d) => [d, '*'])) });
const house = {
  'package.json': JSON.stringify({ name: 'root', devDependencies: { 'fast-check': '1' } }),
  'kernel/package.json': manifest('@x/kernel'),
  'kernel/src/index.ts': 'export const a = 1;\n',
  'engines/scm/package.json': manifest('@x/scm', '@x/kernel'),
  'engines/gitops/package.json': manifest('@x/gitops', '@x/kernel'),
  'languages/yaml/package.json': manifest('@x/yaml'),
  'languages/kube/package.json': manifest('@x/kube'),
  'adapters/postgres/package.json': manifest('@x/postgres', 'pg'),
  'platform/package.json': manifest('@x/platform', '@x/scm'),
  'plugins/p-backend/package.json': manifest('@x/p-backend', '@x/platform'),
  'plugins/p/package.json': manifest('@x/p'),
  'plugins/p-common/package.json': manifest('@x/p-common', 'zod'),
  'packages/cli/package.json': manifest('@x/cli', '@x/platform'),
  'tools/testkit/package.json': manifest('@x/testkit', '@x/scm'),
};
const lines = (count: number) => '// line\n'.repeat(count);

const examples: readonly Example[] = [
  {
    what: 'an engine imports an engine',
    rule: 'imports point downwards',
    files: { 'engines/scm/src/a.ts': "\nimport { x } from '@x/gitops';\n" },
    broken: ['engines/scm/src/a.ts:2'],
  },
  {
    what: 'the kernel imports upwards, also for a type, also lazily',
    rule: 'imports point downwards',
    files: {
      'kernel/src/a.ts':
        "import type { x } from '@x/scm';\nexport const b = () => import('@x/scm');\n",
    },
    broken: ['kernel/src/a.ts:1', 'kernel/src/a.ts:2'],
  },
  {
    what: 'an adapter imports the platform',
    rule: 'imports point downwards',
    files: { 'adapters/postgres/src/a.ts': "export * from '@x/platform';\n" },
    broken: ['adapters/postgres/src/a.ts:1'],
  },
  {
    what: 'a frontend plugin imports an engine, and its common package',
    rule: 'imports point downwards',
    files: { 'plugins/p/src/a.tsx': "import '@x/scm';\nimport '@x/p-common';\n" },
    broken: ['plugins/p/src/a.tsx:1'],
  },
  {
    what: 'a backend plugin takes types of the platform only',
    rule: 'imports point downwards',
    files: {
      'plugins/p-backend/src/a.ts':
        "import type { A } from '@x/platform';\nimport { type B } from '@x/platform';\nimport { c } from '@x/platform';\n",
    },
    broken: ['plugins/p-backend/src/a.ts:3'],
  },
  {
    what: 'a language imports a language that is not listed',
    rule: 'imports point downwards',
    files: { 'languages/kube/src/a.ts': "import '@x/yaml';\n" },
    broken: ['languages/kube/src/a.ts:1'],
  },
  {
    what: 'a language imports a language that is listed',
    rule: 'imports point downwards',
    files: { 'languages/kube/src/a.ts': "import '@x/yaml';\n" },
    settings: { languages: { 'languages/kube': ['languages/yaml'] } },
    broken: [],
  },
  {
    what: 'the testkit is for tests',
    rule: 'imports point downwards',
    files: {
      'engines/scm/src/a.test.ts': "import '@x/testkit';\n",
      'engines/scm/src/a.ts': "import '@x/testkit';\n",
    },
    broken: ['engines/scm/src/a.ts:1'],
  },
  {
    what: 'an import in a comment or a string is none',
    rule: 'imports point downwards',
    files: { 'kernel/src/a.ts': "// import '@x/scm';\nexport const a = \"import '@x/scm'\";\n" },
    broken: [],
  },
  {
    what: 'a manifest points upwards',
    rule: 'manifests point downwards',
    files: { 'kernel/package.json': manifest('@x/kernel', '@x/platform') },
    broken: ['kernel/package.json:1'],
  },
  {
    what: 'a manifest may do so by an exception',
    rule: 'manifests point downwards',
    files: { 'kernel/package.json': manifest('@x/kernel', '@x/platform') },
    settings: {
      exceptions: [
        { rule: 'manifests point downwards', from: 'kernel', to: 'platform', reason: 'a test' },
      ],
    },
    broken: [],
  },
  {
    what: 'packages are declared; tests may use what the root has',
    rule: 'imports are declared',
    files: {
      'platform/src/a.ts': "import 'node:fs';\nimport '@x/scm';\nimport 'yaml/x';\n",
      'platform/src/a.test.ts': "import 'fast-check';\nimport '@sinon/fake';\n",
    },
    broken: ['platform/src/a.ts:3', 'platform/src/a.test.ts:2'],
  },
  {
    what: 'a relative import leaves its package',
    rule: 'relative imports stay in their package',
    files: {
      'engines/scm/src/a.ts':
        "import './b.ts';\nimport '../../gitops/src/c.ts';\nimport '../../../../out.ts';\n",
    },
    broken: ['engines/scm/src/a.ts:2', 'engines/scm/src/a.ts:3'],
  },
  {
    what: 'packages import each other',
    rule: 'no cycles between packages',
    files: {
      'kernel/src/a.ts': "import '@x/platform';\n",
      'engines/scm/src/a.ts': "import '@x/kernel';\n",
    },
    broken: ['engines/scm/package.json:1'],
  },
  {
    what: 'files import each other; a type closes no circle',
    rule: 'no cycles between files',
    files: {
      'kernel/src/a.ts': "import './b.ts';\n",
      'kernel/src/b.ts': "import './c';\n",
      'kernel/src/c.ts': "import './a.ts';\n",
      'platform/src/d.ts': "import type { e } from './e.ts';\n",
      'platform/src/e.ts': "import './d.ts';\n",
    },
    broken: ['kernel/src/a.ts:1'],
  },
  {
    what: 'files over 300 lines need a reason, over 500 none helps',
    rule: 'files are short',
    files: {
      'kernel/src/300.ts': lines(300),
      'kernel/src/301.ts': lines(301),
      'kernel/src/302.ts': lines(302),
      'kernel/src/501.ts': lines(501),
      'kernel/src/generated/501.ts': lines(501),
      'kernel/src/a.cases.ts': lines(501),
      'catalog/a.js': lines(501),
    },
    settings: { longFiles: { 'kernel/src/302.ts': 'one table', 'kernel/src/501.ts': 'no' } },
    broken: ['kernel/src/301.ts:301', 'kernel/src/501.ts:501'],
  },
  {
    what: 'a reason that nobody needs any more',
    rule: 'files are short',
    files: {},
    settings: { longFiles: { 'kernel/src/index.ts': 'was long' } },
    broken: ['tools/architecture.json:1'],
  },
  {
    what: 'every way to mock a module',
    rule: 'no module mocks',
    files: {
      'kernel/src/a.test.ts':
        "jest.mock('./b');\nmock.module('./b');\nt.mock.module('./b');\nmock.fn();\nvi.doMock('./b');\njest.fn();\n",
    },
    broken: [1, 2, 3, 5].map((line) => `kernel/src/a.test.ts:${line}`),
  },
  {
    what: 'zod outside schema.ts; its types may be named anywhere',
    rule: 'zod stands in schema.ts',
    files: {
      'plugins/p-common/src/schema.ts': "import { z } from 'zod';\n",
      'plugins/p-common/src/schema/a.ts': "import { z } from 'zod';\n",
      'plugins/p-common/src/types.ts': "import type { z } from 'zod';\n",
      'plugins/p-common/src/other.ts': "import * as z from 'zod/v4';\n",
    },
    broken: ['plugins/p-common/src/other.ts:1'],
  },
  {
    what: 'every way to read the environment',
    rule: 'the environment is read in packages/',
    files: {
      'platform/src/a.ts':
        "const a = process.env.A;\nconst b = process['env'];\nconst { env } = process;\nimport { env as e } from 'node:process';\nconst c = { env: 1 }.env;\n",
      'platform/src/a.test.ts': 'const a = process.env.A;\n',
      'packages/cli/src/a.ts': 'const a = process.env.A;\n',
      'tools/a.ts': 'const a = process.env.A;\n',
    },
    broken: [1, 2, 3, 4].map((line) => `platform/src/a.ts:${line}`),
  },
  {
    what: 'SQL outside adapters/postgres, told from sentences',
    rule: 'SQL stands in adapters/postgres',
    files: {
      'platform/src/a.ts': [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the example is source text
        'const a = `select * from platform.services where name = ${n}`;',
        "const b = 'Select a team from the list';",
        "const c = 'DELETE FROM x';",
        "const d = 'update the list of teams';",
        "const e = 'insert into platform.tokens (id) values ($1)';",
        "const f = 'create table if not exists x (id int)';",
        "const g = 'Create database backups';",
        "import pg from 'pg';",
        'const h = "WITH done AS (SELECT 1) SELECT 2";',
      ].join('\n'),
      'adapters/postgres/src/a.ts': "import pg from 'pg';\nconst a = 'select 1 from x';\n",
    },
    broken: [1, 3, 5, 6, 9, 8].map((line) => `platform/src/a.ts:${line}`),
  },
];

suite('each rule can fail', () => {
  for (const { what, rule, files, settings, broken } of examples) {
    test(`${rule}: ${what}`, () => {
      const tree = mkdtempSync(join(tmpdir(), 'architecture-'));
      try {
        for (const [path, text] of Object.entries({ ...house, ...files })) {
          mkdirSync(join(tree, dirname(path)), { recursive: true });
          writeFileSync(join(tree, path), text);
        }
        const check = rules[rule];
        assert.ok(check, `there is no rule "${rule}"`);
        const found = check(readRepository(tree), { ...noSettings, ...settings });
        assert.deepEqual(
          found.map(({ path, line }) => `${path}:${line}`).sort(),
          [...broken].sort(),
          found.map((violation) => describe(rule, violation)).join('\n'),
        );
      } finally {
        rmSync(tree, { recursive: true, force: true });
      }
    });
  }
  test('no rule is without an example', () => {
    const shown = new Set(examples.map(({ rule }) => rule));
    assert.deepEqual(
      Object.keys(rules).filter((name) => !shown.has(name)),
      [],
    );
  });
});
