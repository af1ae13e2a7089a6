// The surface of a staff device: nothing of people before somebody has signed in, then the tiles of the floor.
import { lazy, Suspense, useCallback } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { posterPath } from '#domain/poster.ts';
import { Opening } from './opening.tsx';
import { Preparing } from './preparing.tsx';
import { ReadingProvider } from './reading.tsx';
import { routes } from './routes.ts';
import { SignIn } from './shift/sign-in.tsx';
import { useCatalogue, useReadable, useTablet } from './tablet-context.ts';

const StaffHome = lazy(async () => ({ default: (await import('./pickup/staff-home.tsx')).StaffHome }));
const FindOrder = lazy(async () => ({ default: (await import('./pickup/find-order.tsx')).FindOrder }));
const HandOver = lazy(async () => ({ default: (await import('./pickup/hand-over-page.tsx')).HandOverPage }));
const Calls = lazy(async () => ({ default: (await import('./calls/calls.tsx')).Calls }));
const DeskPage = lazy(async () => ({ default: (await import('./desk/desk-page.tsx')).DeskPage }));
const ProblemPage = lazy(async () => ({ default: (await import('./desk/problem-page.tsx')).ProblemPage }));
const ActivityPage = lazy(async () => ({ default: (await import('./activity/activity-page.tsx')).ActivityPage }));
const Readers = lazy(async () => ({ default: (await import('./devices/readers-page.tsx')).ReadersPage }));
const Tags = lazy(async () => ({ default: (await import('./tags/tags-page.tsx')).TagsPage }));
const ProductPage = lazy(async () => ({ default: (await import('./product/product-page.tsx')).ProductPage }));
const Compare = lazy(async () => ({ default: (await import('./compare/compare-page.tsx')).ComparePage }));
const DigitalLink = lazy(async () => ({ default: (await import('./product/digital-link.tsx')).DigitalLink }));
const PosterPage = lazy(async () => ({ default: (await import('./poster/poster-page.tsx')).PosterPage }));
const ScanHome = lazy(async () => ({ default: (await import('./scan/scan-home.tsx')).ScanHome }));
const TypeCode = lazy(async () => ({ default: (await import('./scan/type-code.tsx')).TypeCode }));
const ShelfLens = lazy(async () => ({ default: (await import('./lens/shelf-lens.tsx')).ShelfLens }));
const Search = lazy(async () => ({ default: (await import('./search/search.tsx')).Search }));
const Unknown = lazy(async () => ({ default: (await import('./unknown/unknown.tsx')).Unknown }));
const NotFound = lazy(async () => ({ default: (await import('./not-found.tsx')).NotFound }));

export function Staff() {
  const tablet = useTablet();
  const shift = useReadable(tablet.shift);
  const catalogue = useCatalogue();
  const [, navigate] = useLocation();
  const openProduct = useCallback((path: string) => navigate(path), [navigate]);
  const openPoster = useCallback((code: string) => navigate(posterPath(code)), [navigate]);
  const openOther = useCallback(() => navigate(routes.unknown), [navigate]);
  if (!shift) return <SignIn />;
  if (!catalogue) return <Preparing />;
  return (
    <ReadingProvider onProduct={openProduct} onPoster={openPoster} onOther={openOther}>
      <Suspense fallback={<Opening />}>
        <Switch>
          <Route path={routes.home}>
            <StaffHome />
          </Route>
          <Route path={routes.staff}>
            <StaffHome />
          </Route>
          <Route path={routes.staffFind}>
            <FindOrder />
          </Route>
          <Route path={routes.staffOrder}>{({ number }) => <HandOver number={decodeURIComponent(number)} />}</Route>
          <Route path={routes.staffCalls}>
            <Calls />
          </Route>
          <Route path={routes.desk}>
            <DeskPage />
          </Route>
          <Route path={routes.deskEntry}>{({ id }) => <ProblemPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path={routes.staffReaders}>
            <Readers />
          </Route>
          <Route path={routes.staffTags}>
            <Tags home={routes.home} />
          </Route>
          <Route path={routes.activity}>
            <ActivityPage />
          </Route>
          <Route path={routes.product}>{({ gtin14 }) => <ProductPage gtin14={gtin14} />}</Route>
          <Route path={routes.compare}>{({ left, right }) => <Compare left={left} right={right} />}</Route>
          <Route path={routes.digitalLink}>
            <DigitalLink />
          </Route>
          <Route path={routes.poster}>{({ code }) => <PosterPage code={code} />}</Route>
          <Route path={routes.scan}>
            <ScanHome />
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
          <Route path={routes.unknown}>
            <Unknown />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </ReadingProvider>
  );
}
