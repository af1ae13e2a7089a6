// The server's own parts over a database in memory, with a clock that the test turns, and devices with real keys.
// What a test sends is signed and parsed as in a shop; only the socket is missing.
import { type FastifyInstance, fastify } from 'fastify';
import type { Kysely } from 'kysely';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device, DeviceMode, Grant, GrantLevel } from '#domain/actor.ts';
import type { ActionId, DeviceId, GrantId, HomeId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { type Action, actionHash } from '#protocol/action.ts';
import type { PushAnswer, Receipt } from '#protocol/push.ts';
import type { Page, PullAnswer } from '#protocol/pull.ts';
import { newKeyPair, publicKeyOf, sign } from '#protocol/signature.ts';
import { buildApp, makeAuthority } from '#server/app.ts';
import type { Authority } from '#server/authority.ts';
import type { Database } from '#server/database/schema.ts';
import type { Mail } from '#server/mail/mailer.ts';
import { commit, idOf, startMs } from './small-shop.ts';

export interface TestClock {
  ms: number;
}

let made = 5_000;
export const nextId = <T extends string = string>(): T => idOf((made += 1)) as T;

export interface TestServer {
  app: FastifyInstance;
  authority: Authority;
  clock: TestClock;
  dataDir: string;
  /** Departments that no history tells of. */
  sensitive: Set<string>;
  /** "POST /sync/v1/push" and so on, every one there is. */
  routes: readonly string[];
  /** What was mailed; `isDown`: the mail server takes nothing. */
  mail: { sent: Mail[]; isDown: boolean };
  close(): Promise<void>;
}

/** `app.inject` answers; no job runs by itself. */
export async function openTestServer(db: Kysely<Database>, clock: TestClock = { ms: startMs }): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gondola-app-'));
  const webFolder = join(dataDir, 'web');
  mkdirSync(join(webFolder, 'assets'), { recursive: true });
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Gôndola</title>');
  writeFileSync(join(webFolder, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(webFolder, 'service-worker.js'), '/* worker */');
  const { log } = fastify({ logger: { level: 'silent' } });
  const routes: string[] = [];
  const sensitive = new Set<string>();
  const mail: TestServer['mail'] = { sent: [], isDown: false };
  const input = {
    db,
    log,
    onRoute: (name: string) => void routes.push(name),
    jobs: false,
    sensitive,
    mail: {
      send: async (one: Mail) => {
        if (mail.isDown) throw new Error('connect ECONNREFUSED');
        mail.sent.push(one);
      },
      close: () => Promise.resolve(),
    },
    now: () => clock.ms,
    config: { origin: 'http://localhost:80', otherNames: new Set<string>(), dataDir, webFolder, tls: undefined },
  };
  const app = await buildApp(input);
  return {
    app,
    clock,
    dataDir,
    sensitive,
    mail,
    routes,
    authority: await makeAuthority(input),
    async close() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface TestDevice {
  id: DeviceId;
  epoch: string;
  grant: Grant;
  keys: CryptoKeyPair;
  home: HomeId;
  nextSeq: number;
}

/** An approved device of the store, with its grant; rows as enrolment leaves them. */
export async function addDevice(
  db: Kysely<Database>,
  home: HomeId,
  mode: DeviceMode = 'shopper',
  state: Device['state'] = 'active',
  pair?: CryptoKeyPair,
): Promise<TestDevice> {
  const keys = pair ?? (await newKeyPair(true));
  const id = nextId<DeviceId>();
  const device: Device = {
    id,
    name: 'T',
    mode,
    state,
    publicKey: await publicKeyOf(keys.publicKey),
    enrolledMs: startMs - 1000,
    approvedBy: null,
  };
  await commit(db, [put('device', home, device)]);
  const grant = await addGrant(db, { id, home }, 'device');
  return { id, epoch: `epoch-${id}`, grant, keys, home, nextSeq: 1 };
}

export async function addGrant(
  db: Kysely<Database>,
  { id, home }: { id: DeviceId; home: HomeId },
  level: GrantLevel,
  part: Partial<Grant> = {},
): Promise<Grant> {
  const kind = level === 'staff' || level === 'manager' ? 'shift' : level;
  const grant: Grant = {
    id: nextId<GrantId>(),
    kind,
    level,
    home,
    device: id,
    subject: kind === 'shift' ? nextId() : null,
    name: kind === 'shift' ? 'Ana' : null,
    issuedMs: startMs - 1000,
    endsMs: startMs + (kind === 'device' ? 300 * 86_400_000 : 12 * 3_600_000),
    revokedMs: null,
    signature: 'of the test',
    ...part,
  };
  await commit(db, [put('grant', home, grant)]);
  return grant;
}

/** An act as the device would queue it now. `seq` counts on unless it is given. */
export async function buildAction(
  device: TestDevice,
  kind: string,
  open: unknown,
  part: Partial<Action> = {},
): Promise<Action> {
  const { seq = device.nextSeq++ } = part;
  const bare = {
    kind,
    v: 1,
    home: device.home,
    actor: device.grant.id,
    lane: 'visit/v1',
    dependsOn: [],
    base: null,
    payload: { open: open as Action['payload']['open'], sealed: null },
    ...part,
  };
  return {
    id: nextId<ActionId>(),
    seq,
    answers: null,
    createdAtMs: startMs,
    bootId: 'boot',
    monoMs: 1,
    offsetMs: 0,
    ...bare,
    hash: part.hash ?? (await actionHash(bare)),
  };
}

export const signedBy = async (device: Pick<TestDevice, 'keys'>, body: object): Promise<object> => ({
  ...body,
  sig: await sign(body, device.keys.privateKey),
});

export interface Answer<T> {
  status: number;
  body: T;
  header(name: string): string | undefined;
}

export async function post<T>(app: FastifyInstance, url: string, payload: object): Promise<Answer<T>> {
  const answer = await app.inject({ method: 'POST', url, payload, headers: { host: 'localhost:80' } });
  const header = (name: string) => answer.headers[name]?.toString();
  return { status: answer.statusCode, body: (answer.body === '' ? null : answer.json()) as T, header };
}

export const postSigned = async <T>(
  app: FastifyInstance,
  device: TestDevice,
  url: string,
  body: object,
): Promise<Answer<T>> => post<T>(app, url, await signedBy(device, { deviceId: device.id, ...body }));

type Offered = Action | { origin: { device: DeviceId; epoch: string } | null; action: unknown; proof?: string };

/** An act of this device as it stands in a file that it wrote. */
export async function carriedBy(device: TestDevice, action: Action, epoch = device.epoch) {
  const act = { origin: { device: device.id, epoch }, action };
  return { ...act, proof: await sign(act, device.keys.privateKey) };
}

export const pushBody = (device: TestDevice, actions: readonly Offered[]) => ({
  batchId: nextId(),
  epoch: device.epoch,
  appVersion: 'test',
  pending: actions.length,
  maxSeq: 0,
  actions: actions.map((offered) => ('action' in offered ? offered : { origin: null, action: offered })),
});

export const push = (app: FastifyInstance, device: TestDevice, ...actions: Offered[]): Promise<Answer<PushAnswer>> =>
  postSigned<PushAnswer>(app, device, '/sync/v1/push', pushBody(device, actions));

/** Pushes one act and returns its receipt; throws when there is none. */
export async function pushOne(app: FastifyInstance, device: TestDevice, action: Offered): Promise<Receipt> {
  const { status, body } = await push(app, device, action);
  const [receipt] = body.receipts ?? [];
  if (!receipt) throw new Error(`no receipt: ${status} ${JSON.stringify(body)}`);
  return receipt;
}

export const pull = (
  app: FastifyInstance,
  device: TestDevice,
  feeds: Record<string, unknown>,
  grants: string[] = [],
): Promise<Answer<PullAnswer>> =>
  postSigned<PullAnswer>(app, device, '/sync/v1/pull', { epoch: device.epoch, appVersion: 'test', grants, feeds });

export const cursorOf = ({ timeline, to, tag }: Page) => ({ timeline, rev: to, tag });
