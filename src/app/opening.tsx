// What is seen before a screen's code is here: the ground and nothing that jumps. Words come after 200 ms only.
import { useEffect, useState } from 'react';
import { useText } from '#app/text/text.ts';

export function Opening() {
  const t = useText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main id="content" className="g-opening" aria-busy="true" tabIndex={-1}>
      {late ? <p role="status">{t('app.loading')}</p> : null}
    </main>
  );
}
