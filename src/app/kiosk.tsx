// The shopper's surface: attract, scan, product, search, list, activity. Every reader stays armed on all of them;
// a visit that nobody goes on with ends by itself and leaves nothing, no word that was typed on any of them [K5, K6].
import { lazy, Suspense, useCallback, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { posterPath } from '#domain/poster.ts';
import type { Variant } from '#domain/product.ts';
import type { Tag } from '#domain/tag.ts';
import { Attract } from './attract/attract.tsx';
import { IdleWatch } from './idle-watch.tsx';
import { Opening } from './opening.tsx';
import { Preparing } from './preparing.tsx';
import { ReadingProvider, useReading } from './reading.tsx';
import { routes } from './routes.ts';
import { EndVisitContext } from './screen-bar.tsx';
import { ScanHome } from './scan/scan-home.tsx';
import { useCatalogue, useReadable, useTablet } from './tablet-context.ts';
import { claimCodeInQr } from './ticket/claim-qr.ts';
import { type Farewell, farewellOf, Goodbye } from './ticket/goodbye.tsx';
import { useUnseenEnd } from './use-unseen-end.ts';
import { useVisitEnd } from './use-visit-end.ts';
import { useVisitState } from './use-visit-state.ts';

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
const TicketPage = lazy(async () => ({ default: (await import('./ticket/ticket-page.tsx')).TicketPage }));
const NotFound = lazy(async () => ({ default: (await import('./not-found.tsx')).NotFound }));

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
  if (!catalogue) return <Preparing />;
  return (
    <ReadingProvider onProduct={openProduct} onPoster={openPoster} onOther={openOther}>
      <Screens claim={claim} />
    </ReadingProvider>
  );
}

function Screens({ claim }: { claim: string | null }) {
  const tablet = useTablet();
  const visit = useReadable(tablet.visit);
  const [path, navigate] = useLocation();
  const { arm, rest } = useReading();
  const [awakeVisit, setAwakeVisit] = useState<string | null>(null);
  const [farewell, setFarewell] = useState<Farewell | null>(null);
  const closeFarewell = useCallback(() => setFarewell(null), []);
  const acts = useReadable(tablet.activity).length;
  const awake = awakeVisit === visit.id || visit.scans.length > 0 || acts > 0;
  const wake = () => {
    setFarewell(null);
    arm();
    setAwakeVisit(visit.id);
  };
  const end = () => {
    setFarewell(farewellOf(visit.claimCode, tablet.activity.get(), tablet.now()));
    tablet.endVisit();
    setAwakeVisit(null);
    navigate(routes.home, { replace: true });
  };
  const endIdle = () => {
    end();
    rest();
  };
  const isSomebodyHere = awake || path !== routes.home;
  useUnseenEnd(() => isSomebodyHere && endIdle());
  return (
    <EndVisitContext value={end}>
      <Suspense fallback={<Opening />}>
        <Switch key={visit.id}>
          <Route path={routes.home}>
            {awake ? (
              <ScanHome />
            ) : farewell ? (
              <Goodbye farewell={farewell} onClose={closeFarewell} />
            ) : (
              <Attract onWake={wake} />
            )}
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
      {isSomebodyHere ? <IdleWatch seconds={path === routes.home ? 45 : 60} onEnd={endIdle} /> : null}
    </EndVisitContext>
  );
}
