// The whole HTTP side, top to bottom: limits, headers, routes, files, jobs. Not yet listening: the start does that.
// Nothing outside push and import writes shop data through it.
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Kysely } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { maxBatchBytes } from '#protocol/push.ts';
import type { Authority } from './authority.ts';
import type { Database } from './database/schema.ts';
import type { Deliver } from './effects.ts';
import { deliverToShop } from './effects-to-shop.ts';
import { answerErrors, markAnswers } from './http/answers.ts';
import { addFiles } from './http/file-routes.ts';
import { addHeaders } from './http/headers.ts';
import { addLookupRoutes } from './http/lookup-routes.ts';
import { addPersonRoutes } from './http/person-routes.ts';
import { addSessionRoutes } from './http/session-routes.ts';
import { addSyncRoutes } from './http/sync-routes.ts';
import { addWatchRoutes } from './http/watch-routes.ts';
import { createHub } from './hub.ts';
import { startJobs } from './jobs.ts';
import { listenForRevs } from './listen.ts';
import { createMetrics } from './metrics.ts';
import { type Mailer, mailerOf } from './mail/mailer.ts';
import { keepOneOrigin } from './origin.ts';
import type { ServerConfig } from './server-config.ts';
import { loadSealing } from './session/sealing.ts';
import { loadServerKey } from './session/server-key.ts';
import { builtInShop } from './shop/built-in.ts';
import { newerFiles } from './newer-file.ts';
import { openedFiles } from './opened-files.ts';
import { snapshotFolder, snapshotFor } from './snapshot.ts';

export interface AppInput {
  /** Migrated. What requests use: nobody waits for it longer than the limits of its pool. */
  db: Kysely<Database>;
  /** What jobs use; the same unless it is given. */
  jobsDb?: Kysely<Database>;
  config: ServerConfig;
  log: FastifyBaseLogger;
  /** To the shop's platform; the built-in shop unless another is given. */
  deliver?: Deliver;
  /** Whether that platform has the last word [OC3]; nobody has unless it is given. */
  confirms?: Authority['confirms'];
  /** For tests: where mails go. */
  mail?: Mailer;
  /** Departments that no history of a person tells of; those of the environment unless it is given. */
  sensitive?: Authority['sensitive'];
  /** Hear what an import beside this process commits. */
  connectionString?: string;
  /** For tests: the clock, and no rounds of jobs. */
  now?: () => number;
  newId?: () => string;
  jobs?: boolean;
  /** Hears of every route as it is added, "POST /sync/v1/push": what a list of them is made from. */
  onRoute?: (name: string) => void;
}

/** Long enough for a burst of commits, short beside what a person notices. */
const pokesGatherMs = 50;

const sensitiveDepartments = (list = ''): ReadonlySet<string> =>
  new Set(list.split(';').flatMap((name) => name.trim() || []));

export async function makeAuthority({
  db,
  config,
  log,
  now = Date.now,
  newId = randomUUIDv7,
  confirms = () => false,
  sensitive = sensitiveDepartments(process.env['GONDOLA_SENSITIVE_DEPARTMENTS']),
  mail = mailerOf(config, log),
}: AppInput): Promise<Authority> {
  const folder = snapshotFolder(config.dataDir);
  const newestFor: Authority['snapshotFor'] = (feed) => snapshotFor(db, feed);
  return {
    db,
    now,
    newId,
    log,
    mail,
    key: await loadServerKey(db, now()),
    sealing: await loadSealing(db, now),
    confirms,
    sensitive,
    isStrict: process.env['NODE_ENV'] === 'test',
    hub: createHub(pokesGatherMs),
    metrics: createMetrics(db, now),
    snapshotFor: newestFor,
    newerFile: newerFiles({ db, now, folder, snapshotFor: newestFor }),
    packedFile: openedFiles(folder),
  };
}

const builtIn = ({ db, now }: Authority): Deliver => deliverToShop(db, (chain) => builtInShop(db, chain, now));

export async function buildApp(input: AppInput): Promise<FastifyInstance> {
  const { config, log, connectionString, deliver, onRoute, jobs = true } = input;
  const authority = await makeAuthority(input);
  const worker: Authority = { ...authority, db: input.jobsDb ?? input.db };
  // The two servers have one shape here; the types of http and https only differ in what nobody uses.
  const app = fastify({
    https: config.tls ?? null,
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBatchBytes,
  } as { loggerInstance: FastifyBaseLogger });
  if (onRoute)
    app.addHook('onRoute', ({ method, url }) => [method].flat().forEach((name) => onRoute(`${name} ${url}`)));
  keepOneOrigin(app, config);
  markAnswers(app);
  answerErrors(app, log);
  await addHeaders(app, { isHttps: config.origin.startsWith('https:') });
  await app.register(rateLimit, { global: false });
  await app.register(compress, { threshold: 1024 });
  addSyncRoutes(app, authority);
  addSessionRoutes(app, authority);
  addLookupRoutes(app, authority);
  addPersonRoutes(app, authority);
  addWatchRoutes(app, authority);
  await addFiles(app, config);

  const stops: (() => Promise<void>)[] = [];
  if (connectionString !== undefined) stops.push(listenForRevs(connectionString, authority.hub, log));
  if (jobs) stops.push(startJobs(worker, { deliver: deliver ?? builtIn(worker), dataDir: config.dataDir }));
  // Streams end first, or nothing that closes would ever be done.
  app.addHook('preClose', async () => authority.hub.close());
  app.addHook('onClose', async () => {
    await Promise.all([...stops.map((stop) => stop()), authority.mail.close()]);
  });
  return app;
}
