// What it is and how to keep it: for people who want to read, below what everybody needs.
import { useLocale, useText } from '#app/text/text.ts';
import { wordsIn } from '#domain/text.ts';
import type { Product } from '#domain/product.ts';

export function Story({ product }: { product: Product }) {
  const t = useText();
  const locale = useLocale();
  const description = wordsIn(product.description, locale);
  const care = wordsIn(product.care, locale);
  if (!description && !care) return null;
  return (
    <section className="g-card g-story">
      {description ? (
        <>
          <h2>{t('product.about')}</h2>
          <p>{description}</p>
        </>
      ) : null}
      {care ? (
        <>
          <h3>{t('product.care')}</h3>
          <p>{care}</p>
        </>
      ) : null}
    </section>
  );
}
