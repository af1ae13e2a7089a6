// Which surface this browser shows. The mode is fixed by the enrolment [K4]; an address never changes it.
import { lazy, Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { Opening } from './opening.tsx';
import { isOwnPath, routes } from './routes.ts';
import { surfaces } from './surfaces.ts';
import { useReadable, useTablet } from './tablet-context.ts';
import { markTablet, wasTablet } from './was-tablet.ts';

const Kiosk = lazy(surfaces.shopper);
const Staff = lazy(surfaces.staff);
const Manager = lazy(surfaces.manager);
const Display = lazy(surfaces.display);
const Phone = lazy(surfaces.phone);
const Enrol = lazy(async () => ({ default: (await import('./enrol/enrol.tsx')).Enrol }));
const Claim = lazy(async () => ({ default: (await import('./enrol/claim.tsx')).Claim }));
const StorageTrouble = lazy(async () => ({ default: (await import('./storage-trouble.tsx')).StorageTrouble }));

const screens = { shopper: Kiosk, staff: Staff, manager: Manager, display: Display, phone: Phone };

export function Router() {
  const [path] = useLocation();
  const tablet = useTablet();
  const phase = useReadable(tablet.phase);
  const installation = useReadable(tablet.installation);
  const { storage } = useReadable(tablet.status);
  const mode = installation?.device.mode;
  useEffect(() => {
    if (mode && storage !== 'blocked') markTablet(mode);
  }, [mode, storage]);
  if (phase === 'opening') return <Opening first />;
  const trouble = !installation && (storage === 'blocked' || storage === 'newer') ? storage : null;
  // A browser that never was a tablet and may keep nothing still shows products; a tablet is not made anew over its acts.
  const closed = trouble === 'newer' || (trouble === 'blocked' && wasTablet());
  const Surface = mode ? screens[mode] : path === routes.claim ? Claim : isOwnPath(path) ? Phone : Enrol;
  return (
    <Suspense fallback={<Opening first />}>
      {mode ? <div data-testid="surface" data-surface-name={mode} hidden /> : null}
      {trouble ? <StorageTrouble trouble={trouble} closed={closed} /> : null}
      {closed ? null : <Surface />}
    </Suspense>
  );
}
