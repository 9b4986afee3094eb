import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { kubeletEnvironment, serverEnvironment } from './environment.ts';
import { installationAt } from './installation.ts';
import { portsAt } from './ports.ts';

const checkout = join(import.meta.dirname, '../../../..');
const installation = installationAt(checkout, '/data dir');
const url = 'postgres://infraforge:p%40ss@127.0.0.1:7432/infraforge';
const secrets = { webhook: 'w', serviceToken: 's', adminToken: 'a' };
const users = {
  PATH: '/usr/bin',
  HOME: '/home/ana',
  AWS_SECRET_ACCESS_KEY: 'secret',
  GITHUB_TOKEN: 'secret',
  NPM_TOKEN: 'secret',
  NODE_OPTIONS: '--inspect',
  npm_config_registry: 'https://npm.example.com',
  HTTPS_PROXY: 'http://proxy:3128',
};

test('programs get what they need of the environment, and no secret of the user', () => {
  const environments = [
    kubeletEnvironment(users, installation, url),
    serverEnvironment(users, installation, portsAt(0), secrets, url),
  ];
  for (const environment of environments) {
    assert.equal(Object.values(environment).includes('secret'), false);
    assert.equal(environment.NODE_OPTIONS, undefined);
    assert.equal(environment.PATH, '/usr/bin');
    assert.equal(environment.HTTPS_PROXY, 'http://proxy:3128');
    assert.equal(environment.INFRAFORGE_DATA_DIR, '/data dir');
  }
  assert.equal(environments[0]?.npm_config_registry, 'https://npm.example.com');
});

test('the kubelet gets no secret but the database', () => {
  const environment = kubeletEnvironment(users, installation, url);
  const secretNames = Object.keys(environment).filter((name) => /TOKEN|SECRET|PASSWORD/.test(name));
  assert.deepEqual(secretNames, []);
});

test('the server gets every variable that app-config.yaml names', async () => {
  const text = await readFile(join(checkout, 'app-config.yaml'), 'utf8');
  const named = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? ''));
  named.delete('VARIABLE');
  const environment = serverEnvironment(users, installation, portsAt(100), secrets, url);
  assert.ok(named.size > 10);
  for (const name of named) assert.ok(environment[name], `${name} is missing`);
  assert.equal(environment.INFRAFORGE_DATABASE_PASSWORD, 'p@ss');
  assert.equal(environment.INFRAFORGE_FORGE_HOST, 'localhost:7180');
});
