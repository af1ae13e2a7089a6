// The real server code behind a door without a socket: one process that may be killed at any statement and come back.
// Promise: what it answers is what the routes answer; only limits and headers that no tablet reads are missing.
import type { Kysely } from 'kysely';
import { parseFeedName, type FeedName } from '#domain/home.ts';
import { uuidv7 } from '#domain/ids.ts';
import { PokeRequest } from '#protocol/poke.ts';
import { PullRequest } from '#protocol/pull.ts';
import { HelloRequest, ShiftEndRequest, ShiftRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import type { Database } from '#server/database/schema.ts';
import { deliverEffects, type Effect } from '#server/effects.ts';
import { readableFeeds } from '#server/feed-access.ts';
import { parseBody } from '#server/http/parse-body.ts';
import { Refused } from '#server/http/refused.ts';
import { createHub } from '#server/hub.ts';
import { endHolds, endLeases } from '#server/jobs.ts';
import { pullPages } from '#server/pull.ts';
import { isAway } from '#server/database/connection.ts';
import { takeBatch } from '#server/push-batch.ts';
import { recordToRow } from '#server/rows.ts';
import { callerOf } from '#server/session/caller.ts';
import { hello } from '#server/session/hello.ts';
import { endShift, grantShift } from '#server/session/shift.ts';
import type { Rng } from './rng.ts';
import type { SimShop } from './shop.ts';
import { kyselyOver, SqlSession } from './sql.ts';
import { Owner, type World } from './world.ts';

export interface SimAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** What may go wrong at a statement. */
export interface SqlFaults {
  /** Rejects to fail the statement; the server may be dead after it. */
  atStatement(
    text: string,
    values: readonly (string | null)[],
    inTransaction: boolean,
    when: 'before' | 'after',
  ): Promise<void>;
}

export interface Delivered {
  effect: Effect;
  times: number;
}

const ours = { 'content-type': 'application/json; charset=utf-8', 'x-gondola-sync': '1' };

export class SimServer {
  readonly world: World;
  readonly shop: SimShop;
  readonly faults: SqlFaults;
  readonly alarms = new Map<string, number>();
  readonly delivered = new Map<string, Delivered>();
  readonly #rng: Rng;
  #process: { owner: Owner; session: SqlSession; authority: Authority } | null = null;
  readonly #open = new Set<() => void>();

  constructor(world: World, shop: SimShop, rng: Rng, faults: SqlFaults) {
    this.world = world;
    this.shop = shop;
    this.faults = faults;
    this.#rng = rng;
  }

  get isUp(): boolean {
    return this.#process !== null;
  }

  get inTransaction(): boolean {
    return this.#process?.session.inTransaction ?? false;
  }

  start(): void {
    const owner = new Owner('server');
    const turn = async (
      ...[text, values, inTransaction, when]: Parameters<SqlFaults['atStatement']>
    ): Promise<void> => {
      if (when === 'before') await this.world.turn(owner);
      await this.faults.atStatement(text, values, inTransaction, when);
      if (owner.dead) await new Promise(() => undefined);
    };
    const session = new SqlSession(this.shop.memory, {
      before: (text, values, inTransaction) => turn(text, values, inTransaction, 'before'),
      after: (text) => turn(text, [], session.inTransaction, 'after'),
    });
    this.#process = { owner, session, authority: this.#authority(kyselyOver(session)) };
  }

  #authority(db: Kysely<Database>): Authority {
    const nothing = (): void => undefined;
    return {
      ...this.shop.authority,
      db,
      now: () => this.world.nowMs,
      newId: () => uuidv7(this.world.nowMs, this.#rng.bytes(10)),
      hub: createHub(),
      log: { info: nothing, warn: nothing, error: nothing },
      metrics: {
        act: nothing,
        batch: nothing,
        pull: nothing,
        alarm: (what) => void this.alarms.set(what, (this.alarms.get(what) ?? 0) + 1),
        text: () => Promise.resolve(''),
      },
      snapshotFor: () => Promise.resolve(null),
      packedFile: () => Promise.resolve(null),
      newerFile: () => Promise.resolve(null),
      isStrict: true,
    };
  }

  /** SIGKILL: no statement more; what was in a transaction is undone, whoever waits hears the line break. */
  kill(): void {
    const running = this.#process;
    if (!running) return;
    this.#process = null;
    running.owner.dead = true;
    running.authority.hub.close();
    if (running.session.inTransaction) this.shop.memory.ask('rollback', []);
    for (const broken of [...this.#open]) broken();
    this.#open.clear();
  }

  /** Rejects when the line breaks before the answer is whole. */
  async answer(path: string, body: string): Promise<SimAnswer> {
    if (!this.#process) throw new TypeError('connection refused');
    const { authority } = this.#process;
    return new Promise((resolve, reject) => {
      const broken = (): void => reject(new TypeError('connection reset'));
      this.#open.add(broken);
      void answerOf(authority, path, body).then((answer) => {
        this.#open.delete(broken);
        resolve(answer);
      });
    });
  }

  /** The feeds that a listener may hear of, then each poke; null: refused. */
  async listen(body: string, send: (piece: string) => void, close: () => void): Promise<(() => void) | null> {
    if (!this.#process) throw new TypeError('connection refused');
    const { authority } = this.#process;
    try {
      const request = parseBody(PokeRequest, JSON.parse(body));
      const caller = await callerOf(authority, request);
      const { readable } = await readableFeeds(authority, caller, request.feeds, request.grants);
      const names = readable.map(([name]) => name).filter((name) => parseFeedName(name));
      return authority.hub.subscribe(caller.device.id, names as FeedName[], {
        send: (feeds) => send(`event: poke\ndata: ${JSON.stringify({ feeds })}\n\n`),
        close,
      });
    } catch {
      return null;
    }
  }

  /** Something the server does without being asked; a round that fails is only a round. */
  async job(work: (authority: Authority) => Promise<unknown>): Promise<boolean> {
    const running = this.#process;
    if (!running) return false;
    return new Promise((resolve) => {
      const broken = (): void => resolve(false);
      this.#open.add(broken);
      void work(running.authority)
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(() => this.#open.delete(broken));
    });
  }

  rounds = async (authority: Authority): Promise<void> => {
    await endHolds(authority);
    await endLeases(authority);
    await deliverEffects(authority, (effect) => {
      const times = (this.delivered.get(effect.id)?.times ?? 0) + 1;
      this.delivered.set(effect.id, { effect, times });
      return Promise.resolve({ ok: true, value: null });
    });
  };
}

async function answerOf(authority: Authority, path: string, text: string): Promise<SimAnswer> {
  try {
    return answered(200, await routed(authority, path, JSON.parse(text) as unknown));
  } catch (error) {
    if (error instanceof Refused) return answered(error.status, { error: error.error, ...error.more });
    if (isAway(error)) return answered(503, { error: 'database_away' });
    return answered(500, { error: 'server' });
  }
}

function answered(status: number, body: unknown): SimAnswer {
  const headers = status === 503 ? { ...ours, 'retry-after': '5' } : ours;
  return { status, headers, text: JSON.stringify(body) };
}

async function routed(authority: Authority, path: string, body: unknown): Promise<unknown> {
  switch (path) {
    case '/sync/v1/push':
      return takeBatch(authority, body);
    case '/sync/v1/pull': {
      const request = parseBody(PullRequest, body);
      return pullPages(authority, await callerOf(authority, request), request);
    }
    case '/sync/v1/hello':
      return hello(authority, parseBody(HelloRequest, body));
    case '/session/v1/shift':
      return shift(authority, body);
    case '/session/v1/shift/end':
      return endShift(authority, parseBody(ShiftEndRequest, body));
    default:
      throw new Refused(404, 'not_found');
  }
}

/** As session/shift.ts, but for the PIN: comparing it takes a thread and 50 ms on purpose. */
async function shift(authority: Authority, body: unknown): Promise<unknown> {
  const request = parseBody(ShiftRequest, body);
  const caller = await callerOf(authority, request);
  const found = await authority.db
    .selectFrom('staff')
    .selectAll()
    .where('home_id', '=', caller.home)
    .where('number', '=', request.number)
    .executeTakeFirst();
  if (!found) throw new Refused(401, 'wrong_pin', { triesLeft: 3, untilMs: null });
  const staff = recordToRow('staff', found);
  return { serverTimeMs: authority.now(), grant: await grantShift(authority, caller, staff), staff };
}
