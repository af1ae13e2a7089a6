// "Leve 3, pague 2", "Junto com … tudo por …": what more pieces would change, until when, and a way to the other product.
// Promise: the piece's own price stands on the rail alone; here are prices of several pieces together.
import ChevronRight from 'lucide-react/icons/chevron-right';
import PackagePlus from 'lucide-react/icons/package-plus';
import './set-hints.css';
import { dealInWords, unitsInWords } from '#app/deal-words.ts';
import { useNow } from '#app/now.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { useCatalogue, useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Well } from '#app/ui/well.tsx';
import type { Product } from '#domain/product.ts';
import { wordsIn } from '#domain/text.ts';
import type { Catalogue } from '#local/catalogue.ts';
import { type DealFact, dealFacts, nextDealMs } from './deal-facts.ts';

export function SetHints({ product }: { product: Product }) {
  const catalogue = useCatalogue();
  return catalogue ? <Hints catalogue={catalogue} product={product} /> : null;
}

function Hints({ catalogue, product }: { catalogue: Catalogue; product: Product }) {
  const t = useText();
  const { web, zone } = useInstallation();
  // The web's price is everybody's, and so is its clock.
  const wall = catalogue.store(web)?.zone ?? zone;
  const atMs = useNow(15_000, (now) => nextDealMs(catalogue, product, { atMs: now, zone: wall }));
  const facts = dealFacts(catalogue, product, { atMs, zone: wall });
  if (facts.length === 0) return null;
  return (
    <ul className="g-card g-deals" aria-label={t('deal.title')} data-testid="set-hints">
      {facts.map((fact) => (
        <Hint key={fact.deal.id} fact={fact} />
      ))}
    </ul>
  );
}

function Hint({ fact: { deal, toMs, own, others, mixes } }: { fact: DealFact }) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const { zone } = useInstallation();
  const names = others.map(({ product, units }) => unitsInWords(t, wordsIn(product.name, locale), units));
  const title = dealInWords(deal, { own, others: names }, { t, format, locale });
  const name = wordsIn(deal.name, locale);
  const said = [
    ...(name === title ? [] : [name]),
    ...(toMs === null ? [] : [t('price.until', { day: format.day(toMs, zone), time: format.time(toMs, zone) })]),
  ];
  return (
    <li className="g-deal" data-testid="set-hint">
      <Well tone="note" icon={PackagePlus} />
      <div className="g-deal__words">
        <p className="g-deal__title" dir="auto">
          {title}
        </p>
        {said.length > 0 ? <p className="g-deal__line">{said.join(' · ')}</p> : null}
        {mixes ? <p className="g-deal__line">{t('deal.mix')}</p> : null}
      </div>
      {others.length > 0 ? (
        <div className="g-deal__others">
          {others.map(({ product, variant }) => (
            <Button key={product.id} icon={ChevronRight} onClick={() => openVariant(variant)}>
              {t('deal.see', { product: wordsIn(product.name, locale) })}
            </Button>
          ))}
        </div>
      ) : null}
    </li>
  );
}
