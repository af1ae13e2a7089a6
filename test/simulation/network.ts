// The wire between a page and the server: slow, lossy, doubled, answered by strangers. What was sent lives on when its
// page dies, as on a real wire.
import type { WireAnswer } from '#sync/ports.ts';
import type { Faults } from './faults.ts';
import type { Rng } from './rng.ts';
import type { SimAnswer, SimServer } from './server.ts';
import type { Watch } from './watch.ts';
import { Owner, type World } from './world.ts';

const air = new Owner('network');
const lost = (): Error => new TypeError('Failed to fetch');
const html = { 'content-type': 'text/html' };

export class Network {
  readonly #world: World;
  readonly #server: SimServer;
  readonly #faults: Faults;
  readonly #rng: Rng;
  /** What a proxy remembers: the last answer to each question, and the last answers to a tablet's pushes. */
  readonly #answers = new Map<string, SimAnswer>();
  readonly #watch: Watch;

  constructor(world: World, server: SimServer, faults: Faults, rng: Rng, watch: Watch) {
    this.#watch = watch;
    this.#world = world;
    this.#server = server;
    this.#faults = faults;
    this.#rng = rng;
  }

  #delayMs(tablet: number): number {
    if (this.#faults.strikes('slow line', tablet)) return this.#rng.between(1, 12) * 1000;
    return 10 * this.#rng.between(1, this.#rng.chance(0.1) ? 60 : 6);
  }

  /** True while nothing gets through to or from the tablet. */
  isCut(tablet: number): boolean {
    if (this.#faults.open('partition', tablet)) return true;
    return this.#faults.open('flapping', tablet) !== null && Math.floor(this.#world.nowMs / 2000) % 2 === 0;
  }

  post(page: Owner, tablet: number, path: string, body: string, signal: AbortSignal): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', abort, { once: true });
      const done = (ms: number, end: () => void): void =>
        void this.#world.after(page, ms, () => {
          signal.removeEventListener('abort', abort);
          end();
        });
      void this.#exchange(tablet, path, body).then((met) => {
        if (met === 'hang') return;
        // oxlint-disable-next-line promise/no-callback-in-promise
        done(this.#delayMs(tablet), () =>
          met === 'lost' ? reject(lost()) : resolve(asWireAnswer(met.answer, met.cut)),
        );
      });
    });
  }

  async #exchange(
    tablet: number,
    path: string,
    body: string,
  ): Promise<'lost' | 'hang' | { answer: SimAnswer; cut: boolean }> {
    const faults = this.#faults;
    const stranger = (status: number, headers: Record<string, string>) => ({
      answer: { status, headers, text: '<h1>…</h1>' },
      cut: false,
    });
    await this.#world.sleep(air, this.#delayMs(tablet));
    if (this.isCut(tablet)) {
      faults.met(faults.open('partition', tablet) ? 'partition' : 'flapping');
      return 'lost';
    }
    if (faults.strikes('request lost', tablet)) return 'lost';
    if (faults.strikes('captive portal', tablet, 1)) return stranger(200, html);
    // The port refuses redirects, as the browser's fetch is told to.
    if (faults.strikes('login redirect', tablet, 1)) return 'lost';
    if (faults.strikes('server error', tablet, 0.9)) return stranger(this.#rng.pick([500, 502, 504]), html);
    if (faults.strikes('retry later', tablet)) {
      const ours = this.#rng.chance(0.5);
      const headers = {
        'retry-after': String(this.#rng.between(1, 60)),
        ...(ours ? { 'x-gondola-sync': '1', 'content-type': 'application/json' } : html),
      };
      return { answer: { status: this.#rng.pick([429, 503]), headers, text: '{"error":"slow_down"}' }, cut: false };
    }
    if (faults.strikes('hang', tablet) && this.#rng.chance(0.5)) return 'hang';
    if (faults.strikes('late duplicate', tablet))
      this.#world.after(
        air,
        this.#rng.between(5, 120) * 1000,
        () => void this.#server.answer(path, body).catch(() => undefined),
      );
    if (faults.strikes('request doubled', tablet)) void this.#server.answer(path, body).catch(() => undefined);
    const remembered = this.#stale(tablet, path, body);
    if (remembered) {
      this.#watch.answered(idsIn(path, body), 'from memory', this.#world.nowMs);
      return { answer: remembered, cut: false };
    }
    return this.#fromServer(tablet, path, body);
  }

  async #fromServer(
    tablet: number,
    path: string,
    body: string,
  ): Promise<'lost' | 'hang' | { answer: SimAnswer; cut: boolean }> {
    const faults = this.#faults;
    let answer: SimAnswer;
    try {
      answer = await this.#server.answer(path, body);
    } catch {
      return 'lost';
    }
    if (answer.status === 200) this.#watch.answered(idsIn(path, body), 'by the server', this.#world.nowMs);
    if (answer.status === 200) for (const name of namesOf(tablet, path, body)) this.#answers.set(name, answer);
    await this.#world.sleep(air, this.#delayMs(tablet));
    if (this.isCut(tablet)) {
      faults.met('answer lost');
      return 'lost';
    }
    if (faults.strikes('answer lost', tablet)) return 'lost';
    if (faults.open('hang', tablet) && faults.strikes('hang', tablet, 0.3)) return 'hang';
    return { answer, cut: faults.strikes('answer cut', tablet) };
  }

  /** The answer to another question of the same tablet: of the same acts, if there was one. */
  #stale(tablet: number, path: string, body: string): SimAnswer | null {
    if (!this.#faults.open('stale answer', tablet)) return null;
    const found = namesOf(tablet, path, body)
      .toReversed()
      .map((name) => this.#answers.get(name))
      .find((one) => one !== undefined);
    return found && this.#faults.strikes('stale answer', tablet) ? found : null;
  }

  async *stream(page: Owner, tablet: number, body: string, signal: AbortSignal): AsyncIterable<string> {
    const pieces: string[] = [];
    let ended = false;
    let wake: () => void = () => undefined;
    const end = (): void => {
      ended = true;
      wake();
    };
    signal.addEventListener('abort', end, { once: true });
    await this.#world.sleep(air, this.#delayMs(tablet));
    if (this.isCut(tablet) || this.#faults.open('captive portal', tablet) || page.dead) throw lost();
    const send = (piece: string): void =>
      void this.#world.after(page, this.#delayMs(tablet), () => {
        // A line that is cut says nothing about it.
        if (this.isCut(tablet) || this.#faults.strikes('answer lost', tablet)) return;
        pieces.push(piece);
        wake();
      });
    const aborted = new Promise<null>((resolve) =>
      signal.addEventListener('abort', () => resolve(null), { once: true }),
    );
    const stop = await Promise.race([this.#server.listen(body, send, end), aborted]);
    if (!stop) throw lost();
    const beat = (): void => {
      send('event: beat\ndata: {}\n\n');
      cancel = this.#world.after(page, 25_000, beat);
    };
    let cancel: () => void = () => undefined;
    beat();
    try {
      while (!ended) {
        const piece = pieces.shift();
        if (piece !== undefined) yield piece;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      cancel();
      stop();
    }
  }
}

const asWireAnswer = ({ status, headers, text }: SimAnswer, cut: boolean): WireAnswer => ({
  status,
  header: (name) => headers[name] ?? null,
  text: () => Promise.resolve(cut ? text.slice(0, text.length / 2) : text),
});

/** What an answer is remembered by: the tablet's path, then the very acts. */
function namesOf(tablet: number, path: string, body: string): string[] {
  return [`${tablet} ${path}`, ...idsIn(path, body).map((id) => `${tablet} ${id}`)];
}

/** The acts that a request pushes. */
function idsIn(path: string, body: string): string[] {
  if (path !== '/sync/v1/push') return [];
  const { actions } = JSON.parse(body) as { actions: { action: { id: string } }[] };
  return actions.map(({ action }) => action.id);
}
