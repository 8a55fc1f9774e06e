import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { refuseUnclassifiedColumns } from './access/every-column-has-a-class.js';
import { TrailSealer } from './access/trail-sealer.js';
import { AppModule, entities } from './app.module.js';
import { LoadReferencePack } from './reference/load-reference-pack.js';
import { SessionStore } from './accounts/session.store.js';
import type { Config } from './platform/config.js';
import { auditSigningKey } from './platform/crypto/signing-key.js';
import { vaultKeyPath } from './platform/crypto/key-file.js';
import { withClient } from './platform/db/connect.js';
import { Database } from './platform/db/database.js';
import { unlockVault } from './platform/db/unlock-vault.js';
import { StorableText } from './platform/graphql/storable-text.js';
import { ArgumentValidation } from './platform/graphql/validation.js';
import { Admission } from './platform/http/admission.js';
import { entry, refuseDeepBody } from './platform/http/entry.js';
import { FailureFilter } from './platform/http/failure.filter.js';
import { listen, portOf } from './platform/http/listen.js';
import { SessionCookie } from './platform/http/session-cookie.js';
import { startWorker } from './platform/jobs/queue.js';
import type { Log } from './platform/log.js';
import type { Platform } from './platform/platform.js';
import { otherTables } from './other-tables.js';
import { records } from './records.js';
import { RenderReport } from './reports/render-report.js';
import { ReapplyErasures } from './retention/reapply-erasures.js';
import type { Connections } from './platform/db/prepare-database.js';

/** A body beyond this is refused before it is read. */
const LARGEST_BODY = '1mb';
/** A request that is still under way so long after the stop was asked for is cut off (`security.md` 8). */
const HARD_STOP_MILLISECONDS = 10_000;

export interface Application {
  readonly nest: NestExpressApplication;
  close(): Promise<void>;
}

export interface Server extends Application {
  /** `http://127.0.0.1:4000` */
  readonly address: string;
}

/**
 * The application without a port: for commands, and for tests.
 * @throws Bug when a column or an operation is not classified, VaultKeyMissing, VaultKeyWrong: then nothing has started.
 */
export async function createApplication(config: Config, connections: Connections, log: Log): Promise<Application> {
  const keyFile = vaultKeyPath(config.dataFolder);
  const keys = await withClient(connections.migrator, (owner) => unlockVault(keyFile, owner));
  const [database, authDatabase] = await Promise.all([
    Database.connect(connections.app, entities),
    Database.connect(connections.auth, []),
  ]);
  const disconnect = async (): Promise<void> => void (await Promise.all([database.close(), authDatabase.close()]));
  try {
    await refuseUnclassifiedColumns(database, { records, otherTables });
    const nest = await assemble({ config, log, database, authDatabase, keys });
    return {
      nest,
      close: async () => {
        await nest.close();
        await disconnect();
      },
    };
  } catch (error) {
    await disconnect();
    throw error;
  }
}

async function assemble({
  config,
  log,
  ...parts
}: Omit<Platform, 'cookie' | 'admission'>): Promise<NestExpressApplication> {
  const cookie = new SessionCookie(config.baseUrl?.startsWith('https:') ?? false);
  const admission = new Admission();
  const platform = { config, log, cookie, admission, ...parts };
  const nest = await NestFactory.create<NestExpressApplication>(AppModule.with(platform), {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  const { host, port, baseUrl } = config;
  nest.disable('x-powered-by');
  nest.disable('etag');
  // A proxy in front stands on this machine or in its private network, and says for whom it asks.
  nest.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  const origin = (): string => new URL(baseUrl ?? `http://${host}:${String(portOf(nest) ?? port)}`).origin;
  nest.use(entry({ cookie, origin }), admission.admit);
  nest.useBodyParser('json', { limit: LARGEST_BODY, type: 'application/json' });
  nest.use(refuseDeepBody);
  nest.useGlobalPipes(new StorableText(), new ArgumentValidation());
  nest.useGlobalFilters(new FailureFilter(log));
  await nest.get(SessionStore).addSystemActors();
  await nest.init();
  await nest.get(ReapplyErasures, { strict: false }).reapplyErasures();
  await nest.get(LoadReferencePack, { strict: false }).execute(config.referencePack);
  return nest;
}

/** The whole service: HTTP, the queue's worker and the sealer of the audit trail. Closing finishes what is under way. @throws CannotListen. */
export async function startServer(config: Config, connections: Connections, log: Log): Promise<Server> {
  const { nest, close } = await createApplication(config, connections, log);
  try {
    const signingKey = await auditSigningKey(config.dataFolder);
    const port = await listen(nest, config.host, config.port);
    nest.get(TrailSealer, { strict: false }).begin(signingKey);
    const worker = await startWorker(connections.queue, tasksOf(nest), log);
    return {
      nest,
      address: config.baseUrl ?? `http://${config.host}:${String(port)}`,
      close: async () => {
        nest.get(Admission).close();
        const impatience = setTimeout(() => nest.getHttpServer().closeAllConnections(), HARD_STOP_MILLISECONDS);
        await worker.stop();
        await close();
        clearTimeout(impatience);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function tasksOf(nest: NestExpressApplication): Parameters<typeof startWorker>[1] {
  const render = nest.get(RenderReport, { strict: false });
  return {
    'render-report': (payload) => render.execute((payload as { readonly reportId: string }).reportId),
  };
}
