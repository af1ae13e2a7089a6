// The browser's own way back leads through one visit and not into the one before [K6]. A page can't delete an entry: the
// first one of this document is gone back to and written over, and a push drops all that lay beyond it.
import { cell } from '#local/readable.ts';
import { routes } from './routes.ts';

/** While older entries are written over: where the page stays all the same. Whatever is painted meanwhile is painted there. */
export const heldPath = cell<string | null>(null);

/** An entry that does not come in this time won't. */
const patienceMs = 2_000;

/** Where the page stands now it stays. Resolves when nothing else is left; browsers without the Navigation API keep theirs. */
export async function forgetHistory(): Promise<void> {
  if (!('navigation' in window)) return;
  const entries = navigation.entries().filter(({ sameDocument }) => sameDocument);
  const current = navigation.currentEntry?.index ?? 0;
  const others = entries.filter(({ index }) => index !== current);
  if (others.every(({ url }) => url !== null && new URL(url).pathname === routes.home)) return;
  const steps = (entries[0]?.index ?? current) - current;
  const here = window.location.pathname + window.location.search;
  if (steps === 0) window.history.pushState(null, '', here);
  else await writeOver(steps, here);
}

/** The router hears of the last step only: what stands at the first address is painted for nobody. */
function writeOver(steps: number, here: string): Promise<void> {
  const { replaceState } = History.prototype;
  return new Promise((resolve) => {
    const end = (): void => {
      heldPath.set(null);
      clearTimeout(late);
      window.removeEventListener('popstate', arrive, true);
      resolve();
    };
    const arrive = (event: Event): void => {
      event.stopImmediatePropagation();
      replaceState.call(window.history, null, '', routes.home);
      // Heard: a page that was being painted at this very moment may have read the address in between.
      window.history.pushState(null, '', here);
      end();
    };
    const late = setTimeout(end, patienceMs);
    window.addEventListener('popstate', arrive, true);
    heldPath.set(window.location.pathname);
    window.history.go(steps);
  });
}
