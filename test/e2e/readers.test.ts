// The readers beside the camera in a real browser: keys with real timings, a point-of-sale scanner and NFC as stand-ins put
// into the page before it loads, typing with its help, and printed tags that are read back.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { offlineErrors, openPage, type WatchedPage } from '#test/build/page.ts';
import { pdfPages, printedCodes, printRects } from '#test/build/printed-codes.ts';
import { openBrowser, openShopForTest, person, scratchFolder, serverUrl } from './running.ts';
import type { Item } from './shop.ts';
import { enrolDemo, handScan, press, signIn, untilInstalled } from './tablets.ts';

const storeName = 'Pinheiros';
let tablet: RunningChromium;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  tablet = await launchChromium();
  await tablet.context.addInitScript(fakeReaders);
  watched = await openPage(tablet.context, serverUrl(), { checkMyself: true, allow: [offlineErrors] });
  ({ page } = watched);
  await enrolDemo(page, storeName, 'Tablet de clientes');
});
afterAll(async () => {
  await tablet?.close();
  watched.expectQuiet();
});

/** Runs in the page, before everything else: one scanner that is allowed already, and NFC that has to be asked for. */
function fakeReaders(): void {
  class Device extends EventTarget {
    opened = false;
    vendorId = 0x05f9;
    productName = 'Gryphon';
    collections = [{ usagePage: 0x8c, usage: 2, inputReports: [{ reportId: 2 }] }];
    async open() {
      this.opened = true;
    }
    async close() {
      this.opened = false;
    }
    /** 63 bytes: length, AIM prefix, 56 bytes of data, two of the maker's, more follows. */
    send(text: string, aim: string) {
      for (let at = 0; at < text.length && this.opened; at += 56) {
        const part = text.slice(at, at + 56);
        const bytes = new Uint8Array(63);
        bytes[0] = part.length;
        [...aim].forEach((sign, index) => (bytes[1 + index] = sign.charCodeAt(0)));
        [...part].forEach((sign, index) => (bytes[4 + index] = sign.charCodeAt(0)));
        bytes[62] = at + 56 < text.length ? 1 : 0;
        const report = { reportId: 2, data: new DataView(bytes.buffer) };
        this.dispatchEvent(Object.assign(new Event('inputreport'), report));
      }
    }
  }
  const device = new Device();
  const state = { asked: 0, refuse: '', writes: [] as string[], readers: [] as EventTarget[], device };
  class Hid extends EventTarget {
    async getDevices() {
      return [device];
    }
    async requestDevice() {
      state.asked += 1;
      return [device];
    }
  }
  class NDEFReader extends EventTarget {
    async scan({ signal }: { signal?: AbortSignal } = {}) {
      if (state.refuse !== '') throw new DOMException('no', state.refuse);
      state.readers.push(this);
      signal?.addEventListener('abort', () => state.readers.splice(state.readers.indexOf(this), 1));
    }
    async write({ records }: { records: { data: string }[] }) {
      state.writes.push(...records.map(({ data }) => data));
    }
  }
  Object.defineProperty(navigator, 'hid', { value: new Hid(), configurable: true });
  Object.assign(globalThis, { NDEFReader, fakeReaders: state });
}

interface FakeReaders {
  asked: number;
  refuse: string;
  writes: string[];
  readers: EventTarget[];
  device: { opened: boolean; send(text: string, aim: string): void };
}
declare global {
  var fakeReaders: FakeReaders;
}

/** Somebody holds a tag with one address to the device. */
const tap = (on: Page, url: string): Promise<void> =>
  on.evaluate((address) => {
    const record = { recordType: 'url', data: new DataView(new TextEncoder().encode(address).buffer) };
    for (const reader of globalThis.fakeReaders.readers)
      reader.dispatchEvent(Object.assign(new Event('reading'), { message: { records: [record] } }));
  }, url);

const goHome = async (): Promise<void> => {
  await page.goto(serverUrl());
  await page.locator('#camera').waitFor({ state: 'attached' });
  const wake = page.getByRole('button', { name: 'Toque para começar' });
  if (await wake.isVisible()) await wake.click();
};
const shown = (item: Item): Promise<void> =>
  page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();

type RealKey = { key: string; code: string; text?: string; modifiers?: number; gapMs: number };
/** Real key events with the browser's own time stamps; gaps are kept by the browser's clock, not by hope. */
async function type(context: BrowserContext, on: Page, keys: readonly RealKey[]): Promise<void> {
  const session: CDPSession = await context.newCDPSession(on);
  const startSeconds = Date.now() / 1000;
  let afterMs = 0;
  // A time stamp of the event's own: a busy machine must make neither a scanner slow nor fingers quick.
  const sent: Promise<unknown>[] = [];
  for (const { gapMs, key, code, text, modifiers = 0 } of keys) {
    afterMs += gapMs;
    const timestamp = startSeconds + afterMs / 1000;
    const event = { key, code, modifiers, timestamp, ...(text === undefined ? {} : { text }) };
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event }));
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers, timestamp }));
  }
  await Promise.all(sent);
  await session.detach();
}
const keysOf = (text: string, gaps: (index: number) => number): RealKey[] =>
  [...text].map((sign, index) => ({
    key: sign === '\n' ? 'Enter' : sign,
    code: /\d/.test(sign)
      ? `Digit${sign}`
      : sign === '\n'
        ? 'Enter'
        : sign === ' '
          ? 'Space'
          : `Key${sign.toUpperCase()}`,
    text: sign === '\n' ? '\r' : sign,
    gapMs: gaps(index),
  }));

describe('[S6] a hand scanner that types', () => {
  test.each([
    [40, 300],
    [80, 150],
  ])('[P21] leaves a person alone who types %s words a minute, every pair in six rolled', async (_, meanMs) => {
    await page.goto(`${serverUrl()}/search`);
    const field = page.getByRole('textbox');
    await field.click();
    const words = 'bota de trilha 7891000100103 tamanho 39';
    await type(
      tablet.context,
      page,
      keysOf(words, (index) => (index % 6 === 5 ? 30 : meanMs * (0.6 + ((index * 7) % 9) / 10))),
    );
    await expect.poll(() => field.inputValue()).toBe(words);
    expect(new URL(page.url()).pathname).toBe('/search');
  });

  test('[P21] opens its product from inside a field, and the field is as it was before', async () => {
    const shop = await openShopForTest(storeName);
    const item = await shop.item({ free: 2 });
    await page.goto(`${serverUrl()}/search`);
    const field = page.getByRole('textbox');
    await field.fill('bota');
    await page.evaluate(() => {
      const values: string[] = [];
      Object.assign(globalThis, { values });
      const input = document.querySelector('input');
      input?.addEventListener('input', () => void values.push(input.value));
    });
    await type(
      tablet.context,
      page,
      keysOf(`${item.gtin14.slice(1)}\n`, () => 6),
    );
    await shown(item);
    const values = await page.evaluate(() => (globalThis as unknown as { values: string[] }).values);
    expect(values.at(-1)).toBe('bota');
    expect(values.every((value) => value.length <= 'bota'.length + 3)).toBe(true);
  });

  test('that is slow as over Bluetooth is read at once, and on a French keyboard too', async () => {
    const shop = await openShopForTest(storeName);
    const [first, second] = [await shop.item({ free: 2 }), await shop.item({ free: 2, skip: 5 })];
    await goHome();
    await type(
      tablet.context,
      page,
      keysOf(`${first.gtin14.slice(1)}\n`, (index) => 42 + (index % 4) * 5),
    );
    await shown(first);
    const azerty = ['à', '&', 'é', '"', "'", '(', '-', 'è', '_', 'ç'];
    const keys = keysOf(`${second.gtin14.slice(1)}\n`, () => 8).map((one) => {
      const sign = azerty[Number(one.key)];
      return /\d/.test(one.key) && sign ? { ...one, key: sign, text: sign } : one;
    });
    await type(tablet.context, page, keys);
    await shown(second);
  });

  test.each([
    ['shortcuts in the middle', [...keysOf('789100', () => 5), ...shortcuts(), ...keysOf('01\n', () => 5)]],
    ['shortcuts at the beginning', [...shortcuts(), ...keysOf('javascriptalert\n', () => 5)]],
    ['Tab, Enter and Space on a focused button', keysOf('1234\n\n   \n', () => 4)],
  ])('[T4] whose code types %s opens nothing', async (_, keys) => {
    await goHome();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { pressed: seen });
      addEventListener('keydown', (event) => !event.defaultPrevented && seen.push(event.key));
      document.querySelector<HTMLElement>('footer button')?.focus();
    });
    const pages = tablet.context.pages().length;
    await type(tablet.context, page, keys);
    expect(tablet.context.pages()).toHaveLength(pages);
    expect(new URL(page.url()).origin).toBe(serverUrl());
    expect(['/', '/unknown']).toContain(new URL(page.url()).pathname);
    const pressed = await page.evaluate(() => (globalThis as unknown as { pressed?: string[] }).pressed ?? []);
    expect(pressed.filter((key) => /^(F\d+|o|w|p|t|Enter)$/.test(key))).toEqual([]);
  });
});

function shortcuts(): RealKey[] {
  const control = 2;
  return [
    ...['o', 'w', 'p', 't'].map((key) => ({ key, code: `Key${key.toUpperCase()}`, modifiers: control, gapMs: 5 })),
    { key: 'F12', code: 'F12', gapMs: 5 },
    { key: 'F4', code: 'F4', modifiers: 1, gapMs: 5 },
  ];
}

describe('a point-of-sale scanner on USB', () => {
  test('is heard without asking; a code over two reports and one with GS are read whole', async () => {
    const shop = await openShopForTest(storeName);
    const [first, second] = [await shop.item({ free: 2 }), await shop.item({ free: 2, skip: 3 })];
    await goHome();
    await expect.poll(() => page.evaluate(() => globalThis.fakeReaders.device.opened)).toBe(true);
    const send = (text: string, aim: string): Promise<void> =>
      page.evaluate(([code, prefix]) => globalThis.fakeReaders.device.send(code ?? '', prefix ?? ''), [text, aim]);
    await send(`https://uma-marca-com-nome-longo.example/de/artigos/01/${first.gtin14}/10/LOTE1`, ']Q1');
    await shown(first);
    await send(`01${second.gtin14}10L7\u001d21S9`, ']d2');
    await shown(second);
    expect(await page.evaluate(() => globalThis.fakeReaders.asked)).toBe(0);
  });
});

describe('[S1] NFC', () => {
  test('opens the same view as the tag’s own address in the QR code beside it', async () => {
    const shop = await openShopForTest(storeName);
    const item = await shop.item({ free: 2 });
    const address = `${serverUrl()}/01/${item.gtin14}`;
    await page.goto(address);
    await shown(item);
    const byAddress = { path: new URL(page.url()).pathname, price: await page.getByTestId('price-tag').innerText() };
    await goHome();
    await page.getByRole('button', { name: 'Ligar NFC' }).click();
    await page.getByText('NFC ligado', { exact: false }).waitFor();
    await tap(page, address);
    await shown(item);
    expect({ path: new URL(page.url()).pathname, price: await page.getByTestId('price-tag').innerText() }).toEqual(
      byAddress,
    );
  });

  test('[P22] refused or switched off says so, and the hand scanner goes on', async () => {
    const shop = await openShopForTest(storeName);
    const item = await shop.item({ free: 2 });
    await goHome();
    for (const [name, words] of [
      ['NotAllowedError', 'O NFC está bloqueado'],
      ['NotReadableError', 'O NFC está desligado'],
    ] as const) {
      await page.evaluate((refusal) => void (globalThis.fakeReaders.refuse = refusal), name);
      await page.getByTestId('nfc').getByRole('button').click();
      await page.getByText(words, { exact: false }).waitFor();
    }
    await handScan(page, item.gtin14.slice(1));
    await shown(item);
  });

  test('[P22] where the browser has none, nothing of it is shown', async () => {
    const other = await openBrowser();
    const { page: plain } = await openPage(other.context, serverUrl());
    await enrolDemo(plain, storeName, 'Tablet de clientes');
    await plain.getByRole('button', { name: 'Toque para começar' }).click();
    await plain.getByText('Código de barras ou QR', { exact: false }).waitFor();
    expect(await plain.getByTestId('nfc').count()).toBe(0);
  });
});

test('[S7] a code that is not of this shop goes with its visit: Back shows the next person nothing of it', async () => {
  const other = await openBrowser();
  const { page: plain } = await openPage(other.context, serverUrl());
  await enrolDemo(plain, storeName, 'Tablet de clientes');
  await plain.getByRole('button', { name: 'Toque para começar' }).click();
  await handScan(plain, '4006381333931');
  const why = plain.getByText('O código está inteiro, mas não é desta loja.', { exact: false });
  await why.waitFor();
  await plain.getByRole('button', { name: 'Avisar a equipe' }).click();
  await plain.getByRole('dialog').getByRole('button', { name: 'Pronto' }).click();
  await plain.getByRole('button', { name: 'Início' }).click();
  await plain.getByRole('button', { name: 'Terminar' }).click();
  await plain.getByRole('heading', { name: 'Até logo.' }).waitFor();
  await plain.goBack();
  // The entries of the visit before are written over [K6].
  expect(new URL(plain.url()).pathname).toBe('/');
  expect(await why.count()).toBe(0);
  expect(await plain.getByRole('heading', { name: 'Não conhecemos este código.' }).count()).toBe(0);
});

describe('[S8] typing', () => {
  /** The item's number with one digit changed that no other item of the shop is near to. */
  const wrongOf = ({ gtin14 }: Item): string => {
    const digits = gtin14.slice(1);
    return digits.slice(0, 12) + ((Number(digits[12]) + 5) % 10);
  };

  test('a wrong check digit is marked at once and the product that was meant is proposed, with its picture', async () => {
    const shop = await openShopForTest(storeName);
    const item = await shop.item({ free: 2 });
    await page.goto(`${serverUrl()}/type`);
    await press(page, wrongOf(item));
    await page.getByText('O 13º número não confere').waitFor();
    const near = page.getByTestId('near');
    const meant = near.getByRole('button', { name: item.name, exact: true }).first();
    await meant.waitFor();
    expect(await near.locator('img').count()).toBeGreaterThan(0);
    await meant.click();
    await shown(item);
  });

  test('works on a keyboard alone: digits, neighbours swapped, Enter, Tab, Enter', async () => {
    const shop = await openShopForTest(storeName);
    const item = await shop.item({ free: 2 });
    const right = item.gtin14.slice(1);
    const at = [...right].findIndex(
      (digit, index) =>
        index > 4 &&
        index < 11 &&
        digit !== right[index + 1] &&
        Math.abs(Number(digit) - Number(right[index + 1])) !== 5,
    );
    const swapped = right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2);
    await page.goto(`${serverUrl()}/type`);
    await page.getByRole('heading', { name: 'Digite o código.' }).waitFor();
    await type(
      tablet.context,
      page,
      keysOf(swapped, () => 160),
    );
    await page
      .getByText(`Com o ${at + 1}º e o seguinte trocados`, { exact: false })
      .first()
      .waitFor();
    const meant = page.getByTestId('near').getByRole('button', { name: item.name, exact: true }).first();
    await meant.focus();
    await page.keyboard.press('Enter');
    await shown(item);
  });
});

describe('staff', () => {
  test('teach it a slow scanner, connect one on USB, print tags that read right, and write an NFC tag that is read back', async () => {
    const shop = await openShopForTest(storeName);
    const item = await shop.firstVariant({ skip: 2 });
    const { number, pin } = person('staff');
    const device = await openBrowser();
    await device.context.addInitScript(fakeReaders);
    const { page: staff } = await openPage(device.context, serverUrl(), { allow: [offlineErrors] });
    await enrolDemo(staff, storeName, 'Tablet da equipe');
    await signIn(staff, number, pin);

    // A scanner as slow as over Bluetooth: two codes are a habit, and the device keeps it.
    for (const skip of [0, 1]) {
      const scanned = await shop.item({ free: 2, skip });
      await staff.locator('#camera').waitFor({ state: 'attached' });
      await type(
        device.context,
        staff,
        keysOf(`${scanned.gtin14.slice(1)}\n`, (index) => 42 + (index % 4) * 4),
      );
      await staff.getByRole('heading', { name: scanned.name, exact: true, level: 1 }).waitFor();
      await staff.getByRole('button', { name: 'Início' }).click();
    }
    await staff.getByRole('button', { name: /^Leitores deste aparelho/ }).click();
    await staff.getByText(/^Velocidade aprendida: até (6\d|70) ms/).waitFor();
    await staff.getByRole('button', { name: 'Conectar leitor USB' }).click();
    await staff.getByText('Conectado: Gryphon').waitFor();
    expect(await staff.evaluate(() => globalThis.fakeReaders.asked)).toBe(1);
    await staff.getByRole('button', { name: 'Início' }).click();
    // A poster of the shop is no stranger's code on a device of the staff either.
    await handScan(staff, `${serverUrl()}/s/100014`);
    await staff.getByRole('heading', { name: 'Sábado na trilha', level: 1 }).waitFor();
    await staff.getByRole('button', { name: 'Início' }).click();

    await untilInstalled(staff);
    await device.context.setOffline(true);
    await staff.getByRole('button', { name: /^Etiquetas/ }).click();
    await staff.getByRole('textbox').fill(item.name);
    await staff.getByRole('button', { name: item.name, exact: true }).first().click();
    await staff.getByRole('radio', { name: /^Folha A4, 24/ }).check();
    await staff
      .getByRole('img', { name: /^Etiqueta de/ })
      .first()
      .waitFor();
    await staff.emulateMedia({ media: 'print' });
    const paper = staff.locator('.g-print__page');
    await expect.poll(() => paper.count()).toBe(1);
    const box = await paper.boundingBox();
    expect([box?.width, box?.height]).toEqual([
      expect.closeTo((210 / 25.4) * 96, 0),
      expect.closeTo((297 / 25.4) * 96, 0),
    ]);
    // 300 dots per inch, as a printer puts it on paper.
    const session = await device.context.newCDPSession(staff);
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: box?.width ?? 0, height: 200, scale: 300 / 96 },
    });
    const printed = await printedCodes(Buffer.from(data, 'base64'));
    expect(printed).toContain(`EAN13 ${item.gtin14.slice(1)}`);
    expect(printed).toContain(`QRCode ${serverUrl()}/01/${item.gtin14}`);
    await staff.emulateMedia({ media: 'screen' });
    await device.context.setOffline(false);

    await staff.getByRole('button', { name: 'Gravar NFC' }).first().click();
    await staff.getByText('Gravado. Encoste a mesma etiqueta de novo').waitFor();
    const address = `${serverUrl()}/01/${item.gtin14}`;
    expect(await staff.evaluate(() => globalThis.fakeReaders.writes)).toEqual([address]);
    await tap(staff, 'https://outra.example/');
    await staff.getByText('diz outra coisa', { exact: false }).waitFor();
    await tap(staff, address);
    await staff.getByText('Conferido: a etiqueta abre este produto.').waitFor();
  });
});

test('[S1] gondola tags writes, beside the running server, a PDF whose own codes read right', async () => {
  const shop = await openShopForTest(storeName);
  const items = [await shop.item({ free: 2 }), await shop.item({ free: 2, skip: 4 })];
  const pdf = join(scratchFolder(), 'tags.pdf');
  const numbers = items.map(({ gtin14 }) => gtin14.slice(1)).join(',');
  const args = ['--products', numbers, '--size', '50x30', '--pdf', pdf, '--data', inject('dataDir')];
  const said = execFileSync(process.execPath, ['src/gondola.mjs', 'tags', ...args], { encoding: 'utf8' });
  expect(said).toContain('2 tags written');
  const pages = pdfPages(readFileSync(pdf));
  const read = await Promise.all(
    pages.map(async ({ width, height, ink }) => printedCodes(await printRects(ink, width, height))),
  );
  expect(read).toEqual(items.map(({ gtin14 }) => [`EAN13 ${gtin14.slice(1)}`, `QRCode ${serverUrl()}/01/${gtin14}`]));
});
