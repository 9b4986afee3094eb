/** What a layer of dependencies is for beside its lock: the Node and the machine that run it. */
export function layerMachine(): { readonly nodeVersion: string; readonly platform: string } {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const libc = report.header?.glibcVersionRuntime ? 'glibc' : 'musl';
  return {
    nodeVersion: process.versions.node,
    platform: `${process.platform}-${process.arch}-${libc}`,
  };
}
