import type fs from 'node:fs';
import type net from 'node:net';
import { LOW_PORT_SHIFT } from './service-ports.ts';

/**
 * An option of Node that sends connections to Services at ports below the first open one to where the kubelet listens
 * for them (`reachablePort`). `hosts` is the hosts file as the pod sees it. The code travels in the option: a pod does
 * not see our files.
 */
export function servicePortsOption(hosts: string, firstOpen: number): string {
  const settings: Settings = { hosts, firstOpen, shift: LOW_PORT_SHIFT };
  const code = `import fs from 'node:fs';
import net from 'node:net';
(${shiftLowPorts})(net, fs, ${JSON.stringify(settings)});`;
  return `--import=data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
}

type Settings = { readonly hosts: string; readonly firstOpen: number; readonly shift: number };
type Target = { readonly host?: unknown; readonly port?: unknown };

/** Runs in the pod from its own text, so it must not use anything from outside. */
function shiftLowPorts(network: typeof net, files: typeof fs, settings: Settings): void {
  const { connect } = network.Socket.prototype;
  // 127.64.0.0/10, where Services have their addresses.
  const isService = (address: string) =>
    /^127\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/.test(address);

  function isNameOfService(name: string): boolean {
    const lines = files.readFileSync(settings.hosts, 'utf8').split('\n');
    return lines.some((line) => {
      const [address = '', ...names] = line.trim().split(/\s+/);
      return isService(address) && names.includes(name);
    });
  }

  function portFor({ host, port }: Target): number | undefined {
    const number = Number(port);
    if (!(number > 0 && number < settings.firstOpen) || typeof host !== 'string') return undefined;
    try {
      return isService(host) || isNameOfService(host) ? number + settings.shift : undefined;
    } catch {
      return undefined;
    }
  }

  /** `connect(options)` or `connect(port, host)`; net.connect() hands on an array of its own with a mark. */
  function shifted(args: readonly unknown[]): readonly unknown[] {
    const [first, second] = args;
    if (Array.isArray(first)) return [Object.assign([], first, shifted(first)), ...args.slice(1)];
    const target = typeof first === 'object' && first ? first : { port: first, host: second };
    const port = portFor(target);
    if (port === undefined) return args;
    return [target === first ? { ...target, port } : port, ...args.slice(1)];
  }

  network.Socket.prototype.connect = function connectShifted(this: net.Socket, ...args: unknown[]) {
    return Reflect.apply(connect, this, shifted(args) as Parameters<typeof connect>);
  } as typeof connect;
}
