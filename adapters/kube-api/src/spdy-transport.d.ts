/** The part of spdy-transport that we use; it has no types of its own. */
declare module 'spdy-transport' {
  import type { EventEmitter } from 'node:events';
  import type { Duplex } from 'node:stream';

  export type SpdyStream = Duplex & {
    readonly headers: Readonly<Record<string, string | undefined>>;
    respond(status: number, headers: Readonly<Record<string, string>>): void;
  };
  export type SpdyHeaders = Readonly<Record<string, string>>;
  type Parsed = (error: Error | null, headers?: SpdyHeaders) => void;
  export type SpdyConnection = EventEmitter & {
    start(version: number): void;
    readonly _spdyState: { readonly parser: { parseKVs(body: unknown, done: Parsed): void } };
  };
  const spdy: {
    readonly connection: {
      create(
        socket: Duplex,
        options: { readonly protocol: 'spdy'; readonly isServer: boolean },
      ): SpdyConnection;
    };
  };

  // biome-ignore lint/style/noDefaultExport: that is how the library, which is CommonJS, is imported
  export { spdy as default };
}
