// What is seen while it happens: what the disk was told, what the screens said. The checks in the end read from here;
// what may never be true for a moment is checked at once.
import type { ActionId } from '#domain/ids.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { FeedName } from '#domain/home.ts';
import type { ActionRecord, Outbox } from '#local/outbox.ts';
import type { Cursor, Replica } from '#local/replica.ts';
import type { Activity } from '#sync/tablet-port.ts';
import type { SimPage, SimProfile } from './profile.ts';

export interface Violation {
  rule: string;
  what: string;
}

/** One act that a person made on a screen. */
export interface Made {
  id: ActionId;
  profile: SimProfile;
  /** The disk's life in which it was made: an eviction or a rollback begins another. */
  life: number;
  kind: string;
  lane: string;
  savedMs: number;
  dependsOn: readonly ActionId[];
}

/** A slow line leaves a tablet's idea of the server's time so far off. */
const clockErrorMs = 30_000;
/** An answer that was sent before a restore comes later by so much at the most. */
const wireMs = 60_000;

export class Watch {
  clocksJump = false;
  readonly violations: Violation[] = [];
  /** Acts of which a screen said "saved on this tablet". */
  readonly made: Made[] = [];
  /** Acts of which a screen said "sent", with the outcomes it showed. */
  readonly sent = new Map<string, Outcome[]>();
  /** When a disk first had the server's answer to an act. */
  readonly answeredMs = new Map<ActionId, number>();
  readonly lives = new Map<SimProfile, number>();
  /** Of when, by the server, the rows are that a disk took last. */
  readonly toldMs = new Map<SimProfile, number>();
  #hasForgotten = false;
  #forgottenMs = -Infinity;
  /** When the server last answered to an act, or was found to have it after a restore; what a proxy answered since then. */
  readonly #byServerMs = new Map<string, number>();
  #fromMemory = new Set<string>();
  readonly #cursors = new Map<string, Cursor>();
  readonly #saves = new Map<SimPage, Map<string, { id: ActionId; home: string; row: string; saved: boolean }>>();
  readonly #taps = new Map<SimPage, Map<string, number>>();

  broken(rule: string, what: string): void {
    if (this.violations.length < 20) this.violations.push({ rule, what });
  }

  lifeOf(profile: SimProfile): number {
    return this.lives.get(profile) ?? 0;
  }

  /** The disk is another one from now on. */
  newLife(profile: SimProfile): void {
    this.lives.set(profile, this.lifeOf(profile) + 1);
    this.toldMs.delete(profile);
  }

  outbox(profile: SimProfile, outbox: Outbox): Outbox {
    return {
      ...outbox,
      change: async (ids, decide, meta) => {
        const watched: typeof decide = (record) => {
          const change = decide(record);
          if (change?.receipt) this.#receives(profile, record.id);
          return change;
        };
        const changed = await outbox.change(ids, watched, meta);
        for (const record of changed) {
          if (record.receipt && !this.answeredMs.has(record.id))
            this.answeredMs.set(record.id, profile.around.world.nowMs);
          if (record.state === 'settled') this.#settled(profile, record);
        }
        return changed;
      },
    };
  }

  /** Whose answer to these acts is on its way to a tablet. */
  answered(ids: readonly string[], how: 'by the server' | 'from memory', nowMs: number): void {
    for (const id of ids)
      if (how === 'from memory') this.#fromMemory.add(id);
      else this.#byServerMs.set(id, nowMs);
  }

  /** [PU1] The answer to another batch tells of a server that has been restored since. */
  #receives(profile: SimProfile, id: string): void {
    if (this.#fromMemory.has(id) && this.#forgottenMs - (this.#byServerMs.get(id) ?? -Infinity) > wireMs)
      this.broken('PU1', `${id} on tablet ${profile.at} took its receipt from the answer to another batch`);
  }

  #settled(profile: SimProfile, { id, receipt, seen, quiet }: ActionRecord): void {
    const who = `${id} on tablet ${profile.at}`;
    if (!receipt?.outcome) return this.broken('I6', `${who} was settled without an outcome`);
    // From then on the desk has it [OC1]; a tablet whose clock was moved may think so too early.
    const { deskMs } = receipt;
    const onDesk =
      typeof deskMs === 'number' && (this.clocksJump || deskMs <= profile.around.world.nowMs + clockErrorMs);
    const isShown = seen || quiet === true || onDesk;
    if (receipt.outcome.status !== 'applied' && !isShown)
      this.broken('I6', `${who} was settled as ${receipt.outcome.status}, which nobody has seen`);
    if (this.#hasForgotten) return;
    for (const [home, rev] of Object.entries(receipt.revs)) {
      for (const [name, { cursor }] of profile.disk.feeds)
        if (name.includes(`@${home}`) && cursor.rev < rev && !profile.dexie)
          this.broken('I5', `${who} was settled at rev ${rev} of a home of which ${name} holds only ${cursor.rev}`);
    }
  }

  replica(profile: SimProfile, replica: Replica): Replica {
    return {
      ...replica,
      apply: async (feed, from, change) => {
        const applied = await replica.apply(feed, from, change);
        if (applied) {
          this.#moved(profile, feed, change.cursor);
          this.toldMs.set(profile, Math.max(this.toldMs.get(profile) ?? 0, change.asOfMs));
        }
        return applied;
      },
    };
  }

  #moved(profile: SimProfile, feed: FeedName, cursor: Cursor): void {
    const name = `${profile.n} ${this.lifeOf(profile)} ${feed}`;
    const before = this.#cursors.get(name);
    this.#cursors.set(name, cursor);
    if (before && before.timeline === cursor.timeline && cursor.rev < before.rev)
      this.broken('I8', `the cursor of ${feed} on tablet ${profile.at} went back from ${before.rev} to ${cursor.rev}`);
  }

  page(page: SimPage): void {
    const { activity, view } = page.tablet;
    activity.subscribe(() => activity.get().forEach((one) => this.#shown(one)));
    view.subscribe(() => this.#reads(page));
  }

  #shown({ id, state, sentMs, outcome }: Activity): void {
    if (state !== 'accepted' && state !== 'settled' && sentMs === null) return;
    const outcomes = this.sent.get(id) ?? [];
    if (outcome && !outcomes.some((known) => JSON.stringify(known) === JSON.stringify(outcome))) outcomes.push(outcome);
    this.sent.set(id, outcomes);
  }

  /** From now on this page reads what its visitor has just saved or taken off the list [I5]. */
  willRead(page: SimPage, id: ActionId, home: string, row: string, saved: boolean, tap: number): void {
    // Two taps in one moment: the later one counts, also before it is said to be saved.
    if (this.#hasForgotten || tap !== this.#taps.get(page)?.get(row)) return;
    const saves = this.#saves.get(page) ?? new Map();
    saves.set(row, { id, home, row, saved });
    this.#saves.set(page, saves);
    this.#reads(page);
  }

  /** Another tap on the same row: until it is saved or not, either may be read. Returns its number. */
  mayChange(page: SimPage, row: string): number {
    this.#saves.get(page)?.delete(row);
    const taps = this.#taps.get(page) ?? new Map<string, number>();
    const tap = (taps.get(row) ?? 0) + 1;
    this.#taps.set(page, taps.set(row, tap));
    return tap;
  }

  /** A visit ended: what it saved is not read here any more. */
  expectsNothing(page: SimPage): void {
    this.#saves.delete(page);
  }

  /** The server has forgotten something: until every page knows, rows and receipts are of two stories. */
  forgotten(known: readonly string[], nowMs: number): void {
    this.#forgottenMs = nowMs;
    this.#fromMemory = new Set();
    for (const id of known) this.#byServerMs.set(id, nowMs);
    this.#saves.clear();
    this.#hasForgotten = true;
  }

  #reads(page: SimPage): void {
    const { activity, view } = page.tablet;
    for (const { id, home, row, saved } of this.#saves.get(page)?.values() ?? []) {
      const shown = activity.get().find((one) => one.id === id);
      const stands =
        shown && shown.state !== 'parked' && (shown.outcome === null || shown.outcome.status === 'applied');
      if (!stands || !view.get().knows('listItem', home as never)) continue;
      const has = view
        .get()
        .list('listItem', home as never)
        .some((item) => item.id === row);
      if (has !== saved)
        this.broken(
          'I5',
          `${page.owner.name} saved ${id} (${String(saved)}), and reads ${String(has)} while it is ${shown.state}`,
        );
    }
  }
}
