// What a person does first with a browser in the demo shop: makes it a tablet, a staff device or a screen of one store.
import type { Page } from 'playwright';

const keyGapMs = 4;

export type Mode = 'Tablet de clientes' | 'Tablet da equipe' | 'Tela' | 'Gerência';

/** From the enrolment screen to the first screen of that mode, the catalogue included. */
export async function enrolDemo(page: Page, storeName: string, mode: Mode): Promise<void> {
  await page.getByRole('radio', { name: storeName }).check({ timeout: 30_000 });
  await page.getByRole('button', { name: mode, exact: true }).click();
  await page.getByTestId('surface').waitFor({ state: 'attached', timeout: 30_000 });
}

/** A member of staff signs in with number and PIN on the keypad. */
export async function signIn(page: Page, number: string, pin: string): Promise<void> {
  for (const digits of [number, pin]) {
    await press(page, digits);
    await page.getByRole('button', { name: /^(Seguir|Entrar)$/ }).click();
  }
}

/** Until the browser holds the whole app: from here on it opens and works with the network gone. */
export async function untilInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
}

/** Any text from a hand scanner: real key events in one burst with Enter at the end, whatever has the focus. */
export async function handScan(page: Page, text: string): Promise<void> {
  // A scanner that is plugged in has been listened to since the page opened; here the page opened a moment ago.
  await page.locator('#camera').waitFor({ state: 'attached' });
  const keyboard = await page.context().newCDPSession(page);
  const codeOf = (key: string): string =>
    /\d/.test(key) ? `Digit${key}` : /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : '';
  const keys = [
    ...[...text].map((key) => ({ key, code: codeOf(key), text: key })),
    { key: 'Enter', code: 'Enter', text: '\r' },
  ];
  const startSeconds = Date.now() / 1000;
  // Time stamps of their own, and sent without waiting in between: a busy machine must not make a scanner as slow as fingers.
  await Promise.all(
    keys.flatMap(({ key, code, text: typed }, at) => {
      const timestamp = startSeconds + (at * keyGapMs) / 1000;
      return [
        keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: typed, timestamp }),
        keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, timestamp }),
      ];
    }),
  );
  await keyboard.detach();
}

/** Digits on the app's own keys. */
export async function press(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}
