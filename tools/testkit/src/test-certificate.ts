import { systemClock } from '@infraforge/kernel';
import { openCertificateAuthority } from '@infraforge/local-cluster';
import { tempDirectory } from './temp-directory.ts';

/** A key and certificate for servers of tests on this machine, and the authority that vouches for them. All PEM. */
export async function testCertificate(): Promise<{
  readonly key: string;
  readonly certificate: string;
  readonly authority: string;
}> {
  const folder = await tempDirectory();
  try {
    const authority = await openCertificateAuthority(folder.path, systemClock);
    const leaf = await authority.issue(['localhost', '127.0.0.1']);
    return { ...leaf, authority: authority.certificate };
  } finally {
    await folder.remove();
  }
}
