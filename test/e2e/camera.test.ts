// The camera as it meets the world: codes that want to lead somewhere, no permission, no camera. Nothing foreign is
// ever opened, and without a camera there is a way on.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Page } from 'playwright';
import { drawTag, writeFakeCamera } from '#test/build/code-frames.ts';
import { openPage } from '#test/build/page.ts';
import { openBrowser, openShopForTest, scratchFolder, serverUrl } from './running.ts';
import { enrolDemo, handScan, press } from './tablets.ts';

const storeName = 'Pinheiros';

/** For people who want to see what the tests saw: `GONDOLA_SHOTS=folder`. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.GONDOLA_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

test.each([
  ['a script', 'javascript:alert(1)', 'Este código não é de um produto. Nada foi aberto.'],
  ['another site', 'https://evil.example/gift', 'Este código aponta para evil.example. Não abrimos endereços de fora.'],
])('a QR code that leads to %s opens nothing and says so', async (_what, text, words) => {
  const camera = join(scratchFolder(), 'qr.y4m');
  await writeFakeCamera(camera, [{ text, symbology: 'qrcode' }]);
  const { context } = await openBrowser({ fakeCamera: camera });
  const { page } = await openPage(context, serverUrl());
  const opened: string[] = [];
  page.on('dialog', (dialog) => {
    opened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (other) => opened.push(other.url()));
  context.on('request', (request) => {
    if (!request.url().startsWith(serverUrl()) && !/^(data|blob):/.test(request.url())) opened.push(request.url());
  });
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByText(words).waitFor();
  expect(opened).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/unknown');
  expect(page.url()).toBe(`${serverUrl()}/unknown`);
});

type WayOn = (page: Page, text: string, seesProduct: () => Promise<void>) => Promise<void>;

const photo: WayOn = async (page, text, seesProduct) => {
  await page.getByRole('button', { name: 'Usar uma foto' }).waitFor();
  const file = page.locator('input[type=file]');
  const empty = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8f9489' } })
    .png()
    .toBuffer();
  await file.setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer: empty });
  await page.getByText('Não achamos um código nesta foto.').waitFor();
  await file.setInputFiles({ name: 'words.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText('Não conseguimos abrir este arquivo.').waitFor();
  const tag = await drawTag({ text, symbology: 'ean13', turn: 20 }, 3000, 2000);
  await file.setInputFiles({ name: 'tag.jpg', mimeType: 'image/jpeg', buffer: tag });
  await seesProduct();
};

const typing: WayOn = async (page, text, seesProduct) => {
  await page.getByRole('button', { name: 'Digitar o código' }).click();
  await page.getByRole('heading', { name: 'Digite o código.' }).waitFor();
  await press(page, text);
  await page.getByRole('button', { name: 'Ver produto' }).click();
  await seesProduct();
};

const scanner: WayOn = async (page, text, seesProduct) => {
  await handScan(page, text);
  await seesProduct();
};

/** Each opens a product from the screen of a camera that does not run. */
async function goOn(page: Page, ways: readonly WayOn[], words: string): Promise<void> {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 110 });
  const product = page.getByRole('heading', { name: item.name, exact: true, level: 1 });
  for (const way of ways) {
    await page.getByText(words).waitFor();
    await way(page, item.gtin14.slice(1), () => product.waitFor());
    await page.goto(serverUrl());
    await page.getByRole('button', { name: 'Toque para começar' }).click();
  }
}

const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
/** What a camera says that another program holds: headless Chromium has no second program. */
const heldByAnother = () => {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException('Could not start video source', 'NotReadableError'));
};
/** http on another machine's address: the app itself needs more of a secure page than a camera. */
const notSecure = () => Object.defineProperty(window, 'isSecureContext', { get: () => false });

test.each([
  [
    'not allowed',
    ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
    undefined,
    'A câmera está bloqueada.',
    [photo, typing, scanner],
  ],
  [
    'not there',
    ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'],
    undefined,
    'Este aparelho não tem câmera.',
    [scanner],
  ],
  ['held by another program', fakeCamera, heldByAnother, 'A câmera está com outro programa.', [typing]],
  ['not secure', fakeCamera, notSecure, 'A câmera precisa de um endereço seguro.', [photo]],
] as const)('a camera that is %s is said plainly, with ways on', async (how, args, before, words, ways) => {
  const { context } = await openBrowser({ args: [...args] });
  if (before) await context.addInitScript(before);
  const { page } = await openPage(context, serverUrl());
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).click();
  await page.getByText(words).waitFor();
  await shoot(page, `camera ${how}`);
  await goOn(page, ways, words);
});

test('after two seconds without a code the screen says what to do, from what the frame is like', async () => {
  const shown: [string, Buffer][] = [];
  const far = await drawTag({ text: '7896000010018', symbology: 'ean13', width: 0.07 }, 1280, 720);
  shown.push(['Um pouco mais perto', far]);
  shown.push(['Mais luz na etiqueta', await sharp(far).linear(0.2, 0).jpeg().toBuffer()]);
  // Of an EAN even so much blur is read.
  const near = await drawTag({ text: 'GONDOLA-12', symbology: 'code128', width: 0.45 }, 1280, 720);
  shown.push(['Segure firme', await sharp(near).blur(14).jpeg().toBuffer()]);
  // One after the other for five seconds, again and again.
  const file = join(scratchFolder(), 'frames.mjpeg');
  await writeFile(file, Buffer.concat(shown.flatMap(([, jpeg]) => Array.from({ length: 150 }, () => jpeg))));
  const { context } = await openBrowser({ fakeCamera: file });
  const { page } = await openPage(context, serverUrl());
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).click();
  for (const [words] of shown) {
    await page.getByRole('status').filter({ hasText: words }).waitFor({ timeout: 30_000 });
    await shoot(page, `hint ${words}`);
  }
});

/** A camera with light, zoom and focus, which the fake one has not; what it is asked for is written down. */
const wellEquipped = () => {
  const asked: unknown[] = [];
  Object.assign(window, { asked });
  const can = { torch: true, zoom: { min: 1, max: 6 }, focusMode: ['continuous', 'single-shot'], pointsOfInterest: [] };
  MediaStreamTrack.prototype.getCapabilities = () => can as unknown as MediaTrackCapabilities;
  MediaStreamTrack.prototype.applyConstraints = (constraints) => {
    asked.push(...(constraints?.advanced ?? []));
    return Promise.resolve();
  };
};

test('light, enlarging, focus and the choice of the lens are buttons that say their state; the lens is remembered', async () => {
  const { context } = await openBrowser({
    args: ['--use-fake-device-for-media-stream=device-count=2,fps=10', '--use-fake-ui-for-media-stream'],
  });
  await context.addInitScript(wellEquipped);
  const { page } = await openPage(context, serverUrl());
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).click();
  const controls = page.getByRole('group', { name: 'Câmera' });
  for (const name of ['Luz', 'Ampliar']) {
    const button = controls.getByRole('button', { name });
    await button.click();
    await controls.getByRole('button', { name, pressed: true }).waitFor();
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
  }
  await shoot(page, 'controls');
  await page.mouse.click(300, 400);
  await page.getByText('Focando onde você tocou').waitFor({ state: 'attached' });
  const asked = await page.evaluate(() => (window as unknown as { asked: object[] }).asked);
  expect(asked.slice(0, 3)).toEqual([{ focusMode: 'continuous' }, { torch: true }, { zoom: 2 }]);
  expect(asked[3]).toMatchObject({ focusMode: 'single-shot', pointsOfInterest: [{}] });

  const inUse = () =>
    page.evaluate(() => {
      const { srcObject } = document.querySelector<HTMLVideoElement>('#camera video') ?? {};
      return srcObject instanceof MediaStream ? srcObject.getVideoTracks()[0]?.getSettings().deviceId : undefined;
    });
  const before = await inUse();
  await controls.getByRole('button', { name: 'Trocar' }).click();
  const sheet = page.getByRole('dialog', { name: 'Qual câmera lê as etiquetas?' });
  await sheet.waitFor();
  await shoot(page, 'lens sheet');
  await sheet.getByRole('button', { pressed: false }).filter({ hasText: /fake/i }).click();
  await expect.poll(async () => [undefined, before].includes(await inUse())).toBe(false);
  const chosen = await inUse();
  await page.reload();
  await expect.poll(inUse, { timeout: 20_000 }).toBe(chosen);
  await page.getByRole('button', { name: 'Toque para começar' }).click();
  await controls.getByRole('button', { name: 'Prateleira' }).click();
  await page.waitForURL('**/lens');
  await shoot(page, 'lens empty');
  await page.getByRole('heading', { name: 'Nenhuma etiqueta à vista' }).waitFor();
});
