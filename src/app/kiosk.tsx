// The shopper's surface: attract, scan, product, search, list, activity. Every reader stays armed on all of them;
// a visit that nobody goes on with ends by itself and leaves nothing [K5, K6].
import { lazy, Suspense, useCallback, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Attract } from './attract/attract.tsx';
import { IdleWatch } from './idle-watch.tsx';
import { Opening } from './opening.tsx';
import { Preparing } from './preparing.tsx';
import { ReadingProvider, useReading } from './reading.tsx';
import { productPath, routes } from './routes.ts';
import { EndVisitContext } from './screen-bar.tsx';
import { ScanHome } from './scan/scan-home.tsx';
import { useCatalogue, useReadable, useTablet } from './tablet-context.ts';

const ProductPage = lazy(async () => ({ default: (await import('./product/product-page.tsx')).ProductPage }));
const DigitalLink = lazy(async () => ({ default: (await import('./product/digital-link.tsx')).DigitalLink }));
const Unknown = lazy(async () => ({ default: (await import('./unknown/unknown.tsx')).Unknown }));
const TypeCode = lazy(async () => ({ default: (await import('./scan/type-code.tsx')).TypeCode }));
const Search = lazy(async () => ({ default: (await import('./search/search.tsx')).Search }));
const List = lazy(async () => ({ default: (await import('./list/list.tsx')).List }));
const ActivityPage = lazy(async () => ({ default: (await import('./activity/activity-page.tsx')).ActivityPage }));
const NotFound = lazy(async () => ({ default: (await import('./not-found.tsx')).NotFound }));

export function Kiosk() {
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const [, navigate] = useLocation();
  const openVariant = useCallback(
    (productId: string, variantId: string, gtin14: string) => {
      tablet.scanned(productId, variantId);
      navigate(productPath(gtin14));
    },
    [tablet, navigate],
  );
  const openOther = useCallback(() => navigate(routes.unknown), [navigate]);
  if (!catalogue) return <Preparing />;
  return (
    <ReadingProvider onVariant={openVariant} onOther={openOther}>
      <Screens />
    </ReadingProvider>
  );
}

function Screens() {
  const tablet = useTablet();
  const visit = useReadable(tablet.visit);
  const [path, navigate] = useLocation();
  const { arm } = useReading();
  const [awakeVisit, setAwakeVisit] = useState<string | null>(null);
  const acts = useReadable(tablet.activity).length;
  const awake = awakeVisit === visit.id || visit.scans.length > 0 || acts > 0;
  const wake = () => {
    arm();
    setAwakeVisit(visit.id);
  };
  const end = () => {
    tablet.endVisit();
    setAwakeVisit(null);
    navigate(routes.home, { replace: true });
  };
  return (
    <EndVisitContext value={end}>
      <Suspense fallback={<Opening />}>
        <Switch>
          <Route path={routes.home}>{awake ? <ScanHome /> : <Attract onWake={wake} />}</Route>
          <Route path={routes.product}>{({ gtin14 }) => <ProductPage gtin14={gtin14} />}</Route>
          <Route path={routes.digitalLink}>
            <DigitalLink />
          </Route>
          <Route path={routes.unknown}>
            <Unknown />
          </Route>
          <Route path={routes.type}>
            <TypeCode />
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
      {awake || path !== routes.home ? <IdleWatch seconds={path === routes.home ? 45 : 60} onEnd={end} /> : null}
    </EndVisitContext>
  );
}
