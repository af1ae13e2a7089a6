// What the screens said, kept outside of every process that is killed, and how far each act had come at any moment.
// Promise: an act counts as saved only after the page said so, and as in flight only until its receipt was shown.
import type { Passed } from '#test/build/fault-proxy.ts';
import type { Told } from './kills-load.ts';

/** Where an act stands between its tap and its receipt, the furthest last. */
export const phases = ['tapped', 'queued', 'sending', 'in transaction', 'answered, not stored'] as const;
export type Phase = (typeof phases)[number];

export interface Entry {
  lane: string;
  n: number;
  kind: string;
  saved: boolean;
  state: string | null;
  /** The outcome that a screen showed. */
  status: string | null;
}

export class Ledger {
  readonly entries = new Map<string, Entry>();
  readonly notSaved: string[] = [];
  /** Acts of the page that is open now, without a shown receipt. */
  #open = new Set<string>();
  #pushes = new Map<Passed, string[]>();
  receipts = 0;
  /** Called after every change. */
  onChange: () => void = () => undefined;

  hear(told: Told): void {
    const entry = this.entries.get(told.id);
    if (told.what === 'tapped') {
      const { lane, n, kind } = told;
      this.entries.set(told.id, { lane, n, kind, saved: false, state: null, status: null });
      this.#open.add(told.id);
    } else if (told.what === 'saved' && entry) entry.saved = true;
    else if (told.what === 'not saved') {
      this.notSaved.push(told.why);
      this.#open.delete(told.id);
    } else if (told.what === 'state' && entry) {
      entry.state = told.state;
      if (told.status !== null) {
        entry.status = told.status;
        this.receipts += this.#open.delete(told.id) ? 1 : 0;
      }
    }
    this.onChange();
  }

  /** A request on its way; only pushes say anything about acts. */
  see(line: Passed): void {
    if (line.path !== '/sync/v1/push') return;
    if (line.stage === 'stopped') this.#pushes.delete(line);
    else if (!this.#pushes.has(line)) this.#pushes.set(line, idsIn(line.body));
    this.onChange();
  }

  /** The page has gone: a new one doesn't tell of the acts before it. */
  forgetPage(): void {
    this.#open.clear();
    this.#pushes.clear();
  }

  /** How many acts are in each phase at this very moment. */
  now(): Map<Phase, number> {
    const found = new Map<Phase, number>();
    const onTheWire = new Map<string, Phase>();
    for (const [{ stage }, ids] of this.#pushes) {
      const phase = stage === 'answered' || stage === 'delivered' ? 'answered, not stored' : 'in transaction';
      for (const id of ids) if (stage !== 'come') onTheWire.set(id, phase);
    }
    for (const id of this.#open) {
      const entry = this.entries.get(id);
      const phase = !entry?.saved
        ? 'tapped'
        : (onTheWire.get(id) ?? (entry.state === 'sending' ? 'sending' : 'queued'));
      found.set(phase, (found.get(phase) ?? 0) + 1);
    }
    return found;
  }
}

function idsIn(body: string): string[] {
  const { actions } = JSON.parse(body) as { actions: { action: { id: string } }[] };
  return actions.map(({ action }) => action.id);
}
