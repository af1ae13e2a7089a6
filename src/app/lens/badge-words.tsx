// The words of one badge, the same on the shelf and in the list: price, what it was cut by, where it is to be had.
import BadgePercent from 'lucide-react/icons/badge-percent';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';
import Clock from 'lucide-react/icons/clock-alert';
import LayoutGrid from 'lucide-react/icons/layout-grid';
import OctagonAlert from 'lucide-react/icons/octagon-alert';
import Sparkles from 'lucide-react/icons/sparkles';
import Store from 'lucide-react/icons/store';
import Truck from 'lucide-react/icons/truck';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Icon, type IconType } from '#app/ui/icon.tsx';
import type { BadgeFacts, KnownBadge } from './badge-facts.ts';

export type BadgeTone = 'stop' | 'offer' | 'for-you' | 'plain' | 'ask' | 'unknown';

export function toneOf(facts: BadgeFacts): BadgeTone {
  if (facts.kind === 'unknown') return 'unknown';
  if (facts.kind === 'poster') return 'plain';
  if (facts.kind === 'several') return facts.isStopped ? 'stop' : 'plain';
  const { percent, forYou, offer, here, online, isStopped } = facts.badge;
  if (isStopped) return 'stop';
  if (percent > 0) return 'offer';
  if (forYou) return 'for-you';
  return offer === null || (here === null && online === null) ? 'ask' : 'plain';
}

const icons: Record<BadgeTone, IconType> = {
  stop: OctagonAlert,
  offer: BadgePercent,
  'for-you': Sparkles,
  plain: Store,
  ask: Clock,
  unknown: CircleQuestionMark,
};

export function BadgeIcon({ facts }: { facts: BadgeFacts }) {
  const tone = toneOf(facts);
  const isOnlineOnly = facts.kind === 'known' && facts.badge.here === 0 && (facts.badge.online ?? 0) > 0;
  const isOfMany = facts.kind === 'poster' || (facts.kind === 'several' && !facts.isStopped);
  return <Icon of={isOfMany ? LayoutGrid : tone === 'plain' && isOnlineOnly ? Truck : icons[tone]} size="s" />;
}

export function useStockWords(): (badge: KnownBadge) => string {
  const t = useText();
  return ({ here, online, isStopped }) => {
    if (isStopped) return t('lens.stopped_line');
    if (here === null && online === null) return t('lens.ask');
    if (here && online) return t('lens.here_and_online', { here, online });
    if (here) return t('lens.here', { count: here });
    if (online) return t('lens.online', { count: online });
    // Nothing online, and nobody knows what is here: that is no "sold out".
    return here === null ? t('lens.ask') : t('lens.none');
  };
}

/** "R$ 389,90", with "−15%" where it was cut; a piece that must not be sold has no price. */
export function PriceWords({ badge: { offer, percent, isStopped } }: { badge: KnownBadge }) {
  const t = useText();
  const format = useFormat();
  if (isStopped) return <b>{t('lens.stopped')}</b>;
  if (!offer) return t('lens.no_price');
  return (
    <>
      <b>{format.money(offer.price)}</b>
      {percent > 0 ? <span className="g-badge__percent"> {t('price.percent', { percent })}</span> : null}
    </>
  );
}
