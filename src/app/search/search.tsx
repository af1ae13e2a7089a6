// "Procurar": by words as they are typed, or by department; every answer from this tablet's own memory.
import SearchIcon from 'lucide-react/icons/search';
import './search.css';
import { useEffect, useState } from 'react';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { useUnmetSearch } from '#app/unmet.ts';
import { callStaff } from '#domain/actions/call-staff.ts';
import { wordsIn } from '#domain/text.ts';
import { type Asked, nothingAsked, withDepartment, withFacets, withMore, withWords } from './asked.ts';
import { DepartmentTiles } from './department-tiles.tsx';
import { FacetChoices } from './facet-choices.tsx';
import { FoundCard } from './found-card.tsx';
import type { Results } from './results.ts';
import { useResults } from './use-results.ts';

/** So long nobody types any more: the question is meant as it stands. */
const typedMs = 1_500;

export function Search() {
  const t = useText();
  const locale = useLocale();
  const catalogue = useCatalogue();
  const { run, sheet } = useActing();
  const { device } = useInstallation();
  const [asked, setAsked] = useState(nothingAsked);
  const query = asked.words.trim();
  const departments = catalogue?.departments() ?? [];
  const chosen = departments.find(({ name }) => name['pt-BR'] === asked.department);
  const { reached, results, steps, facets, clock } = useResults(query, asked);
  const all = reached.found;
  /** Whoever touches something asks of this moment. */
  const ask = (next: Asked) => {
    clock.renew();
    setAsked(next);
  };
  const tell = () =>
    run(callStaff, { reason: 'unknown_code' as const, text: query.slice(0, 200), productId: null, variantId: null });
  useToldOnPhone(query);
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
          value={asked.words}
          onChange={(words) => ask(withWords(asked, words))}
          inputMode="search"
          enterKeyHint="search"
          maxLength={80}
        />
        {!query && !chosen ? (
          <DepartmentTiles departments={departments} onChoose={(name) => ask(withDepartment(asked, name))} />
        ) : null}
        {chosen && !query ? (
          <Button onClick={() => ask(withDepartment(asked, null))}>{t('search.departments')}</Button>
        ) : null}
        {query && all.length === 0 ? (
          <EmptyState title={t('search.none', { query })} text={t('search.none_text')} icon={SearchIcon}>
            {device.mode === 'phone' ? null : (
              <Button variant="primary" onClick={() => void tell()}>
                {t('do.call_staff')}
              </Button>
            )}
          </EmptyState>
        ) : null}
        {all.length > 1 ? (
          <FacetChoices
            productIds={reached.looked}
            steps={steps}
            facets={facets}
            onChange={(next) => ask(withFacets(asked, next))}
          />
        ) : null}
        {all.length > 0 ? (
          <p className="g-quiet" role="status">
            <ResultWords results={results} />
          </p>
        ) : null}
        <div className="g-results">
          {results.found.map((one) => (
            <FoundCard key={one.productId} found={one} />
          ))}
        </div>
        {results.isMore ? <Button onClick={() => ask(withMore(asked))}>{t('search.more')}</Button> : null}
      </Screen>
      {sheet}
    </>
  );
}

function ResultWords({ results: { found, isMore, total } }: { results: Results }) {
  const t = useText();
  const count = found.length;
  if (count === 0) return t('search.filtered_out');
  if (found[0]?.isPartial) return t('search.partial');
  if (!isMore) return t('search.results', { count });
  return total === null ? t('search.first_of_many', { count }) : t('search.first_of', { count, total });
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

/** On one's own phone a search is part of the web shop's own history; the tablet tells nothing of anybody. */
function useToldOnPhone(query: string): void {
  const tablet = useTablet();
  useEffect(() => {
    if (!query || !tablet.installation.get()?.person) return;
    const tell = async () => (await tablet.phone()).looked({ name: 'search', productId: null, variantId: null, query });
    const timer = setTimeout(() => void tell().catch(() => undefined), typedMs);
    return () => clearTimeout(timer);
  }, [query, tablet]);
}
