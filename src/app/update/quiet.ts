// Whether somebody is at this page. Promise: a page nobody has touched since it opened is quiet at once, a touched one
// after a minute; a half-written field never is.

// The longest time-out of a shopper's screen is 60 s [K5]: after it the screen has gone back to its start by itself.
const quietAfterMs = 60_000;
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

export type QuietPorts = {
  onSign(listener: () => void): void;
  nowMs(): number;
  /** True while a field holds text that is not sent. */
  isWriting(): boolean;
};

/** Starts listening; the answer is for this moment. */
export function watchQuiet(ports: QuietPorts = browserPorts): () => boolean {
  let touchedAtMs = Number.NEGATIVE_INFINITY;
  ports.onSign(() => {
    touchedAtMs = ports.nowMs();
  });
  return () => !ports.isWriting() && ports.nowMs() - touchedAtMs >= quietAfterMs;
}

const browserPorts: QuietPorts = {
  onSign: (listener) => {
    for (const sign of signs) addEventListener(sign, listener, { passive: true });
  },
  nowMs: () => performance.now(),
  isWriting: () => {
    const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input:not([type]), [type=text], textarea',
    );
    return [...fields].some((field) => field.value !== field.defaultValue);
  },
};
