// The shopper's surface: attract, scan, product, search, list, activity. Every reader stays armed on all of them, for tags
// and for passes; a visit that nobody goes on with ends by itself and leaves nothing, no word typed on any of them [K5, K6].
import { lazy, Suspense, useCallback, useState } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { posterPath } from '#domain/poster.ts';
import type { Variant } from '#domain/product.ts';
import type { Tag } from '#domain/tag.ts';
import { Attract } from './attract/attract.tsx';
import { isGreeted } from './identify/consent-words.ts';
import { type Identifying, useIdentifying } from './identifying.ts';
import { IdleWatch } from './idle-watch.tsx';
import { useLook } from './look-context.tsx';
import { Opening } from './opening.tsx';
import { Preparing } from './preparing.tsx';
import { ReadingProvider, useReading } from './reading.tsx';
import { routes } from './routes.ts';
import { EndVisitContext } from './screen-bar.tsx';
import { ScanHome } from './scan/scan-home.tsx';
import { useCatalogue, useReadable, useTablet } from './tablet-context.ts';
import { currentLocale, learn } from './text/text.ts';
import { later } from './text/pt-br/later.ts';
import { claimCodeInQr } from './ticket/claim-qr.ts';
import { type Ended, type Farewell, farewellOf } from './ticket/farewell.ts';
import { normalLook } from './ui/look.ts';
import { useSteadyLocation } from './use-steady-location.ts';
import { useUnseenEnd } from './use-unseen-end.ts';
import { useVisitEnd } from './use-visit-end.ts';
import { useVisitState } from './use-visit-state.ts';

learn(later);

const ProductPage = lazy(async () => ({ default: (await import('./product/product-page.tsx')).ProductPage }));
const Compare = lazy(async () => ({ default: (await import('./compare/compare-page.tsx')).ComparePage }));
const DigitalLink = lazy(async () => ({ default: (await import('./product/digital-link.tsx')).DigitalLink }));
const PosterPage = lazy(async () => ({ default: (await import('./poster/poster-page.tsx')).PosterPage }));
const Unknown = lazy(async () => ({ default: (await import('./unknown/unknown.tsx')).Unknown }));
const TypeCode = lazy(async () => ({ default: (await import('./scan/type-code.tsx')).TypeCode }));
const ShelfLens = lazy(async () => ({ default: (await import('./lens/shelf-lens.tsx')).ShelfLens }));
const Search = lazy(async () => ({ default: (await import('./search/search.tsx')).Search }));
const List = lazy(async () => ({ default: (await import('./list/list.tsx')).List }));
const ActivityPage = lazy(async () => ({ default: (await import('./activity/activity-page.tsx')).ActivityPage }));
const Goodbye = lazy(async () => ({ default: (await import('./ticket/goodbye.tsx')).Goodbye }));
const Identify = lazy(async () => ({ default: (await import('./identify/identify-page.tsx')).IdentifyPage }));
const Hello = lazy(async () => ({ default: (await import('./identify/hello.tsx')).Hello }));
const TicketPage = lazy(async () => ({ default: (await import('./ticket/ticket-page.tsx')).TicketPage }));
const NotFound = lazy(async () => ({ default: (await import('./not-found.tsx')).NotFound }));

/** No address of the app: while somebody is greeted, no other screen is there. */
const helloPath = '/-';

export function Kiosk() {
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const [, navigate] = useLocation();
  const openProduct = useCallback(
    (path: string, variant: Variant | undefined) => {
      if (variant) tablet.scanned(variant.productId, variant.id);
      navigate(path);
    },
    [tablet, navigate],
  );
  const openPoster = useCallback((code: string) => navigate(posterPath(code)), [navigate]);
  const [claim, setClaim] = useVisitState<string>();
  const openOther = useCallback(
    (tag: Tag) => {
      const code = claimCodeInQr(tag.raw);
      setClaim(code);
      navigate(code ? routes.ticket : routes.unknown);
    },
    [setClaim, navigate],
  );
  useVisitEnd();
  const identifying = useIdentifying();
  if (!catalogue) return <Preparing />;
  return (
    <ReadingProvider onProduct={openProduct} onPoster={openPoster} onPerson={identifying.read} onOther={openOther}>
      <Router hook={useSteadyLocation}>
        <Screens claim={claim} identifying={identifying} />
      </Router>
    </ReadingProvider>
  );
}

function Screens({ claim, identifying }: { claim: string | null; identifying: Identifying }) {
  const tablet = useTablet();
  const visit = useReadable(tablet.visit);
  const person = useReadable(tablet.person);
  const { look } = useLook();
  const [path, navigate] = useLocation();
  const { arm, rest } = useReading();
  const [awakeVisit, setAwakeVisit] = useState<string | null>(null);
  const [farewell, setFarewell] = useState<Farewell | null>(null);
  const closeFarewell = useCallback(() => setFarewell(null), []);
  const acts = useReadable(tablet.activity).length;
  const awake = awakeVisit === visit.id || visit.scans.length > 0 || acts > 0 || person !== null;
  // Once a visit, and as it was when they came: what they answer changes nothing of the question.
  const [met, setMet] = useState<string | null>(null);
  const [greeted, setGreeted] = useState<string | null>(null);
  if (person && met !== visit.id) {
    setMet(visit.id);
    setGreeted(isGreeted(person) ? visit.id : null);
    setFarewell(null);
  }
  const isHello = person !== null && greeted === visit.id;
  const wake = () => {
    setFarewell(null);
    arm();
    setAwakeVisit(visit.id);
  };
  const end = (ended: Ended) => {
    const wasOther =
      currentLocale() !== 'pt-BR' ||
      Object.entries(normalLook).some(([key, usual]) => look[key as keyof typeof look] !== usual);
    const of = { visit, activities: tablet.activity.get(), wasKnown: person !== null, wasOther, ended };
    setFarewell(farewellOf(of, tablet.now()));
    tablet.endVisit();
    setAwakeVisit(null);
    navigate(routes.home, { replace: true });
  };
  const endIdle = () => {
    end('idle');
    rest();
  };
  const isSomebodyHere = awake || path !== routes.home;
  useUnseenEnd(() => isSomebodyHere && endIdle());
  const endDone = () => end('done');
  return (
    <EndVisitContext value={endDone}>
      <Suspense fallback={<Opening />}>
        {isHello ? <Hello key={`${visit.id}/hello`} person={person} onDone={() => setGreeted(null)} /> : null}
        <Switch key={visit.id} location={isHello ? helloPath : path}>
          <Route path={helloPath}>{null}</Route>
          <Route path={routes.home}>
            {awake ? (
              <ScanHome />
            ) : farewell ? (
              <Goodbye farewell={farewell} onClose={closeFarewell} />
            ) : (
              <Attract onWake={wake} />
            )}
          </Route>
          <Route path={routes.identify}>
            <Identify state={identifying.state} forget={identifying.forget} />
          </Route>
          <Route path={routes.ticket}>
            <TicketPage key={claim} scanned={claim} />
          </Route>
          <Route path={routes.product}>{({ gtin14 }) => <ProductPage gtin14={gtin14} />}</Route>
          <Route path={routes.compare}>{({ left, right }) => <Compare left={left} right={right} />}</Route>
          <Route path={routes.digitalLink}>
            <DigitalLink />
          </Route>
          <Route path={routes.poster}>{({ code }) => <PosterPage code={code} />}</Route>
          <Route path={routes.unknown}>
            <Unknown />
          </Route>
          <Route path={routes.type}>
            <TypeCode />
          </Route>
          <Route path={routes.lens}>
            <ShelfLens />
          </Route>
          <Route path={routes.search}>
            <Search />
          </Route>
          <Route path={routes.list}>
            <List />
          </Route>
          <Route path={routes.activity}>
            <ActivityPage />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
      {isSomebodyHere && !isHello ? (
        <IdleWatch seconds={person ? 30 : path === routes.home ? 45 : 60} onEnd={endIdle} />
      ) : null}
    </EndVisitContext>
  );
}
