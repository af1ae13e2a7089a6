// What may come a frame later: below the answer, out of sight, or worth less than the wait for it.
// Promise: never later than a blink, also on a page that paints no frames.
import { startTransition, useEffect, useState } from 'react';

/** A page in the background has no frames. */
const atLatestMs = 100;

/** False until what was rendered for `subject` has been painted; another subject begins anew. */
export function useAfterPaint(subject: string | undefined): boolean {
  const [painted, setPainted] = useState<string | undefined>();
  useEffect(() => {
    const show = () => startTransition(() => setPainted(subject));
    let task: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (task = setTimeout(show)));
    const late = setTimeout(show, atLatestMs);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
      clearTimeout(late);
    };
  }, [subject]);
  return subject !== undefined && painted === subject;
}
