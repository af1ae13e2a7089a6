// What a tag says beyond its product, shown with a hand scanner's own key events: a lot that is called back, a date that
// makes the piece cheaper or ends it, a price from the scale, a poster with a sold-out product; off line too.
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { checkDigit, gtinToGtin14 } from '#domain/gtin.ts';
import type { HomeId } from '#domain/ids.ts';
import { posterCode, posterPath } from '#domain/poster.ts';
import type { Row } from '#domain/tables.ts';
import { put, remove, type Write } from '#domain/tx.ts';
import { openDatabase, openPool } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { tellServers } from '#server/import/tell-servers.ts';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { commit } from '#test/build/small-shop.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { openShopForTest, serverUrl } from './running.ts';
import { reais } from './shop.ts';
import { enrolDemo, handScan, press, untilInstalled } from './tablets.ts';

const storeName = 'Vila Madalena';
const zone = 'America/Sao_Paulo';
let chromium: RunningChromium;
let tablet: BrowserContext;

beforeAll(async () => {
  chromium = await launchChromium();
  tablet = await chromium.browser.newContext();
  const { page } = await openPage(tablet, serverUrl(), { checkMyself: true });
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor({ timeout: 30_000 });
  await untilInstalled(page);
  await page.close();
});
afterAll(() => chromium?.close());

async function openTablet(path = '/'): Promise<Page> {
  const { page } = await openPage(tablet, `${serverUrl()}${path}`, { allow: [offlineErrors] });
  onTestFinished(() => page.close());
  onTestFinished(() => tablet.setOffline(false));
  return page;
}

/** YYMMDD so many days from today, by the wall of the shop. */
function dateIn(days: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(Date.now() + days * 86_400_000);
  return parts.slice(2).replaceAll('-', '');
}

interface Facts {
  gtin14: string;
  name: string;
  productId: string;
  variantId: string;
  minor: number;
}

/** The first variant of a style of the demo shop, with what it costs now. */
async function styleOf(sourceId: string): Promise<Facts> {
  const shop = await openShopForTest(storeName);
  const [found] = await shop.query<Omit<Facts, 'minor'>>(
    `select v.gtin14, p.name->>'pt-BR' as name, p.id as "productId", v.id as "variantId" from product p
       join variant v on v.home_id = p.home_id and v.product_id = p.id
      where p.home_id = $1 and p.source_id = $2 order by v."order" limit 1`,
    [shop.chainId, sourceId],
  );
  if (!found) throw new Error(`the demo shop has no ${sourceId}`);
  return { ...found, minor: (await shop.priceOf(found.variantId)) ?? 0 };
}

const link = (gtin14: string, rest: string): string => `https://id.example.com/01/${gtin14}${rest}`;
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 });

test('S4: a lot that is called back says so, is not held for anybody, and one tap tells the staff; another lot is free', async () => {
  const shop = await openShopForTest(storeName);
  const lotion = await styleOf('hidratante-cupuacu');
  const page = await openTablet();
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
  await handScan(page, link(lotion.gtin14, `/10/L2611?17=${dateIn(300)}`));
  await heading(page, lotion.name).waitFor();
  const recall = page.getByTestId('recall');
  await recall.getByText('Não leve este produto.').waitFor();
  expect(await recall.getAttribute('role')).toBe('alert');
  expect(await recall.innerText()).toContain('lote L2611');
  expect(await page.getByRole('button', { name: /^(Separar|Pedir)/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Avisar a equipe' }).click();
  await page.getByRole('dialog').getByText('A equipe foi avisada.').first().waitFor();
  await expect
    .poll(
      async () =>
        (
          await shop.query<{ text: string }>('select text from task where home_id = $1 and variant_id = $2', [
            shop.storeId,
            lotion.variantId,
          ])
        ).map(({ text }) => text),
      { timeout: 20_000 },
    )
    .toEqual([`Tirar da prateleira: ${lotion.name}, lote L2611`]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await handScan(page, link(lotion.gtin14, `/10/L2599?17=${dateIn(300)}`));
  await page.getByTestId('piece').getByText('lote L2599', { exact: false }).waitFor();
  expect(await page.getByTestId('recall').count()).toBe(0);

  // Its bars alone do not say the lot: the label does.
  await handScan(page, lotion.gtin14.slice(1));
  await page.getByTestId('recall').getByText('Confira o lote L2611 na etiqueta.').waitFor();
});

test('a date close by makes this piece cheaper beside the ordinary price; past it, nobody takes it away', async () => {
  const honey = await styleOf('mel-laranjeira');
  const page = await openTablet();
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
  await handScan(page, `01${honey.gtin14}17${dateIn(2)}10A7`);
  await heading(page, honey.name).waitFor();
  const piece = page.getByTestId('piece');
  await piece.getByText('Preço desta peça').waitFor();
  expect(await piece.innerText()).toMatch(/Vence em .*faltam 2 dias.*lote A7/s);
  const less = Math.floor((honey.minor * 60 + 50) / 100);
  expect(await piece.locator('[data-minor]').getAttribute('data-minor')).toBe(String(less));
  expect(await page.getByTestId('price-tag').innerText()).toContain(reais(honey.minor));

  await tablet.setOffline(true);
  await handScan(page, `01${honey.gtin14}17${dateIn(-1)}10A7`);
  await page.getByTestId('past-date').getByText('Venceu em', { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: /^(Separar|Pedir)/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Avisar a equipe' }).waitFor();

  await handScan(page, `01${honey.gtin14}15${dateIn(-1)}10A7`);
  await page.getByText('Era melhor consumir até', { exact: false }).waitFor();
});

test('a number of the shop’s own scale opens its product with the price that is printed on it', async () => {
  const rope = await styleOf('corda-cipo');
  const page = await openTablet();
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
  const body = `20${rope.gtin14.slice(8, 13)}01295`;
  await handScan(page, body + checkDigit(body));
  await heading(page, rope.name).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/p/${rope.gtin14}`);
  expect(await page.getByTestId('piece').locator('[data-minor]').getAttribute('data-minor')).toBe('1295');

  // The same prefix with a number that nothing here has.
  const stranger = `209999901295`;
  await handScan(page, String(gtinToGtin14(stranger + checkDigit(stranger))).slice(1));
  await page.getByRole('heading', { name: 'Não conhecemos este código.' }).waitFor();
});

test('S30: a poster opens its products, the sold-out one last behind what could be taken instead; off line too', async () => {
  const shop = await openShopForTest(storeName);
  const pool = openPool({ connectionString: inject('databaseUrl'), onTrouble: () => undefined, max: 1 });
  const db = openDatabase<Database>(pool);
  onTestFinished(() => db.destroy());
  const chain = shop.chainId as HomeId;
  const [web] = await shop.query<{ id: HomeId }>(`select id from store where home_id = $1 and kind = 'web'`, [chain]);
  const stores = [shop.storeId as HomeId, web?.id as HomeId];
  const write = async (writes: Write[]) => {
    await commit(db, writes, Date.now());
    await tellServers(db, [chain, ...stores]);
  };
  const [gone, boot, mug] = [
    await styleOf('muda-manjericao'),
    await styleOf('bota-serra'),
    await styleOf('caneca-barro'),
  ];
  const stockOf = async (home: HomeId): Promise<Row<'stock'>> => {
    const [row] = await shop.query<Row<'stock'>>(
      `select id, on_hand::int as "onHand", reserved::int as reserved, leased::int as leased, as_of_ms::float8 as "asOfMs"
         from stock where home_id = $1 and id = $2`,
      [home, gone.variantId],
    );
    if (!row) throw new Error('no stock of it');
    return row;
  };
  const before = await Promise.all(stores.map(stockOf));
  const poster: Row<'poster'> = {
    id: 'e2e-poster',
    code: posterCode('77777'),
    name: { 'pt-BR': 'Varanda de teste' },
    productIds: [gone.productId, boot.productId, mug.productId],
  };
  const soldOut = before.map((row, at) =>
    put('stock', stores[at] as HomeId, { ...row, onHand: row.reserved + row.leased, asOfMs: Date.now() }),
  );
  await write([put('poster', chain, poster), ...soldOut]);
  onTestFinished(() =>
    write([remove('poster', chain, poster.id), ...before.map((row, at) => put('stock', stores[at] as HomeId, row))]),
  );

  const page = await openTablet();
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
  const list = page.getByTestId('poster').getByRole('listitem');
  const rows = async () => (await list.allInnerTexts()).map((text) => text.replaceAll('\n', ' '));
  await expect
    .poll(
      async () => {
        await handScan(page, `${serverUrl()}${posterPath(poster.code)}`);
        return (await page.getByTestId('poster').count()) > 0 ? await rows() : [];
      },
      { timeout: 40_000, interval: 1_000 },
    )
    .toHaveLength(4);
  const shown = await rows();
  expect(shown[0]).toContain(boot.name);
  expect(shown[0]).toContain(reais(boot.minor));
  expect(shown[1]).toContain(mug.name);
  expect(shown[2]).toContain(`No lugar de ${gone.name}`);
  expect(shown[3]).toContain(gone.name);
  expect(shown[3]).toContain('Acabou aqui e online');

  await tablet.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'Varanda de teste', level: 1 }).waitFor();
  await expect.poll(async () => (await rows()).length).toBe(4);
  await list.first().getByRole('button').click();
  await heading(page, boot.name).waitFor();

  // Another shop's poster, and one that has a slip in its code.
  await handScan(page, `https://other.example${posterPath(posterCode('66666'))}`);
  await page.getByRole('heading', { name: 'Não conhecemos este código.' }).waitFor();
});

test('a poster of the demo shop opens when its six digits are typed', async () => {
  const page = await openTablet('/type');
  await page.getByRole('heading', { name: 'Digite o código.' }).waitFor();
  await press(page, posterCode('10001'));
  await page.getByRole('button', { name: 'Ver produto' }).click();
  await page.getByRole('heading', { name: 'Sábado na trilha', level: 1 }).waitFor();
  expect(await page.getByTestId('poster').getByRole('listitem').count()).toBeGreaterThanOrEqual(5);
});
