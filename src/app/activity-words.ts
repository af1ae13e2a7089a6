// An act in words: what was asked, where it stands, how it ended and what can be done next. One place for the sheet that
// opens after a tap, for the list of acts and for a visit that is looked up by its code, so that all say the same.
import { useFormat } from '#app/text/format.ts';
import { type TextKey, useLocale, useText } from '#app/text/text.ts';
import type { ActState } from '#app/ui/act-state.ts';
import { shortCode } from '#domain/ids.ts';
import { Money } from '#domain/money.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { Problem } from '#domain/problem.ts';
import { LocalText, wordsIn } from '#domain/text.ts';
import type { Activity, ClaimedAct } from '#sync/tablet-port.ts';
import { solvedBy } from './activity-listed.ts';
import { mustConfirm, promiseOf } from './hold-promise.ts';
import { useNow } from './now.ts';
import { nextStep, reasonKey } from './outcome-words.ts';
import { useParcels } from './parcels.ts';
import { deskLine } from './ticket/desk-line.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';
import { useThings } from './thing-words.ts';

export interface ActivityWords {
  state: ActState;
  title: string;
  stateWords: string;
  line: string;
}

/** An act of this tablet, or one that was opened by its visit's code. */
export type AnyActivity = Omit<ClaimedAct, 'here'> & Partial<Activity>;

const titles: Partial<Record<string, TextKey>> = {
  hold: 'activity.hold',
  'release-hold': 'activity.release',
  'call-staff': 'activity.call',
  'finish-task': 'activity.task',
  'hand-over': 'activity.handover',
  'approve-device': 'activity.approve',
  'retire-device': 'activity.retire',
  'publish-card': 'activity.publish',
  'change-price': 'activity.price',
  'take-problem': 'activity.take',
  'solve-problem': 'activity.solve',
  'answer-problem': 'problem.act_answer',
  'note-call': 'problem.act_call',
  'give-back-problem': 'problem.act_give_back',
  'reopen-problem': 'problem.act_reopen',
  'add-staff': 'activity.staff',
  // Shown only when they are parked.
  'take-lease': 'activity.lease',
  'return-lease': 'activity.lease_back',
  'see-outcome': 'activity.read',
  'note-unknown': 'activity.unmet',
  'note-search': 'activity.unmet',
  'rate-visit': 'activity.rating',
};

const states: Record<Outcome['status'], ActState> = {
  applied: 'confirmed',
  adjusted: 'adjusted',
  needs_choice: 'choice',
  rejected: 'refused',
  superseded: 'superseded',
  expired: 'expired',
};
const stateKeys = {
  confirmed: 'activity.confirmed',
  adjusted: 'activity.adjusted',
  choice: 'activity.choice',
  refused: 'activity.refused',
  superseded: 'state.superseded',
  expired: 'state.expired',
  parked: 'state.parked',
  guaranteed: 'state.guaranteed',
  queued: 'activity.queued',
  sent: 'activity.sent',
} as const satisfies Record<ActState, TextKey>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Words for any act, in the language that is on. `claimed`: whoever reads has left that visit and can only ask. */
export function useActivityWords(reader: 'own' | 'claimed' = 'own'): (activity: AnyActivity) => ActivityWords {
  const t = useText();
  const thingOf = useThings();
  const parcelOf = useParcels();
  const reasonOf = useReason();
  const format = useFormat();
  const { zone, home } = useInstallation();
  const tablet = useTablet();
  const view = useReadable(tablet.view);
  const activities = useReadable(tablet.activity);
  const { link } = useReadable(tablet.status);
  const nowMs = useNow(60_000);
  const who = useReadable(tablet.shift) ? 'staff' : 'shopper';

  const problemOf = (open: unknown): Problem | null => {
    const { problemId } = (open ?? {}) as { problemId?: unknown };
    return typeof problemId === 'string' && view.knows('problem', home) ? view.get('problem', home, problemId) : null;
  };
  /** "Bota Serra, 39", "Pedido 4120": what an entry of the desk is about; without its row, its code. */
  const aboutOf = (open: unknown, code: string): string => {
    const problem = problemOf(open);
    const order = parcelOf(problem?.open)?.number;
    return (
      thingOf(problem?.open)?.words ??
      (order === undefined ? (problem?.code ?? code) : t('order.number', { number: order }))
    );
  };

  const titleOf = ({ id, kind, open, outcome }: AnyActivity): string => {
    const { text, name, reason, saved, problemId, actionId } = (open ?? {}) as Record<string, unknown>;
    const product = thingOf(open)?.words ?? textOf(text);
    if (kind === 'save-to-list') return t(saved === false ? 'activity.unsave' : 'activity.save', { product });
    if (kind === 'call-staff' && reason === 'unknown_code' && text) return t('activity.tell', { code: textOf(text) });
    const forWhom = reader === 'own' ? problemOf(solvedBy(id, activities)?.open)?.contact?.name : undefined;
    if (kind === 'hold' && forWhom) return t('activity.hold_for', { product, name: forWhom });
    const key = titles[kind];
    const about = problemId ?? actionId;
    const code = typeof about === 'string' ? shortCode(about) : '';
    const values = {
      code,
      product: typeof problemId === 'string' ? aboutOf(open, code) : product,
      name: textOf(name),
      order: parcelOf(open)?.number ?? textOf(outcome?.result['number']),
    };
    return key ? t(key, values).trim().replace(/:$/, '') : t('activity.other');
  };

  const pending = (activity: AnyActivity): [state: ActState, line: string] => {
    if (activity.state === 'parked') return ['parked', t('state.parked_line', { count: activity.attempts ?? 1 })];
    if (activity.state === 'accepted') return ['sent', t('state.confirming_line')];
    if (activity.parent) return ['queued', t('state.waits_for', { code: activity.parent })];
    if (link !== 'offline') return ['queued', t('activity.queued_online')];
    if (activity.kind !== 'hold') return ['queued', t('activity.queued_line')];
    const promise = promiseOf(activity);
    if (promise === 'guaranteed') return ['guaranteed', t('state.guaranteed_line')];
    return ['queued', t(promise === 'confirm' ? 'state.set_aside_line' : 'state.unsure_line')];
  };

  const endLine = ({ outcome }: AnyActivity & { outcome: Outcome }): string => {
    if (outcome.code !== 'ok') {
      const next =
        reader === 'claimed'
          ? 'next.ask'
          : outcome.status === 'needs_choice'
            ? 'next.choose'
            : nextStep(outcome.code, who).words;
      const ended = `${reasonOf(outcome)} ${t(next)}`;
      return mustConfirm({ outcome }) ? `${t('outcome.confirming')} ${ended}` : ended;
    }
    const untilMs = outcome.result['untilMs'];
    if (typeof untilMs !== 'number') return '';
    const time = format.time(untilMs, zone);
    return mustConfirm({ outcome }) ? t('state.confirm_until', { time }) : t('activity.held', { time });
  };

  return (activity) => {
    const { outcome, state: where, sentMs, createdMs } = activity;
    const title = titleOf(activity);
    const time = format.time(sentMs ?? createdMs, zone);
    if (!outcome) {
      const [state, line] = pending(activity);
      const key =
        state === 'sent'
          ? 'state.confirming'
          : state === 'queued' && link !== 'offline' && where === 'sending'
            ? 'activity.sending'
            : stateKeys[state];
      return { state, title, stateWords: t(key, { time }), line };
    }
    const confirming = outcome.status === 'applied' && mustConfirm({ outcome });
    const state = confirming ? 'sent' : states[outcome.status];
    const stateWords = t(confirming ? 'state.confirming' : stateKeys[state], { time });
    if (reader === 'claimed' && activity.deskWord) {
      const { answer } = activity.deskWord;
      const product = thingOf(answer)?.words ?? thingOf(activity.open)?.words ?? '';
      const done = deskLine(activity.deskWord, t, {
        product,
        nowMs,
        timeOf: (atMs) => format.time(atMs, zone),
      });
      return done.isDone
        ? { state: 'confirmed', title, stateWords: t('ticket.desk_done'), line: done.words }
        : { state, title, stateWords, line: `${reasonOf(outcome)} ${done.words}`.trim() };
    }
    return { state, title, stateWords, line: endLine({ ...activity, outcome }) };
  };
}

/** Why it ended so, in one sentence, with what is still there to choose from. */
export function useReason(): (outcome: Outcome) => string {
  const t = useText();
  const locale = useLocale();
  const format = useFormat();
  const catalogue = useCatalogue();
  const moneyOf = (value: unknown): string => {
    const money = Money.safeParse(value);
    return money.success ? format.money(money.data) : '';
  };
  return ({ code, result, alternatives }) => {
    if (code === 'ok') return '';
    const asked = Number(result['asked'] ?? 0);
    const got = Number(result['quantity'] ?? 0);
    const reason = t(reasonKey(code, result), {
      name: textOf(result['by']),
      asked,
      got,
      had: got,
      shown: moneyOf(result['shown']),
      price: moneyOf(result['price']),
    });
    const sizes = alternatives.flatMap((one) =>
      one.kind === 'other_variant' ? [catalogue?.variant(one.variantId)?.size ?? ''] : [],
    );
    const here = sizes.filter(Boolean).join(', ');
    const online = alternatives.find((one) => one.kind === 'online');
    const recall = LocalText.safeParse(result['recall']);
    return [
      reason,
      recall.success && wordsIn(recall.data, locale),
      here && t('activity.choice_here', { sizes: here }),
      online && t('activity.choice_online', { count: online.available }),
    ]
      .filter(Boolean)
      .join(' ');
  };
}
