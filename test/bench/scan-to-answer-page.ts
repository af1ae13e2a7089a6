// Runs in the page: from the key that ends a hand scan to the frame that shows its product. Promise: nothing is measured
// but what was painted: name and price of the very product that was scanned.

export interface Expected {
  name: string;
  priceMinor: number;
}

export interface Answer {
  tookMs: number;
  /** The longest event of the scan up to its next paint, by the browser's own measure; 0: below its 16 ms. */
  interactionMs: number;
}

interface Watch {
  expect(expected: Expected): Promise<Answer>;
}

type WithWatch = { scanWatch: Watch };

/** Before anything of the page: its own listener for keys must be the first. */
export function watchScans(): void {
  let waiting: { expected: Expected; tell: (answer: Answer) => void } | null = null;
  let lastKeyMs: number | null = null;
  let events: number[] = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') events.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  window.addEventListener(
    'keydown',
    ({ key }) => {
      if (!waiting || key !== 'Enter') return;
      lastKeyMs = performance.now();
      // The reader may have known the code before its end.
      setTimeout(look);
    },
    true,
  );
  const look = (): void => {
    if (!waiting || lastKeyMs === null) return;
    const { expected, tell } = waiting;
    const tag = document.querySelector('[data-testid="price-tag"] [data-minor]');
    if (tag?.getAttribute('data-minor') !== String(expected.priceMinor)) return;
    if (document.querySelector('h1')?.textContent !== expected.name) return;
    const fromMs = lastKeyMs;
    waiting = null;
    lastKeyMs = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // A task after the frame's own work: it is on its way to the screen.
      port1.onmessage = () => {
        const tookMs = performance.now() - fromMs;
        // The browser tells of an event some frames later.
        setTimeout(() => tell({ tookMs, interactionMs: Math.max(0, ...events) }), 150);
      };
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-minor'],
  });
  const scanWatch: Watch = {
    expect: (expected) =>
      new Promise((tell) => {
        events = [];
        lastKeyMs = null;
        waiting = { expected, tell };
      }),
  };
  Object.assign(window, { scanWatch } satisfies WithWatch);
}

export const expectScan = (expected: Expected): Promise<Answer> =>
  (window as unknown as WithWatch).scanWatch.expect(expected);

/** Milliseconds of a fixed piece of work: how much slower the page really is. */
export function spin(): number {
  const fromMs = performance.now();
  let sum = 0;
  for (let n = 0; n < 30_000_000; n += 1) sum = (sum + n * n) % 1_000_003;
  return sum < 0 ? 0 : performance.now() - fromMs;
}
