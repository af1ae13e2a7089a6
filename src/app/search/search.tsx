// "Procurar": by words as they are typed, or by department; every answer from this tablet's own memory.
import SearchIcon from 'lucide-react/icons/search';
import './search.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { pictureOf } from '#app/pictures.ts';
import { productPath, routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { SuggestionCard } from '#app/ui/suggestion-card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { callStaff } from '#domain/actions/call-staff.ts';
import { offerAt } from '#domain/offer.ts';
import { available } from '#domain/stock.ts';
import { wordsIn } from '#domain/text.ts';
import { DepartmentTiles } from './department-tiles.tsx';

const most = 60;

export function Search() {
  const t = useText();
  const locale = useLocale();
  const [, navigate] = useLocation();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain, home } = useInstallation();
  const { run, sheet } = useActing();
  const [words, setWords] = useState('');
  const [department, setDepartment] = useState<string | null>(null);
  const query = words.trim();
  const departments = catalogue?.departments() ?? [];
  const chosen = departments.find(({ name }) => name['pt-BR'] === department);
  const found = query ? (catalogue?.search(query, locale, most) ?? []) : (chosen?.productIds ?? []);
  const tell = () =>
    run(callStaff, { reason: 'unknown_code' as const, text: query.slice(0, 200), productId: null, variantId: null });

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
          onChange={setWords}
          inputMode="search"
          enterKeyHint="search"
          maxLength={80}
        />
        {!query && !chosen ? <DepartmentTiles departments={departments} onChoose={setDepartment} /> : null}
        {chosen && !query ? <Button onClick={() => setDepartment(null)}>{t('search.departments')}</Button> : null}
        {query && found.length === 0 ? (
          <EmptyState title={t('search.none', { query })} text={t('search.none_text')} icon={SearchIcon}>
            <Button variant="primary" onClick={() => void tell()}>
              {t('do.call_staff')}
            </Button>
          </EmptyState>
        ) : null}
        {found.length > 0 ? (
          <p className="g-quiet" role="status">
            {t('search.results', { count: found.length })}
          </p>
        ) : null}
        <div className="g-results">
          {found.map((productId) => {
            const product = catalogue?.product(productId);
            const variants = catalogue?.variantsOf(productId) ?? [];
            const variant =
              variants.find((one) => available(view.stock(home, one.id)?.stock ?? nothing) > 0) ?? variants[0];
            if (!product || !variant) return null;
            const offer = offerAt(view.offersOf(chain, variant.id), tablet.now());
            return (
              <SuggestionCard
                key={productId}
                id={productId}
                name={wordsIn(product.name, locale)}
                pigment={product.pigment}
                picture={pictureOf(product, variant, locale, 'small')}
                price={offer?.price ?? null}
                was={offer?.was}
                reason={wordsIn(product.subtitle, locale)}
                onOpen={() => navigate(productPath(variant.gtin14))}
              />
            );
          })}
        </div>
      </Screen>
      {sheet}
    </>
  );
}

const nothing = { id: '', onHand: 0, reserved: 0, leased: 0, asOfMs: 0 };
