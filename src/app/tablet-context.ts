// The one door between the screens and what this tablet knows and owes: the facade of sync/.
// Screens read it through `useReadable` and act through `useTablet().act`; they know of no database and no wire.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Catalogue } from '#local/catalogue.ts';
import type { Readable } from '#local/readable.ts';
import type { Tablet } from '#sync/tablet-port.ts';

const TabletContext = createContext<Tablet | null>(null);

export const TabletProvider = TabletContext.Provider;

export function useTablet(): Tablet {
  const tablet = useContext(TabletContext);
  if (!tablet) throw new Error('outside TabletProvider');
  return tablet;
}

export const useReadable = <T>(readable: Readable<T>): T => useSyncExternalStore(readable.subscribe, readable.get);

/** The approved device's own facts. Screens behind the enrolment always have them. */
export function useInstallation() {
  const installation = useReadable(useTablet().installation);
  if (!installation) throw new Error('this browser is no approved device yet');
  return installation;
}

/** null while the catalogue is still on its way to this tablet for the first time. */
export const useCatalogue = (): Catalogue | null => useReadable(useTablet().catalogue);
