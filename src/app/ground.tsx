// What is painted before anything is known: the ground of every screen, at the page's beginning with the mark on it. The
// page itself (index.html) holds the same, so that it is seen before the first script has come.
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '#app/text/text.ts';
import { Mark } from '#app/ui/mark.tsx';

export function Ground({ mark, children }: { mark: boolean; children?: ReactNode }) {
  return (
    <main id="content" className="g-opening" aria-busy="true" tabIndex={-1}>
      {mark ? <Mark /> : null}
      {children}
    </main>
  );
}

/** On a line that stands still nobody is left before a mark without a word. */
const lateMs = 4_000;

/** While the app itself is still on its way: the same, and its words after a while. */
export function FirstGround() {
  const t = useText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateMs);
    return () => clearTimeout(timer);
  }, []);
  return <Ground mark>{late ? <p role="status">{t('app.loading')}</p> : null}</Ground>;
}
