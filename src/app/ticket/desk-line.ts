// What the shop's people did, as the person reads it who kept the visit's code [OC1]: that somebody has it, or what was done
// and what to do next. Never a promise that has ended.
import type { Translate } from '#app/text/text.ts';
import type { ClaimedAct } from '#sync/tablet-port.ts';

type Desk = NonNullable<ClaimedAct['deskWord']>;

interface DeskFacts {
  /** What was set aside, in words. */
  product: string;
  nowMs: number;
  timeOf(atMs: number): string;
}

/** `isDone`: the person got what they asked for, or something in its place. */
export function deskLine(
  { state, by, how, answer }: Desk,
  t: Translate,
  { product, nowMs, timeOf }: DeskFacts,
): { isDone: boolean; words: string } {
  const said = (words: string): { isDone: boolean; words: string } => ({ isDone: false, words });
  if (how === 'other_variant' || how === 'done_again') {
    // Somebody has done it on a tablet whose word is not here yet.
    if (!answer) return said(t('ticket.desk_taken_team'));
    const { code, kind, untilMs } = answer;
    if (kind !== 'hold') return { isDone: true, words: t('ticket.desk_again', { code }) };
    if (untilMs === null || untilMs <= nowMs) return said(t('ticket.desk_held_over', { product }));
    return { isDone: true, words: t('ticket.desk_held', { product, time: timeOf(untilMs), code }) };
  }
  if (how !== null) return said(t(`ticket.desk_${how}`));
  if (state === 'open') return said(t('ticket.desk_open'));
  return said(by === null ? t('ticket.desk_taken_team') : t('ticket.desk_taken', { name: by }));
}
