// What a person does first with a browser in the demo shop: makes it a tablet, a staff device or a screen of one store.
import type { Page } from 'playwright';
import { expect } from 'vitest';

export type Mode = 'Tablet de clientes' | 'Tablet da equipe' | 'Tela' | 'Gerência';

/** From the enrolment screen to the first screen of that mode, the catalogue included. */
export async function enrolDemo(page: Page, storeName: string, mode: Mode): Promise<void> {
  await page.getByRole('radio', { name: storeName }).check({ timeout: 30_000 });
  await page.getByRole('button', { name: mode, exact: true }).click();
  await expect
    .poll(
      () =>
        page
          .getByTestId('surface')
          .getAttribute('data-surface-name')
          .catch(() => null),
      { timeout: 30_000 },
    )
    .not.toBeNull();
}

/** A member of staff signs in with number and PIN on the keypad. */
export async function signIn(page: Page, number: string, pin: string): Promise<void> {
  for (const digits of [number, pin]) {
    await press(page, digits);
    await page.getByRole('button', { name: /^(Seguir|Entrar)$/ }).click();
  }
}

/** Digits from a hand scanner: 5 ms apart, Enter at the end, no field focused. */
export async function handScan(page: Page, digits: string): Promise<void> {
  await page.keyboard.type(digits, { delay: 5 });
  await page.keyboard.press('Enter');
}

/** Digits on the app's own keys. */
export async function press(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}
