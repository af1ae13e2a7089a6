// The shelf lens before a shelf of twelve tags: each carries what this tablet knows of it, beside its own code, also
// with the network gone; a touch or a key opens the product.
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { writeShelfCamera, type DrawnCode } from '#test/build/code-frames.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { openBrowser, openShopForTest, scratchFolder, serverUrl } from './running.ts';
import { enrolDemo, untilInstalled } from './tablets.ts';
import { reais } from './shop.ts';

const storeName = 'Pinheiros';
const stranger = '4006381333931';
const camera = { width: 1280, height: 720 };

interface OnShelf {
  gtin14: string;
  name: string;
  priceMinor: number;
  wasMinor: number | null;
}

/** Eleven products of the shop, offers among them, and one code that is nobody's. */
async function shelfOf(): Promise<{ items: OnShelf[]; drawn: DrawnCode[]; file: string }> {
  const shop = await openShopForTest(storeName);
  const all = await shop.query<OnShelf>(
    `select distinct on (p.id) v.gtin14, p.name->>'pt-BR' as name, (o.price->>'minor')::int as "priceMinor",
            (o.was->>'minor')::int as "wasMinor"
       from variant v join product p on p.home_id = v.home_id and p.id = v.product_id
       join lateral (select * from offer o where o.home_id = v.home_id and o.variant_id = v.id and o.from_ms <= $2
                        and (o.to_ms is null or o.to_ms > $2) order by (o.price->>'minor')::int limit 1) o on true
      where v.home_id = $1 and v.gtin14 like '0%' and v.gtin14 not like '00%' order by p.id`,
    [shop.chainId, Date.now()],
  );
  const [cut = [], plain = []] = [true, false].map((isCut) =>
    all.filter(({ wasMinor }) => (wasMinor !== null) === isCut),
  );
  const items = [...cut.slice(0, 4), ...plain.slice(0, 7)];
  expect(items).toHaveLength(11);
  const file = join(scratchFolder(), 'shelf.mjpeg');
  const codes = [...items.map(({ gtin14 }) => gtin14.slice(1)), stranger];
  const drawn = await writeShelfCamera(file, {
    codes: codes.map((text) => ({ text, symbology: 'ean13' as const })),
    columns: 3,
    codeWidth: 220,
    sides: 280,
    ...camera,
  });
  return { items, drawn, file };
}

async function openLens(page: Page): Promise<void> {
  // The scan screen opens a product as soon as it sees one: here the lens is reached by its address.
  await page.goto(`${serverUrl()}/lens`);
  const title = page.locator('.g-in-view__title');
  await expect.poll(() => title.innerText(), { timeout: 25_000 }).toBe('12 etiquetas à vista');
}

/** Gaps between each badge and its code on the screen, in CSS pixels; 0 where they touch. */
async function gaps(page: Page, drawn: readonly DrawnCode[]): Promise<number[]> {
  const seen = await page.evaluate(() => {
    const box = document.querySelector('.g-shelf-lens')?.getBoundingClientRect();
    const badges = [...document.querySelectorAll<HTMLElement>('.g-badge')].map((badge) => {
      const { left, top, right, bottom } = badge.getBoundingClientRect();
      return { code: badge.dataset['code'], left, top, right, bottom };
    });
    return { box: box && { left: box.left, top: box.top, width: box.width, height: box.height }, badges };
  });
  const { box } = seen;
  if (!box) throw new Error('no lens on the page');
  const scale = Math.max(box.width / camera.width, box.height / camera.height);
  const [fromX, fromY] = [
    box.left + (box.width - camera.width * scale) / 2,
    box.top + (box.height - camera.height * scale) / 2,
  ];
  return drawn.flatMap(({ text, x, y, width, height }) => {
    const badge = seen.badges.find(({ code }) => code === text);
    const code = {
      left: fromX + x * scale,
      right: fromX + (x + width) * scale,
      top: fromY + y * scale,
      bottom: fromY + (y + height) * scale,
    };
    // Cut off by the side of the box: nobody sees that code.
    if (code.right < box.left || code.left > box.left + box.width) return [];
    if (!badge) return [Infinity];
    const across = Math.max(0, badge.left - code.right, code.left - badge.right);
    const down = Math.max(0, badge.top - code.bottom, code.top - badge.bottom);
    return [Math.hypot(across, down)];
  });
}

test('every tag of a shelf carries its badge within 20 pixels, and a touch or a key opens the product', async () => {
  const { items, drawn, file } = await shelfOf();
  const { browser } = await openBrowser({ fakeCamera: file });
  const context = await browser.newContext({ bypassCSP: true, permissions: ['camera'], reducedMotion: 'reduce' });
  const { page } = await openPage(context, serverUrl());
  await enrolDemo(page, storeName, 'Tablet de clientes');
  // A page that is loaded while the first worker installs is loaded once more.
  await untilInstalled(page);
  await openLens(page);
  await expect.poll(async () => Math.max(...(await gaps(page, drawn))), { timeout: 10_000 }).toBeLessThanOrEqual(20);

  for (const { gtin14, priceMinor, wasMinor } of items) {
    const badge = page.locator(`.g-badge[data-code="${gtin14.slice(1)}"]`);
    const words = (await badge.innerText()).replaceAll('\u00a0', ' ');
    expect(words).toContain(`R$ ${reais(priceMinor)}`);
    expect(words.includes('%')).toBe(wasMinor !== null);
  }
  expect(await page.locator(`.g-badge[data-code="${stranger}"]`).innerText()).toBe('?');

  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
  if (process.env.GONDOLA_SHOTS) await page.screenshot({ path: join(process.env.GONDOLA_SHOTS, 'lens.png') });

  const [first, second] = items;
  if (!first || !second) throw new Error('no shelf');
  await page.locator(`.g-badge[data-code="${first.gtin14.slice(1)}"]`).click();
  await page.getByRole('heading', { name: first.name, exact: true, level: 1 }).waitFor();
  await page.goBack();
  const row = page
    .getByRole('region')
    .getByRole('button', { name: new RegExp(second.name) })
    .first();
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: second.name, exact: true, level: 1 }).waitFor();
  await context.close();
});

test('the lens works with the network gone', async () => {
  const { items, file } = await shelfOf();
  const { context } = await openBrowser({ fakeCamera: file });
  const { page } = await openPage(context, serverUrl(), { allow: [offlineErrors] });
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await untilInstalled(page);
  await context.setOffline(true);
  await openLens(page);
  const [first] = items;
  if (!first) throw new Error('no shelf');
  await page
    .getByRole('button', { name: new RegExp(`${first.name}.*R\\$`, 's') })
    .first()
    .waitFor();
  if (process.env.GONDOLA_SHOTS) await page.screenshot({ path: join(process.env.GONDOLA_SHOTS, 'lens-portrait.png') });
  await page.getByRole('button', { name: 'Só ofertas' }).click();
  const offers = items.filter(({ wasMinor }) => wasMinor !== null).length;
  await expect.poll(() => page.locator('.g-in-view__row').count()).toBe(offers);
});
