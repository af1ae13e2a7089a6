// No screen of staff, managers and displays breaks a rule of WCAG 2.2 A or AA that a program can check. The shopper's, with
// every look and language, have shopper-access.test.ts.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { openPage } from '#test/build/page.ts';
import { signInPhone } from './own-phone.ts';
import { openShopForTest, person, serverUrl } from './running.ts';
import { enrolDemo, handScan, type Mode, signIn } from './tablets.ts';

const storeName = 'Pinheiros';
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let chromium: RunningChromium;

beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium?.close());

/** What axe finds on the screen as it stands, one line each. */
async function faultsOf(page: Page, screen: string): Promise<string[]> {
  // A picture that fades in has another contrast than one that is there.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${screen}: ${id} at ${target.join(' ')} ${any[0]?.message.slice(0, 160) ?? ''}`),
  );
}

async function openAs(mode: Mode | null, viewport = { width: 800, height: 1280 }, allow: RegExp[] = []): Promise<Page> {
  // axe comes as a script of the test's own; the page's policy is for the app and is watched by every other test.
  const context = await chromium.browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  const { page } = await openPage(context, serverUrl(), { viewport, allow });
  if (mode) await enrolDemo(page, storeName, mode);
  return page;
}

test('what a person sees who says who they are keeps the rules', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 34 });
  const phone = await signInPhone(`axe.${Date.now()}@example.com`, 'Marina');
  for (const row of [
    `insert into event (home_id, id, name, product_id, variant_id, at_ms) values ($1, 'seen', 'purchase', $2, $3, $4)`,
    `insert into list_item (home_id, id, rev, list, product_id, variant_id, saved_ms)
     values ($1, 'main/' || $3, 1, 'main', $2, $3, $4)`,
  ])
    await shop.query(row, [phone.customer, item.productId, item.variantId, Date.now()]);
  const page = await openAs('Tablet de clientes', undefined, [/responded with a status of (404|410)/]);
  const faults: string[] = [];
  // A person's screens end soon without a sign of them [K5], and what looks at them is slow.
  const add = async (screen: string) => {
    await page.keyboard.press('Shift');
    faults.push(...(await faultsOf(page, screen)));
    await page.keyboard.press('Shift');
  };
  const look = async (screen: string) => {
    for (const [theme, text] of [
      ['light', 'normal'],
      ['dark', 'normal'],
      ['contrast', 'max'],
    ] as const) {
      await page.evaluate((wished) => Object.assign(document.documentElement.dataset, wished), { theme, text });
      await add(`${screen}, ${theme}, ${text}`);
    }
    await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: 'light', text: 'normal' }));
  };
  await page.getByRole('button', { name: 'Sou cliente' }).click();
  await page.getByRole('img', { name: 'QR para entrar pelo seu celular' }).waitFor();
  await handScan(page, await phone.pass(120_000));
  await page.getByRole('heading', { name: 'Este código já passou.' }).waitFor();
  await look('identify');
  await handScan(page, await phone.pass());
  await page.getByRole('heading', { name: 'Olá, Marina.' }).waitFor();
  await look('consent');
  await page.getByRole('button', { name: 'Ler tudo, em 1 minuto' }).click();
  await page.getByRole('heading', { name: 'O que acontece com os seus dados' }).waitFor();
  await add('all of it');
  await page.getByRole('button', { name: 'Entendi' }).click();
  await page.getByRole('switch', { name: /Usar minha conta/ }).check();
  await page.getByRole('button', { name: 'Seguir com o que liguei' }).click();
  await page
    .getByRole('button', { name: /^Por que/ })
    .first()
    .waitFor({ timeout: 20_000 });
  await look('home of a person');
  await page
    .getByRole('button', { name: /^Por que/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Por que mostramos isto' }).waitFor();
  await add('why');
  await page.getByRole('button', { name: 'Entendi' }).click();
  await page.getByRole('button', { name: 'Marina: seus dados nesta visita' }).click();
  await page.getByRole('heading', { name: 'Sua lista online' }).waitFor();
  await page.getByRole('button', { name: 'Esquecer meu histórico' }).click();
  await look('own data');
  await page.getByRole('dialog').getByRole('button', { name: 'Terminar' }).click();
  await page.getByText('Seus dados foram removidos deste tablet.').waitFor();
  await look('goodbye');
  await page.getByRole('button', { name: 'Sim', exact: true }).click();
  await page.getByLabel('O que faltou, ou o que ajudou?').waitFor();
  await add('rating');
  await page.context().close();
  expect(faults).toEqual([]);
});

test('the screens of enrolment, sign-in and the floor keep the rules', async () => {
  const shop = await openShopForTest(storeName);
  const parcel = await shop.parcel();
  const page = await openAs(null);
  await page.getByRole('group', { name: 'Código deste aparelho' }).waitFor();
  const faults = await faultsOf(page, 'enrol');
  await enrolDemo(page, storeName, 'Tablet da equipe');
  await page.getByRole('heading', { name: 'Quem é você?' }).waitFor();
  faults.push(...(await faultsOf(page, 'sign-in')));
  const { number, pin } = person('staff');
  await signIn(page, number, pin);
  await page.getByRole('button', { name: 'Achar pedido' }).waitFor();
  faults.push(...(await faultsOf(page, 'floor')));
  await page.getByRole('button', { name: 'Chamados' }).first().click();
  await page.getByRole('heading', { name: 'Chamados', exact: true }).waitFor();
  faults.push(...(await faultsOf(page, 'calls')));
  for (const name of ['Problemas', 'Enviados e fila', 'Etiquetas', 'Leitores deste aparelho']) {
    await page.getByRole('button', { name: 'Início' }).click();
    await page.getByRole('button', { name: new RegExp(`^(\\d+ ?)?${name}`) }).click();
    await page.locator('h1', { hasText: name }).waitFor({ state: 'attached' });
    faults.push(...(await faultsOf(page, name)));
  }
  await page.getByRole('button', { name: 'Início' }).click();
  await page.getByRole('button', { name: 'Achar pedido' }).click();
  await page.getByRole('heading', { name: 'Qual pedido?' }).waitFor();
  faults.push(...(await faultsOf(page, 'find order')));
  await page.getByRole('button', { name: new RegExp(`^${parcel.number}`) }).click();
  await page.getByRole('heading', { name: `Entregar ${parcel.number}` }).waitFor();
  faults.push(...(await faultsOf(page, 'hand-over')));
  await page.context().close();
  expect(faults).toEqual([]);
});

test('the manager’s pages and a screen of the shop keep the rules', async () => {
  const page = await openAs('Gerência');
  const { number, pin } = person('manager');
  await signIn(page, number, pin);
  await page.getByRole('button', { name: 'Mudar preço' }).waitFor();
  const faults = await faultsOf(page, 'manager');
  for (const name of ['Aparelhos', 'Telas', 'Mudar preço', 'Saúde dos aparelhos']) {
    await page.getByRole('button', { name: new RegExp(`^(\\d+ ?)?${name}`) }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    faults.push(...(await faultsOf(page, name)));
    await page.getByRole('button', { name: 'Início' }).click();
  }
  await page.context().close();
  const display = await openAs('Tela', { width: 1920, height: 1080 });
  await display.locator('main').waitFor();
  faults.push(...(await faultsOf(display, 'display')));
  await display.context().close();
  expect(faults).toEqual([]);
});
