// "Procurar": by words as they are typed, or by department; every answer from this tablet's own memory.
import SearchIcon from 'lucide-react/icons/search';
import './search.css';
import { useEffect, useState } from 'react';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { SuggestionCard } from '#app/ui/suggestion-card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { useUnmetSearch } from '#app/unmet.ts';
import { callStaff } from '#domain/actions/call-staff.ts';
import { offerAt } from '#domain/offer.ts';
import { available } from '#domain/stock.ts';
import { wordsIn } from '#domain/text.ts';
import type { Found } from '#local/catalogue.ts';
import { DepartmentTiles } from './department-tiles.tsx';
import { FacetChoices } from './facet-choices.tsx';
import { type FacetGround, type Facets, isWanted, noFacets } from './facets.ts';
import { Marked } from './marked.tsx';

const most = 60;
/** So long nobody types any more: the question is meant as it stands. */
const typedMs = 1_500;
/** Of a department so many are looked at for the ones that are wanted. */
const lookedAt = 2_000;

export function Search() {
  const t = useText();
  const locale = useLocale();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain, home } = useInstallation();
  const nowMs = useNow();
  const { run, sheet } = useActing();
  const [words, setWords] = useState('');
  const [department, setDepartment] = useState<string | null>(null);
  const [facets, setFacets] = useState<Facets>(noFacets);
  const query = words.trim();
  const departments = catalogue?.departments() ?? [];
  const chosen = departments.find(({ name }) => name['pt-BR'] === department);
  const ground: FacetGround | null = catalogue && { catalogue, view, chain, home, nowMs };
  const isShown = (id: string): boolean => !ground || isWanted(ground, facets, id);
  const inChosen = (limit: number): Found[] =>
    (chosen ? (catalogue?.inDepartment(chosen.name['pt-BR'], limit) ?? []) : []).map((productId) => ({
      productId,
      words: [],
      isPartial: false,
    }));
  const all = query ? (catalogue?.search(query, locale, { limit: most }) ?? []) : inChosen(most);
  const found =
    facets === noFacets
      ? all
      : query
        ? (catalogue?.search(query, locale, { limit: most, isShown }) ?? [])
        : inChosen(lookedAt)
            .filter(({ productId }) => isShown(productId))
            .slice(0, most);
  const tell = () =>
    run(callStaff, { reason: 'unknown_code' as const, text: query.slice(0, 200), productId: null, variantId: null });
  useNoteWhenNothing(query, all.length === 0 || all[0]?.isPartial === true);

  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.home} />}
        note={<Notes />}
        title={chosen && !query ? wordsIn(chosen.name, locale) : t('search.title')}
      >
        <TextField
          label={t('search.label')}
          icon={SearchIcon}
          value={words}
          onChange={(next) => {
            setWords(next);
            setFacets(noFacets);
          }}
          inputMode="search"
          enterKeyHint="search"
          maxLength={80}
        />
        {!query && !chosen ? <DepartmentTiles departments={departments} onChoose={setDepartment} /> : null}
        {chosen && !query ? <Button onClick={() => setDepartment(null)}>{t('search.departments')}</Button> : null}
        {query && all.length === 0 ? (
          <EmptyState title={t('search.none', { query })} text={t('search.none_text')} icon={SearchIcon}>
            <Button variant="primary" onClick={() => void tell()}>
              {t('do.call_staff')}
            </Button>
          </EmptyState>
        ) : null}
        {ground && all.length > 1 ? (
          <FacetChoices
            ground={ground}
            productIds={all.map(({ productId }) => productId)}
            facets={facets}
            onChange={setFacets}
          />
        ) : null}
        {all.length > 0 ? (
          <p className="g-quiet" role="status">
            {found.length === 0
              ? t('search.filtered_out')
              : found[0]?.isPartial
                ? t('search.partial')
                : t('search.results', { count: query || facets !== noFacets ? found.length : (chosen?.count ?? 0) })}
          </p>
        ) : null}
        <div className="g-results">
          {found.map((one) => (
            <FoundCard key={one.productId} found={one} />
          ))}
        </div>
      </Screen>
      {sheet}
    </>
  );
}

function FoundCard({ found: { productId, words } }: { found: Found }) {
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain, home } = useInstallation();
  const product = catalogue?.product(productId);
  const variants = catalogue?.variantsOf(productId) ?? [];
  const variant = variants.find((one) => available(view.stock(home, one.id)?.stock ?? nothing) > 0) ?? variants[0];
  if (!product || !variant) return null;
  const offer = offerAt(view.offersOf(chain, variant.id), tablet.now());
  const name = wordsIn(product.name, locale);
  return (
    <SuggestionCard
      id={productId}
      name={name}
      marked={<Marked text={name} words={words} />}
      pigment={product.pigment}
      picture={pictureOf(product, variant, locale, 'small')}
      price={offer?.price ?? null}
      was={offer?.was}
      reason={wordsIn(product.subtitle, locale)}
      onOpen={() => openVariant(variant)}
    />
  );
}

/** What is asked for and not here is news for the buyer, once it is typed to its end (M14). */
function useNoteWhenNothing(query: string, isNothing: boolean): void {
  const note = useUnmetSearch();
  useEffect(() => {
    if (!query || !isNothing) return;
    const timer = setTimeout(() => note(query), typedMs);
    return () => clearTimeout(timer);
  }, [query, isNothing, note]);
}

const nothing = { id: '', onHand: 0, reserved: 0, leased: 0, asOfMs: 0 };
