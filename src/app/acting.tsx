// From a tap to words that stay: the act is saved first, then a sheet says where it stands and follows it to its end.
// "Saved" is said only after the outbox has it [LC2]; when it has not, the screen keeps what was entered and says so.
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { Act } from '#domain/act.ts';
import type { ActionId } from '#domain/ids.ts';
import type { PersonalOptions } from '#sync/tablet-port.ts';
import { useTablet } from './tablet-context.ts';

const loadSheet = async () => ({ default: (await import('./acting-sheet.tsx')).ActingSheet });
const ActingSheet = lazy(loadSheet);

export type Shown = { kind: 'act'; id: ActionId } | { kind: 'not_saved'; trouble: string };

export interface Acting {
  /** True when the act is saved. `quiet`: no sheet unless it could not be saved. */
  run<Open, Personal>(
    act: Act<Open, Personal>,
    open: Open,
    options?: PersonalOptions<Personal>,
    manner?: 'quiet' | 'sheet',
  ): Promise<boolean>;
  /** Put it on the page once. */
  sheet: ReactNode;
}

export function useActing(): Acting {
  const tablet = useTablet();
  const [shown, setShown] = useState<Shown | null>(null);
  // Fetched with the screen that may need it: the network can be gone by the time of the tap.
  useEffect(() => void loadSheet().catch(() => undefined), []);

  async function run<Open, Personal>(
    act: Act<Open, Personal>,
    open: Open,
    options: PersonalOptions<Personal> = {},
    manner: 'quiet' | 'sheet' = 'sheet',
  ): Promise<boolean> {
    try {
      const { id } = await tablet.act(act, open, options);
      if (manner === 'sheet') setShown({ kind: 'act', id });
      return true;
    } catch (error) {
      setShown({ kind: 'not_saved', trouble: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }

  const sheet = shown ? (
    <Suspense fallback={null}>
      <ActingSheet shown={shown} onClose={() => setShown(null)} onNext={(id) => setShown({ kind: 'act', id })} />
    </Suspense>
  ) : null;
  return { run, sheet };
}
