// All that a tablet is, behind its first paint: what it knows and owes, and the surface that people see.
// One tablet for the page's whole life.
import { browserPorts } from '#sync/browser-ports.ts';
import { lazyDatabases } from '#sync/lazy-databases.ts';
import { openTablet } from '#sync/tablet.ts';
import { build } from './build.ts';
import { LookProvider } from './look-context.tsx';
import { Router } from './router.tsx';
import { TabletProvider } from './tablet-context.ts';

const tablet = openTablet(browserPorts(build, lazyDatabases));

export function WholeApp() {
  return (
    <TabletProvider value={tablet}>
      <LookProvider>
        <Router />
      </LookProvider>
    </TabletProvider>
  );
}

// What keeps the page for the time without a network is no part of opening it.
void import('./update/keep-up-to-date.ts').then(({ keepUpToDate }) => keepUpToDate(tablet));
void Promise.all([import('./pictures-ahead/keep-pictures.ts'), import('./update/quiet.ts')]).then(
  ([{ keepPictures }, { watchQuiet }]) => keepPictures(tablet, watchQuiet()),
);
