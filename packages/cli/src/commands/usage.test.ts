import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runGaia } from '../testing/run-gaia.ts';

const nowhere = 'http://127.0.0.1:1';

const wrong: readonly (readonly [line: string, says: RegExp])[] = [
  ['gte services', /unknown command 'gte'\n\(Did you mean get\?\)\nusage: gaia COMMAND/],
  ['get', /missing required argument 'KIND'\nusage: gaia get \[options\] <KIND>/],
  ['get servces', /no kind "servces"\. Did you mean service\?.*\nusage: gaia get /],
  ['get zebra', /no kind "zebra"\. Kinds: service, app, team, token\.\n/],
  ['get services --tem x', /unknown option '--tem'\n\(Did you mean --team\?\)\nusage: gaia get /],
  ['get services -o xml', /Allowed choices are table, wide, json, yaml, name\.\nusage: gaia get /],
  ['describe service', /name one service\.\nusage: gaia describe /],
  ['describe team x', /gaia describe does not take team\. Kinds: service, app\./],
  ['delete service a b', /too many arguments/],
  ['delete app x', /gaia delete does not take app\./],
  ['create', /Usage: gaia create service\|token/],
  ['create servic x', /unknown command 'servic'\n\(Did you mean service\?\)\nusage: gaia create /],
  ['create service', /missing required argument 'NAME'\nusage: gaia create service /],
  ['create service x --team t --size huge', /Allowed choices are small, medium, large\./],
  ['create service x --team t --min-replicas 0', /whole number, at least 1/],
  ['create token', /required option '--description <text>' not specified/],
  ['create token --description x --expires soon', /such as 12h or 90d/],
  ['logs', /missing required argument 'SERVICE'/],
  ['logs orders --tail many', /must be a whole number/],
  ['completion powershell', /Allowed choices are bash, zsh, fish\./],
  ['version now', /too many arguments/],
];

for (const [line, says] of wrong) {
  test(`wrong usage: gaia ${line}`, async () => {
    const ran = await runGaia(line.split(' '), nowhere);
    assert.equal(ran.code, 2, ran.stderr);
    assert.equal(ran.stdout, '');
    assert.match(ran.stderr, says);
  });
}

for (const line of ['', '--help', 'help', '-h', 'help get', 'get --help', 'create service -h']) {
  test(`help has examples: gaia ${line}`, async () => {
    const ran = await runGaia(line.split(' ').filter(Boolean), nowhere);
    assert.equal(ran.code, 0);
    assert.equal(ran.stderr, '');
    assert.match(ran.stdout, /^Usage: gaia /);
    assert.match(ran.stdout, /\nExamples:\n {2}gaia /);
  });
}
