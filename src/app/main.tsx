// The page begins here: the policy for scripts first, then the look, then the ground is painted while all the rest comes.
import '#app/trusted-types.ts';
import '#app/ui/tokens.css';
import '#app/ui/base.css';
import './screens.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Fault } from './fault.tsx';
import { FirstGround } from './ground.tsx';
import { surfaces } from './surfaces.ts';
import { reloadOnMissingChunk } from './update/missing-chunk.ts';
import { lastMode } from './was-tablet.ts';

reloadOnMissingChunk();

// Asked for at once; the first paint doesn't wait for it.
const whole = import('./whole-app.tsx');
const WholeApp = lazy(async () => ({ default: (await whole).WholeApp }));

// What this device showed the last time comes beside it, not after it.
const surface = Object.entries(surfaces).find(([mode]) => mode === lastMode())?.[1];
// One that does not come is asked for again by whoever shows it, and missed there.
surface?.().catch(() => undefined);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <Fault>
      <Suspense fallback={<FirstGround />}>
        <WholeApp />
      </Suspense>
    </Fault>
  </StrictMode>,
);
