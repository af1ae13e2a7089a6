// What a person does first with a browser in the demo shop: makes it a tablet, a staff device or a screen of one store.
import type { Page } from 'playwright';

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

/** Digits from a hand scanner: real key events in one burst with Enter at the end, whatever has the focus. */
export async function handScan(page: Page, digits: string): Promise<void> {
  // A scanner that is plugged in has been listened to since the page opened; here the page opened a moment ago.
  await page.locator('#camera').waitFor({ state: 'attached' });
  const keyboard = await page.context().newCDPSession(page);
  const keys = [
    ...[...digits].map((digit) => ({ key: digit, code: `Digit${digit}`, text: digit })),
    { key: 'Enter', code: 'Enter', text: '\r' },
  ];
  // Sent without waiting in between: a busy machine must not make a scanner as slow as fingers.
  await Promise.all(
    keys.flatMap(({ key, code, text }) => [
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text }),
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code }),
    ]),
  );
  await keyboard.detach();
}

/** Digits on the app's own keys. */
export async function press(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}
