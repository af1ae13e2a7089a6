// What buyers said, where the shop has it: an average over so many, and a few of their sentences.
import Star from 'lucide-react/icons/star';
import { useLocale, useText } from '#app/text/text.ts';
import { Icon } from '#app/ui/icon.tsx';
import type { Rating } from '#domain/rating.ts';
import { wordsIn } from '#domain/text.ts';

export function Reviews({ rating }: { rating: Rating | null }) {
  const t = useText();
  const locale = useLocale();
  if (!rating) return null;
  const average = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <section className="g-card g-reviews" data-testid="reviews">
      <h2>{t('reviews.title')}</h2>
      <p className="g-reviews__average">
        <Icon of={Star} size="s" />
        {t('reviews.average', { average: average.format(rating.average) })}
        <span className="g-reviews__count">{t('reviews.count', { count: rating.count })}</span>
      </p>
      {rating.quotes.length > 0 ? (
        <ul className="g-reviews__quotes">
          {rating.quotes.map((quote) => (
            <li key={quote['pt-BR']}>{wordsIn(quote, locale)}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
