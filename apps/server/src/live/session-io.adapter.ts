// Socket.IO on the same port, reading the same session cookie as HTTP; large frames and other sites are refused.
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { RequestHandler } from 'express';
import type { Server, ServerOptions } from 'socket.io';
import { originHolds } from '../platform/csrf';

export class SessionIoAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly session: RequestHandler,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server: Server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      maxHttpBufferSize: 16_384,
      // Whoever has opened a connection but asked for no stream is not waited for long.
      connectTimeout: 10_000,
      allowRequest: (
        req: Parameters<typeof originHolds>[0],
        allow: (err: string | null, ok: boolean) => void,
      ) => (originHolds(req) ? allow(null, true) : allow('origin', false)),
    } as unknown as ServerOptions);
    server.engine.use(this.session);
    return server;
  }
}
