const NPM_VARIABLES =
  /^(PATH|HOME|LANG|TMPDIR|XDG_CACHE_HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(https?|no)_proxy|npm_config_(registry|cache|cafile|proxy|https_proxy|noproxy|strict_ssl|userconfig))$/i;

/** What npm needs to reach the machine's registry: no secret of the platform is among it. */
export function npmEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  nodeDirectory: string,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && NPM_VARIABLES.test(entry[0]),
  );
  const variables = Object.fromEntries(kept);
  return { ...variables, PATH: `${nodeDirectory}:${variables.PATH ?? '/usr/bin:/bin'}` };
}
