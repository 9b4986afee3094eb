import type { Socket } from 'node:net';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { refusalOf } from './allowed-host';

/** What an open request may still take when the server stops; streams would hold it for ever. */
const GRACE_MILLISECONDS = 1_000;

/** Backstage's HTTP server, which answers under its own names only and stops within a second. */
export const httpRouterFactory = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults, config, lifecycle, server }) {
    const baseUrl = new URL(config.getString('backend.baseUrl'));
    app.use((request, response, next) => {
      const { host, origin } = request.headers;
      const refusal = refusalOf({ method: request.method, host, origin }, baseUrl);
      if (!refusal) return next();
      response.status(403).type('text/plain').send(refusal);
      return undefined;
    });
    applyDefaults();

    // Upgraded connections are no longer the HTTP server's own: it would wait for them and never close them.
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    lifecycle.addShutdownHook(() => {
      setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, GRACE_MILLISECONDS).unref();
    });
  },
});
