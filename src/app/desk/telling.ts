// What a person is told when they are called, in one or two sentences: what is put aside, until when, under which number.
// Promise: nothing is said to be put aside that the shop has not confirmed.
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { available } from '#domain/stock.ts';
import { shortCode } from '#domain/ids.ts';
import { Money } from '#domain/money.ts';
import { isToTell, type Problem } from '#domain/problem.ts';

/** null: there is nothing to say but what went wrong. */
export function useTelling(): (problem: Problem) => string | null {
  const t = useText();
  const format = useFormat();
  const catalogue = useCatalogue();
  const tablet = useTablet();
  const { home, web, zone } = useInstallation();
  const view = useReadable(tablet.view);
  const activity = useReadable(tablet.activity);

  const ofDeed = ({ how, answer, open }: Problem): string | null => {
    if (how === 'online') {
      const seen = view.stock(web, (open as { variantId?: string } | null)?.variantId ?? '');
      return t('problem.say_online', { count: seen ? available(seen.stock) : 0 });
    }
    if (answer === null) return null;
    if (activity.some(({ id, outcome }) => id === answer && outcome === null)) return t('problem.say_wait');
    const hold = view.knows('hold', home) ? view.get('hold', home, answer) : null;
    if (!hold) return t('problem.say_number', { code: shortCode(answer) });
    const size = catalogue?.variant(hold.variantId)?.size;
    const values = { time: format.time(hold.untilMs, zone), code: hold.code };
    return size ? t('problem.say_held', { ...values, size }) : t('problem.say_held_one', values);
  };

  return (problem) => {
    if (isToTell(problem)) return ofDeed(problem);
    const { kind, outcomeCode, result, open, code } = problem;
    const untilMs = result['untilMs'];
    if (kind !== 'hold' || typeof untilMs !== 'number') return null;
    const time = format.time(untilMs, zone);
    if (outcomeCode === 'fewer') {
      const asked = Number((open as { quantity?: number } | null)?.quantity ?? result['asked'] ?? 0);
      const got = Number(result['quantity'] ?? 0);
      return t('problem.say_fewer', { asked, got, time, code, rest: Math.max(0, asked - got) });
    }
    const price = Money.safeParse(result['price']);
    return outcomeCode === 'price_changed' && price.success
      ? t('problem.say_price', { time, code, price: format.money(price.data) })
      : null;
  };
}
