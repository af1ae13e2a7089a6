// An act in words: what was asked, where it stands, how it ended and what can be done next. One place for the sheet that
// opens after a tap and for the activity list, so that both always say the same.
import { useFormat } from '#app/text/format.ts';
import { type TextKey, useLocale, useText } from '#app/text/text.ts';
import type { ActivityState } from '#app/ui/activity-row.tsx';
import { Money } from '#domain/money.ts';
import type { Outcome, OutcomeCode } from '#domain/outcome.ts';
import { wordsIn } from '#domain/text.ts';
import type { Activity } from '#sync/tablet-port.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';

export interface ActivityWords {
  state: ActivityState;
  title: string;
  stateWords: string;
  line: string;
}

const refusals: Record<Exclude<OutcomeCode, 'ok' | 'fewer' | 'price_changed'>, TextKey> = {
  sold_out: 'refused.taken',
  unknown_product: 'refused.not_sold',
  unknown_row: 'refused.other',
  not_yours: 'refused.not_allowed',
  not_allowed: 'refused.not_allowed',
  grant_ended: 'refused.device',
  grant_unknown: 'refused.device',
  wrong_proof: 'refused.wrong_code',
  not_ready: 'refused.not_ready',
  already_done: 'refused.already_done',
  already_ended: 'refused.already_done',
  wrong_state: 'refused.other',
  invalid_input: 'refused.other',
  unknown_kind: 'refused.other',
  parent_rejected: 'refused.parent',
  too_late: 'refused.other',
  too_many: 'refused.other',
  newer_exists: 'refused.already_done',
  not_confirmed: 'refused.other',
  id_reused: 'refused.other',
};

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
};

const states: Record<Outcome['status'], ActivityState> = {
  applied: 'confirmed',
  adjusted: 'adjusted',
  needs_choice: 'choice',
  rejected: 'refused',
  superseded: 'refused',
  expired: 'refused',
};

interface Open {
  productId?: string | null;
  variantId?: string | null;
  text?: string;
  saved?: boolean;
  name?: string;
  reason?: string;
}

/** Words for any act of this tablet, in the language that is on. */
export function useActivityWords(): (activity: Activity) => ActivityWords {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const catalogue = useCatalogue();
  const { zone } = useInstallation();
  const { link } = useReadable(useTablet().status);

  const productOf = ({ productId, variantId, text }: Open): string => {
    const product = productId ? catalogue?.product(productId) : null;
    const variant = variantId ? catalogue?.variant(variantId) : null;
    if (!product) return text ?? '';
    const colour = variant?.colour ? wordsIn(variant.colour.name, locale).toLocaleLowerCase(locale) : '';
    const choice = [colour, variant?.size].filter(Boolean).join(' ');
    return choice ? `${wordsIn(product.name, locale)}, ${choice}` : wordsIn(product.name, locale);
  };

  const titleOf = ({ kind, open, outcome }: Activity): string => {
    const parts = open as Open;
    if (kind === 'save-to-list')
      return t(parts.saved === false ? 'activity.unsave' : 'activity.save', { product: productOf(parts) });
    if (kind === 'call-staff' && parts.reason === 'unknown_code') return t('activity.tell', { code: parts.text ?? '' });
    const key = titles[kind];
    return key
      ? t(key, {
          product: productOf(parts),
          name: parts.name ?? '',
          order: typeof outcome?.result['number'] === 'string' ? outcome.result['number'] : '',
        }).trim()
      : kind;
  };

  const choiceLine = ({ alternatives }: Outcome): string =>
    alternatives
      .map((one) =>
        one.kind === 'online'
          ? t('activity.choice_online', { count: one.available })
          : one.kind === 'other_variant'
            ? ''
            : '',
      )
      .filter(Boolean)
      .join(' ');

  const lineOf = (activity: Activity): string => {
    const { outcome, state } = activity;
    if (!outcome)
      return state === 'parked'
        ? t('activity.parked_line')
        : state === 'accepted'
          ? t('activity.sent_line')
          : link === 'offline'
            ? t('activity.queued_line')
            : t('activity.queued_online');
    if (outcome.code === 'fewer')
      return t('activity.adjusted_line', {
        had: Number(outcome.result['quantity']),
        got: Number(outcome.result['quantity']),
      });
    if (outcome.code === 'price_changed') {
      const price = Money.safeParse(outcome.result['price']);
      return price.success ? t('activity.adjusted_price', { price: format.money(price.data) }) : '';
    }
    if (outcome.code !== 'ok') return [t(refusals[outcome.code]), choiceLine(outcome)].filter(Boolean).join(' ');
    const untilMs = outcome.result['untilMs'];
    return typeof untilMs === 'number' ? t('activity.held', { time: format.time(untilMs, zone) }) : '';
  };

  return (activity) => {
    const { outcome, state, sentMs, createdMs } = activity;
    const time = format.time(sentMs ?? createdMs, zone);
    const base = { title: titleOf(activity), line: lineOf(activity) };
    if (!outcome) {
      if (state === 'parked') return { ...base, state: 'refused', stateWords: t('activity.parked') };
      if (state === 'accepted') return { ...base, state: 'sent', stateWords: t('activity.sent', { time }) };
      return {
        ...base,
        state: 'queued',
        stateWords: t(link === 'offline' || state === 'queued' ? 'activity.queued' : 'activity.sending'),
      };
    }
    const words = {
      confirmed: t('activity.confirmed', { time }),
      adjusted: t('activity.adjusted'),
      choice: t('activity.choice'),
      refused: t('activity.refused'),
      queued: '',
      sent: '',
    };
    return { ...base, state: states[outcome.status], stateWords: words[states[outcome.status]] };
  };
}
