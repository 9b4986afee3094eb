/** glibc's list of variables that a privileged program must not believe, and those of the shell and of mount. */
const UNSAFE =
  /^(LD_.*|GLIBC_TUNABLES|GCONV_PATH|GETCONF_DIR|HOSTALIASES|LOCALDOMAIN|LOCPATH|MALLOC_.*|NIS_PATH|NLSPATH|RESOLV_HOST_CONF|RES_OPTIONS|TMPDIR|TZDIR|PATH|IFS|ENV|CDPATH|PS\d|BASH.*|LIBMOUNT_.*|LIBBLKID_.*|BLKID_.*)$/;

/**
 * Variables that a pod may set for its own program but not for those that build its root directory with the
 * platform's rights: they are set by `env` after the rights have been given up. Names that are none are left out.
 */
export function splitEnvironment(variables: Readonly<Record<string, string>>): {
  readonly early: Readonly<Record<string, string>>;
  /** The words that go before the program. */
  readonly prefix: readonly string[];
} {
  const entries = Object.entries(variables).filter(([name]) => /^[^=\0]+$/.test(name));
  const late = entries.filter(([name]) => UNSAFE.test(name));
  return {
    early: Object.fromEntries(entries.filter(([name]) => !UNSAFE.test(name))),
    prefix: ['/usr/bin/env', ...late.map(([name, value]) => `${name}=${value}`)],
  };
}
