// Runs in the page from its very beginning: when something was painted, when the first screen answers, when tags are read.

export interface StartMarks {
  /** The first text or picture (First Contentful Paint). */
  paintMs: number | null;
  /** The frame that has the shopper's first screen with a product of this shop and its price. */
  answersMs: number | null;
  /** Hand scanner and keys are listened to. */
  armedMs: number | null;
  /** The camera's first picture. */
  cameraMs: number | null;
}

type WithMarks = { startMarks: StartMarks };

export function watchStart(): void {
  const marks: StartMarks = { paintMs: null, answersMs: null, armedMs: null, cameraMs: null };
  Object.assign(window, { startMarks: marks } satisfies WithMarks);
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') marks.paintMs ??= startTime;
  }).observe({ type: 'paint', buffered: true });
  const asked = new Set<keyof StartMarks>();
  /** A task after the frame that shows it. */
  const painted = (mark: keyof StartMarks): void => {
    if (asked.has(mark)) return;
    asked.add(mark);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (marks[mark] = performance.now());
      port2.postMessage(null);
    });
  };
  const look = (): void => {
    if (document.querySelector('.g-attract [data-minor]') && document.querySelector('.g-attract__start'))
      painted('answersMs');
    if (document.querySelector('#camera')) painted('armedMs');
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  document.addEventListener('playing', () => (marks.cameraMs ??= performance.now()), true);
}

export const marksSoFar = (): StartMarks => (window as unknown as WithMarks).startMarks;
