// Above everything else on the page: what concerns the very piece in hand. Called back, past its date, or cheaper.
import CalendarClock from 'lucide-react/icons/calendar-clock';
import CalendarX from 'lucide-react/icons/calendar-x';
import OctagonAlert from 'lucide-react/icons/octagon-alert';
import Scale from 'lucide-react/icons/scale';
import './piece-notes.css';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import type { IconType } from '#app/ui/icon.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Well } from '#app/ui/well.tsx';
import type { Expiry } from '#domain/expiry.ts';
import type { RecallHit } from '#domain/recall.ts';
import { wordsIn } from '#domain/text.ts';
import type { PieceNews } from './piece-facts.ts';

/** A date further away than this is written with its year. */
const nearDays = 180;

/** "29/11", with its year when it is far. */
export function useExpiryDate(): (expiry: Expiry) => string {
  const format = useFormat();
  const locale = useLocale();
  return ({ lastDayMs, daysLeft }) => {
    const date = format.date(lastDayMs, 'UTC');
    if (Math.abs(daysLeft) <= nearDays) return date;
    return `${date}${locale === 'en' ? ' ' : '/'}${new Date(lastDayMs).getUTCFullYear()}`;
  };
}

export function PieceNotes({ news }: { news: PieceNews }) {
  const isPast = news.expiry !== null && news.expiry.daysLeft < 0;
  return (
    <>
      {news.recalls.map((hit) => (
        <RecallNotice key={hit.recall.id} hit={hit} lot={news.facts.lot} />
      ))}
      {isPast && news.expiry ? <PastNotice expiry={news.expiry} /> : <OwnFacts news={news} />}
    </>
  );
}

interface NoticeProps {
  tone: 'stop' | 'stale';
  icon: IconType;
  title: string;
  text: string;
  line?: string | undefined;
  testId: string;
}

function Notice({ tone, icon, title, text, line, testId }: NoticeProps) {
  return (
    <section className={`g-notice g-notice--${tone}`} role="alert" data-testid={testId} data-tone={tone}>
      <Well tone={tone} icon={icon} big />
      <div className="g-notice__words">
        <h2>{title}</h2>
        <p>{text}</p>
        {line ? <p className="g-notice__line">{line}</p> : null}
      </div>
    </section>
  );
}

function RecallNotice({ hit: { recall, match }, lot }: { hit: RecallHit; lot: string | undefined }) {
  const t = useText();
  const locale = useLocale();
  const isStop = recall.level === 'stop';
  const look =
    recall.lots.length > 0 && lot === undefined
      ? t('piece.look_lot', { lots: recall.lots.join(', ') })
      : t('piece.look_serial', { serials: recall.serials.join(', ') });
  const own = lot === undefined || recall.lots.length === 0 ? undefined : t('piece.lot', { lot });
  return (
    <Notice
      tone={isStop ? 'stop' : 'stale'}
      icon={OctagonAlert}
      title={match === 'look' ? look : t(isStop ? 'piece.recall_stop' : 'piece.recall_notice')}
      text={wordsIn(recall.text, locale)}
      line={match === 'look' ? t('piece.look_line') : own}
      testId="recall"
    />
  );
}

function PastNotice({ expiry }: { expiry: Expiry }) {
  const t = useText();
  const date = useExpiryDate()(expiry);
  const isUseBy = expiry.kind === 'use_by';
  return (
    <Notice
      tone={isUseBy ? 'stop' : 'stale'}
      icon={CalendarX}
      title={t(isUseBy ? 'piece.past_use_by' : 'piece.past_best_before', { date })}
      text={t(isUseBy ? 'piece.past_use_by_text' : 'piece.past_best_before_text')}
      testId="past-date"
    />
  );
}

/** Date, lot and weight as the tag says them; with a price of its own when it has one. */
function OwnFacts({ news: { facts, expiry, offer } }: { news: PieceNews }) {
  const t = useText();
  const dateOf = useExpiryDate();
  const weight = useWeight();
  const dated = expiry
    ? [
        t(expiry.kind === 'use_by' ? 'piece.use_by' : 'piece.best_before', { date: dateOf(expiry) }),
        t('piece.days_left', { count: expiry.daysLeft }),
      ]
    : [];
  const rest = [
    ...(facts.netWeightGrams === undefined ? [] : [weight(facts.netWeightGrams)]),
    ...(facts.count === undefined ? [] : [t('piece.count', { count: facts.count })]),
    ...(facts.lot === undefined ? [] : [t('piece.lot', { lot: facts.lot })]),
  ];
  const said = [...dated, ...rest];
  if (said.length === 0 && !offer) return null;
  return (
    <section className="g-card g-piece" aria-label={t('piece.title')} data-testid="piece">
      <Well tone={offer?.was ? 'stale' : 'note'} icon={expiry ? CalendarClock : Scale} />
      <div className="g-piece__words" data-said="">
        <h2>{t(offer ? 'piece.price' : 'piece.title')}</h2>
        {said.length > 0 ? <p>{said.join(' · ')}</p> : null}
        {offer?.was ? <p className="g-piece__why">{t('piece.why')}</p> : null}
      </div>
      {offer ? <PriceTag price={offer.price} was={offer.was} size="s" /> : null}
    </section>
  );
}

/** Up to a kilogram in grams, from there in kilograms with three places at most. */
function useWeight(): (grams: number) => string {
  const t = useText();
  const locale = useLocale();
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return (grams) =>
    grams < 1000
      ? t('piece.grams', { weight: number(grams, 0) })
      : t('piece.kilograms', { weight: number(grams / 1000, 3) });
}
