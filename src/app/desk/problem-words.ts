// A problem in words: what was asked, what went wrong, until when. The same in the list, on its page and on the floor's tile.
import { type AnyActivity, useActivityWords, useReason } from '#app/activity-words.ts';
import { useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { useParcels } from '#app/parcels.ts';
import { type Thing, useThings } from '#app/thing-words.ts';
import type { ActionId } from '#domain/ids.ts';
import { Money } from '#domain/money.ts';
import { deskFullKind, type Problem } from '#domain/problem.ts';
import { useTelling } from './telling.ts';
import { isWrongCode } from './ways.ts';

export interface ProblemWords {
  /** A fact, not an order: "Marina pediu: Mala Rota, azul 36 L". */
  title: string;
  /** What went wrong, in one sentence. */
  wrong: string;
  thing: Thing | null;
  /** What the person saw on the tag; null: the act has no price. */
  price: Money | null;
  /** What to tell the person; null: only what went wrong. */
  say: string | null;
  /** Whose order it is about. */
  name: string | null;
}

/** What the person goes by; null: they left no name. */
export const firstName = ({ contact }: Pick<Problem, 'contact'>): string | null => contact?.name?.split(' ')[0] ?? null;

/** What comes later than this was done without a network. */
const heardAtOnceMs = 10_000;

/** How many acts a lost outbox held. */
export const lostCount = ({ result }: Problem): number =>
  Math.max(Number(result['pending'] ?? 0), Number(result['missing'] ?? 0));

export function useProblemWords(): (problem: Problem) => ProblemWords {
  const t = useText();
  const format = useFormat();
  const thingOf = useThings();
  const reasonOf = useReason();
  const actWords = useActivityWords();
  const parcelOf = useParcels();
  const sayOf = useTelling();
  const { zone } = useInstallation();

  const wrongCode = ({ result, open, madeMs }: Problem): string => {
    const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
    const name = textOf(result['who']);
    const box = parcelOf(open)?.box ?? textOf(result['box']);
    return t('problem.wrong_code', {
      known: name ? 'yes' : 'no',
      name,
      time: format.time(madeMs, zone),
      offline: Number(result['heardMs'] ?? 0) - madeMs > heardAtOnceMs ? 'yes' : 'no',
      boxed: box ? 'yes' : 'no',
      box,
    });
  };

  const wrongOf = (problem: Problem): string => {
    const { reason, kind, outcomeCode, status, result, alternatives, deviceName: device } = problem;
    if (kind === deskFullKind) return t('problem.full', { device });
    if (reason === 'parked') return t('problem.parked');
    if (reason === 'too_old') return t('problem.too_old');
    if (reason === 'unconfirmed') return t('problem.unconfirmed');
    if (reason === 'lost' || status === null || outcomeCode === null)
      return t('problem.lost', { device, count: lostCount(problem) });
    if (isWrongCode(problem)) return wrongCode(problem);
    if (outcomeCode === 'sold_out') return t('problem.sold_out');
    const [shown, price] = [Money.safeParse(result['shown']), Money.safeParse(result['price'])];
    if (outcomeCode === 'price_changed' && shown.success && price.success)
      return t('problem.price_changed', { shown: format.money(shown.data), price: format.money(price.data) });
    return reasonOf({ status, code: outcomeCode, result, alternatives });
  };

  return (problem) => {
    const { open, reason, kind, result, deviceName: device } = problem;
    const thing = thingOf(open);
    const shown = Money.safeParse((open as { shown?: unknown } | null)?.shown);
    const titleOf = (): string => {
      if (kind === deskFullKind) return t('problem.full_title', { device, count: Number(result['more'] ?? 0) });
      if (reason === 'lost') return t('problem.lost_title', { device, count: lostCount(problem) });
      const product = thing?.words ?? '';
      const name = firstName(problem);
      if (kind === 'hold' && product)
        return name ? t('problem.asked', { name, product }) : t('problem.asked_one', { product });
      const order = parcelOf(open)?.number ?? '';
      if (isWrongCode(problem)) return t('problem.handed_wrong', { order });
      return t('problem.not_done', { what: actWords(asAct(problem)).title });
    };
    const say = sayOf(problem);
    return {
      title: titleOf(),
      wrong: say ?? wrongOf(problem),
      say,
      thing,
      price: shown.success ? shown.data : null,
      name: parcelOf(open)?.firstName ?? null,
    };
  };
}

const asAct = ({ id, code, kind, open, madeMs }: Problem): AnyActivity => ({
  // Only its words are asked for.
  id: id as ActionId,
  code,
  kind,
  open,
  state: 'settled',
  outcome: null,
  createdMs: madeMs,
});

export interface Left {
  tone: 'stop' | 'stale' | 'plain';
  /** "faltam 9 min, até 10:50" */
  words: string;
  /** "faltam 9 min" */
  short: string;
}

const soonMs = 10 * 60_000;

/** How long there is to answer: in words and colour, red when it is late. */
export function useLeft(nowMs: number): (deadlineMs: number) => Left {
  const t = useText();
  const format = useFormat();
  const { zone } = useInstallation();
  return (deadlineMs) => {
    const leftMs = deadlineMs - nowMs;
    if (leftMs < 0) {
      const late = t('problem.late', { age: format.age(-leftMs) });
      return { tone: 'stop', words: late, short: late };
    }
    const minutes = Math.ceil(leftMs / 60_000);
    const until = t('problem.until', { time: format.time(deadlineMs, zone) });
    // Of hours the hour itself says more.
    const left = minutes < 60 ? t('problem.left_minutes', { count: minutes }) : until;
    const words = left === until ? until : `${left}, ${until}`;
    return { tone: leftMs < soonMs ? 'stale' : 'plain', words, short: left };
  };
}
