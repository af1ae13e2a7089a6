// From what a reader read to a person at this tablet: on whatever screen it happens, and never by an address. What was
// read is kept only as long as it takes to know that it is the same again.
import { useCallback, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Identified } from '#sync/tablet-port.ts';
import { isNews, type LastRead } from './identify/read-again.ts';
import { routes } from './routes.ts';
import { useTablet } from './tablet-context.ts';

export type IdentifyTrouble = Extract<Identified, { ok: false }>['error'];

export interface Identifying {
  state: 'waits' | 'checks' | IdentifyTrouble;
  read(text: string): void;
  /** The trouble was read, or the screen is left. */
  forget(): void;
}

export function useIdentifying(): Identifying {
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const [state, setState] = useState<Identifying['state']>('waits');
  const last = useRef<LastRead | null>(null);
  const read = useCallback(
    (text: string) => {
      const now = performance.now();
      if (!isNews(text, last.current, tablet.person.get() !== null, now)) return;
      last.current = { text, atMs: now, answer: null };
      setState('checks');
      navigate(routes.identify);
      void tablet.identify(text).then((answer) => {
        last.current = { text, atMs: performance.now(), answer };
        setState(answer.ok ? 'waits' : answer.error);
        if (answer.ok) navigate(routes.home, { replace: true });
      });
    },
    [tablet, navigate],
  );
  const forget = useCallback(() => {
    if (last.current?.answer) last.current = null;
    setState((now) => (now === 'checks' ? now : 'waits'));
  }, []);
  return { state, read, forget };
}
