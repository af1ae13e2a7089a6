// What is painted before anything is known: the ground of every screen, at the page's beginning with the mark on it. The
// page itself (index.html) holds the same, so that it is seen before the first script has come.
import type { ReactNode } from 'react';
import { Mark } from '#app/ui/mark.tsx';

export function Ground({ mark, children }: { mark: boolean; children?: ReactNode }) {
  return (
    <main id="content" className="g-opening" aria-busy="true" tabIndex={-1}>
      {mark ? <Mark /> : null}
      {children}
    </main>
  );
}
