// The page begins here: the policy for scripts first, then the look, then one tablet for the page's whole life.
import '#app/trusted-types.ts';
import '#app/ui/tokens.css';
import '#app/ui/base.css';
import './screens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserPorts } from '#sync/browser-ports.ts';
import { lazyDatabases } from '#sync/lazy-databases.ts';
import { openTablet } from '#sync/tablet.ts';
import { build } from './build.ts';
import { Fault } from './fault.tsx';
import { LookProvider } from './look-context.tsx';
import { Router } from './router.tsx';
import { TabletProvider } from './tablet-context.ts';

const tablet = openTablet(browserPorts(build, lazyDatabases));
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <Fault>
      <TabletProvider value={tablet}>
        <LookProvider>
          <Router />
        </LookProvider>
      </TabletProvider>
    </Fault>
  </StrictMode>,
);

// After the first paint: what keeps the page for the time without a network is no part of opening it.
void import('./update/keep-up-to-date.ts').then(({ keepUpToDate }) => keepUpToDate(tablet));
