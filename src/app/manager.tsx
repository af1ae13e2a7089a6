// The manager's surface: devices, screens, prices. Every change is an act like any other: queued, sent, answered for.
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Opening } from './opening.tsx';
import { Preparing } from './preparing.tsx';
import { routes } from './routes.ts';
import { SignIn } from './shift/sign-in.tsx';
import { useCatalogue, useReadable, useTablet } from './tablet-context.ts';

const ManagerHome = lazy(async () => ({ default: (await import('./devices/manager-home.tsx')).ManagerHome }));
const Devices = lazy(async () => ({ default: (await import('./devices/devices.tsx')).Devices }));
const Displays = lazy(async () => ({ default: (await import('./displays/displays.tsx')).Displays }));
const PublishCard = lazy(async () => ({ default: (await import('./displays/publish-card.tsx')).PublishCard }));
const Prices = lazy(async () => ({ default: (await import('./prices/prices.tsx')).Prices }));
const Fleet = lazy(async () => ({ default: (await import('./fleet/fleet.tsx')).Fleet }));
const Tags = lazy(async () => ({ default: (await import('./tags/tags-page.tsx')).TagsPage }));
const DeskPage = lazy(async () => ({ default: (await import('./desk/desk-page.tsx')).DeskPage }));
const ProblemPage = lazy(async () => ({ default: (await import('./desk/problem-page.tsx')).ProblemPage }));
const HandOver = lazy(async () => ({ default: (await import('./pickup/hand-over-page.tsx')).HandOverPage }));
const ActivityPage = lazy(async () => ({ default: (await import('./activity/activity-page.tsx')).ActivityPage }));
const NotFound = lazy(async () => ({ default: (await import('./not-found.tsx')).NotFound }));

export function Manager() {
  const tablet = useTablet();
  const shift = useReadable(tablet.shift);
  const catalogue = useCatalogue();
  if (!shift) return <SignIn />;
  if (!catalogue) return <Preparing />;
  return (
    <Suspense fallback={<Opening />}>
      <Switch>
        <Route path={routes.home}>
          <ManagerHome />
        </Route>
        <Route path={routes.manager}>
          <ManagerHome />
        </Route>
        <Route path={routes.claim}>
          <ManagerHome />
        </Route>
        <Route path={routes.managerDevices}>
          <Devices />
        </Route>
        <Route path={routes.managerDisplays}>
          <Displays />
        </Route>
        <Route path={routes.managerDisplay}>{({ deviceId }) => <PublishCard deviceId={deviceId} />}</Route>
        <Route path={routes.managerPrices}>
          <Prices />
        </Route>
        <Route path={routes.staffTags}>
          <Tags home={routes.manager} />
        </Route>
        <Route path={routes.managerFleet}>
          <Fleet />
        </Route>
        <Route path={routes.staffOrder}>{({ number }) => <HandOver number={decodeURIComponent(number)} />}</Route>
        <Route path={routes.desk}>
          <DeskPage />
        </Route>
        <Route path={routes.deskEntry}>{({ id }) => <ProblemPage key={id} id={decodeURIComponent(id)} />}</Route>
        <Route path={routes.activity}>
          <ActivityPage />
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}
