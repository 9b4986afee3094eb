import { join } from 'node:path';

/** Where the local cluster keeps things below `.infraforge`. */
export type DataDirectory = {
  readonly root: string;
  readonly builds: string;
  readonly layers: string;
  readonly pods: string;
  /** `/etc/hosts` files, one a namespace. */
  readonly hosts: string;
  /** The isolation level that the kubelet found, for those who show it. */
  readonly isolation: string;
};

/** The layout below `root`, an absolute path. */
export function dataDirectory(root: string): DataDirectory {
  return {
    root,
    builds: join(root, 'builds'),
    layers: join(root, 'layers'),
    pods: join(root, 'pods'),
    hosts: join(root, 'hosts'),
    isolation: join(root, 'isolation.json'),
  };
}
