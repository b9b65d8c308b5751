// Puts the server together from a configuration and a migrated database; used by main, by the demo and by the tests.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import pinoHttp from 'pino-http';
import { AppModule } from './app.module';
import { SessionIoAdapter } from './live/session-io.adapter';
import type { Config } from './platform/config';
import { trustOrigin } from './platform/csrf';
import { log, NestLog } from './platform/log';
import { serveApiDocs } from './platform/openapi';
import { problemMiddleware } from './platform/problem';
import { openSessions } from './platform/session';

export type Serving = { app: NestExpressApplication; url: string; close: () => Promise<void> };

/** Where `nest build` and vite leave the dashboard; found from dist and from the sources alike. */
const dashboardDir = () =>
  [path.resolve(__dirname, '../../../dashboard'), path.resolve(__dirname, '../../../dist/dashboard')].find(
    (dir) => existsSync(path.join(dir, 'index.html')),
  );

const KEPT_OPEN_MS = 75_000;
/** How long an answer under way may take when the server closes: who does not read it shall not keep it up. */
const LAST_ANSWERS_MS = 5_000;

/** Starts listening on `config.port` (0 = any free port). The database must be migrated. */
export async function serve(config: Config, databaseUrl: string): Promise<Serving> {
  log.level = config.logLevel;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, databaseUrl), {
    logger: new NestLog(),
    bodyParser: false,
    abortOnError: false,
  });
  const sessions = openSessions(config, databaseUrl);
  trustOrigin(config.publicUrl);
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.use(helmet(headersFor(config)));
  app.use(compression());
  app.use(
    pinoHttp({
      logger: log,
      autoLogging: { ignore: (req: { url?: string }) => !!req.url?.startsWith('/health') },
      serializers: { req: briefly, res: (res) => ({ status: res.statusCode }) },
      customLogLevel: levelOf,
    }),
  );
  app.use('/api', sessions.middleware);
  // A signature is over the very bytes that were sent; nothing of them is parsed before it holds.
  app.use(/^\/api\/hooks\/[^/]+\/?$/, express.raw({ type: () => true, limit: '32mb', inflate: false }));
  app.use('/api', express.json({ limit: '32mb' }));
  app.use('/public', express.json({ limit: '1kb' }));
  const dashboard = dashboardDir();
  if (dashboard) serveDashboard(app, dashboard);
  serveApiDocs(app);
  app.useWebSocketAdapter(new SessionIoAdapter(app, sessions.middleware));
  app.use(problemMiddleware);
  const close = async () => {
    const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), LAST_ANSWERS_MS);
    await app.close().finally(() => clearTimeout(cut));
    await sessions.close();
  };
  // Longer than a caller or a proxy keeps a connection that rests: else one closes while the other sends.
  app.getHttpServer().keepAliveTimeout = KEPT_OPEN_MS;
  try {
    await app.listen(config.port);
  } catch (cause) {
    // What was wired already works; it must rest before its database goes.
    await close().catch(() => {});
    throw cause;
  }
  const url = (await app.getUrl()).replace('[::1]', 'localhost').replace('[::]', 'localhost');
  return { app, url, close };
}

/** Never the query: what people search for is theirs. */
const briefly = (req: { method: string; url: string }) => ({
  method: req.method,
  path: req.url.split('?')[0],
});
const levelOf = (_req: unknown, res: { statusCode: number }, err?: Error) =>
  err || res.statusCode >= 500 ? 'error' : 'debug';

function headersFor(config: Config): Parameters<typeof helmet>[0] {
  const https = config.publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Ant Design writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: https ? [] : null,
      },
    },
    strictTransportSecurity: https,
    crossOriginEmbedderPolicy: false,
  };
}

/** The dashboard's files, and its page for every address that is a place within it. */
function serveDashboard(app: NestExpressApplication, dir: string): void {
  app.use(
    express.static(dir, {
      index: false,
      maxAge: '1y',
      immutable: true,
      setHeaders: (res, file) => file.endsWith('.html') && res.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  app.use((req: Request, res: Response, next: NextFunction) => {
    const elsewhere = /^\/(api|public|health|metrics|socket\.io|assets)(\/|$)/.test(req.path);
    if (!['GET', 'HEAD'].includes(req.method) || elsewhere || !req.accepts('html')) return next();
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile(path.join(dir, 'index.html'));
  });
}
