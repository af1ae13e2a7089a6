// Which surface this browser shows. The mode is fixed by the enrolment [K4]; an address never changes it.
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { Opening } from './opening.tsx';
import { routes } from './routes.ts';
import { useReadable, useTablet } from './tablet-context.ts';

const Kiosk = lazy(async () => ({ default: (await import('./kiosk.tsx')).Kiosk }));
const Staff = lazy(async () => ({ default: (await import('./staff.tsx')).Staff }));
const Manager = lazy(async () => ({ default: (await import('./manager.tsx')).Manager }));
const Display = lazy(async () => ({ default: (await import('./display.tsx')).Display }));
const Enrol = lazy(async () => ({ default: (await import('./enrol/enrol.tsx')).Enrol }));
const Claim = lazy(async () => ({ default: (await import('./enrol/claim.tsx')).Claim }));
const StorageTrouble = lazy(async () => ({ default: (await import('./storage-trouble.tsx')).StorageTrouble }));

const surfaces = { shopper: Kiosk, staff: Staff, manager: Manager, display: Display };

export function Router() {
  const [path] = useLocation();
  const tablet = useTablet();
  const phase = useReadable(tablet.phase);
  const installation = useReadable(tablet.installation);
  const { storage } = useReadable(tablet.status);
  if (phase === 'opening') return <Opening />;
  const trouble = !installation && (storage === 'blocked' || storage === 'newer') ? storage : null;
  const mode = installation?.device.mode;
  const Surface = mode ? surfaces[mode] : path === routes.claim ? Claim : Enrol;
  return (
    <Suspense fallback={<Opening />}>
      {mode ? <div data-testid="surface" data-surface-name={mode} hidden /> : null}
      {trouble ? <StorageTrouble trouble={trouble} /> : null}
      {trouble === 'newer' ? null : <Surface />}
    </Suspense>
  );
}
