// What is seen before a screen's code is here: the ground and nothing that jumps. Words come after 200 ms only.
// Promise: while another window keeps this one waiting it says so, and no longer than that [F24, EV3].
import { useEffect, useState } from 'react';
import { useText } from '#app/text/text.ts';
import { Ground } from './ground.tsx';
import { useReadable, useTablet } from './tablet-context.ts';

/** `first`: the page itself begins, and goes on showing what it was painted with. */
export function Opening({ first = false }: { first?: boolean }) {
  const t = useText();
  const { storage } = useReadable(useTablet().status);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Ground mark={first}>
      {late ? (
        <p role="status">
          {storage === 'held' ? `${t('error.held_tab')} ${t('error.held_tab_text')}` : t('app.loading')}
        </p>
      ) : null}
    </Ground>
  );
}
