// The camera as it meets the world: codes that want to lead somewhere, no permission, no camera. Nothing foreign is
// ever opened, and without a camera there is a way on.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Page } from 'playwright';
import { writeFakeCamera } from '#test/build/code-frames.ts';
import { openPage } from '#test/build/page.ts';
import { openBrowser, openShopForTest, scratchFolder, serverUrl } from './running.ts';
import { enrolDemo, handScan, press } from './tablets.ts';

const storeName = 'Pinheiros';

test.each([
  ['a script', 'javascript:alert(1)', 'Este código não é de um produto. Nada foi aberto.'],
  ['another site', 'https://evil.example/gift', 'Este código aponta para evil.example. Não abrimos endereços de fora.'],
])('a QR code that leads to %s opens nothing and says so', async (_what, text, words) => {
  const camera = join(scratchFolder(), 'qr.mjpeg');
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

async function waysOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Usar uma foto' }).waitFor();
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 110 });
  await page.getByRole('button', { name: 'Digitar o código' }).click();
  await page.getByRole('heading', { name: 'Digite o código.' }).waitFor();
  await press(page, item.gtin14.slice(1));
  await page.getByRole('button', { name: 'Ver produto' }).click();
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  await page.goto(serverUrl());
  await handScan(page, item.gtin14.slice(1));
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
}

test.each([
  ['not allowed', ['--use-fake-device-for-media-stream', '--deny-permission-prompts'], 'A câmera está bloqueada.'],
  [
    'not there',
    ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'],
    'Este aparelho não tem câmera.',
  ],
])('a camera that is %s is said plainly, with ways on', async (_how, args, words) => {
  const { context } = await openBrowser({ args });
  const { page } = await openPage(context, serverUrl());
  await enrolDemo(page, storeName, 'Tablet de clientes');
  const start = page.getByRole('button', { name: 'Toque para começar' });
  await start.click();
  await page.getByText(words).waitFor();
  await waysOn(page);
});
