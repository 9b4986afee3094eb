import { FunctionError } from '../problem.ts';
import type { GoObject } from '../values.ts';
import { goNumber } from '../values.ts';
import { define, type FunctionMap } from './define.ts';
import { satisfiesConstraint } from './semver-constraint.ts';
import { compareVersions, parseVersion, type Version } from './semver-version.ts';

/** Sprig's semantic versions (Masterminds/semver v3). */
export const semverFunctions: FunctionMap = {
  semver: define(['string'], (text: string) => versionObject(versionOf(text), text)),
  semverCompare: define(['string', 'string'], (constraint: string, text: string) => {
    const result = satisfiesConstraint(constraint, () => versionOf(text));
    if (result === undefined) throw new FunctionError(`improper constraint: ${constraint}`);
    return result;
  }),
};

function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new FunctionError('Invalid Semantic Version');
  return version;
}

function versionObject(version: Version, original: string): GoObject {
  const { numbers, prerelease, metadata } = version;
  const text = `${numbers.join('.')}${prerelease ? `-${prerelease}` : ''}${metadata ? `+${metadata}` : ''}`;
  return {
    goType: '*semver.Version',
    text: () => text,
    methods: {
      Major: define([], () => goNumber('uint64', numbers[0])),
      Minor: define([], () => goNumber('uint64', numbers[1])),
      Patch: define([], () => goNumber('uint64', numbers[2])),
      Prerelease: define([], () => prerelease),
      Metadata: define([], () => metadata),
      Original: define([], () => original),
      String: define([], () => text),
      Compare: define(['any'], (other) =>
        compareVersions(version, parseVersion((other as GoObject).text()) ?? version),
      ),
    },
  };
}
