// A locked tablet speaks for itself: what it says of a product, word by word in three languages, of what is touched or
// reached by keys, of news and of the idle warning; and what makes it silent. Headless Chromium has no voice: the browser's
// speech synthesis is replaced before the app starts, and what it was asked to say is the transcript.
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { openPage } from '#test/build/page.ts';
import { openShopForTest, serverUrl } from './running.ts';
import { enrolDemo } from './tablets.ts';

const storeName = 'Pinheiros';
let chromium: RunningChromium;
let tablet: BrowserContext;

interface Said {
  text: string;
  lang: string;
  voice: string | null;
}
type Recorder = { said: Said[]; silenced: number; languages: string[] };
/** A busy machine takes its time. */
const patience = { timeout: 15_000 };
const recorded = (page: Page): Promise<Recorder> =>
  page.evaluate(() => (window as unknown as { recorder: Recorder }).recorder);

beforeAll(async () => {
  chromium = await launchChromium();
  tablet = await chromium.browser.newContext({ reducedMotion: 'reduce', hasTouch: true });
  await tablet.addInitScript(() => {
    const recorder: Recorder = { said: [], silenced: 0, languages: ['en-US', 'pt-BR', 'es-419'] };
    class Utterance {
      lang = '';
      voice: { lang: string } | null = null;
      text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    Object.assign(window, { recorder, SpeechSynthesisUtterance: Utterance });
    Object.assign(window.speechSynthesis, {
      speak: ({ text, lang, voice }: Utterance) => recorder.said.push({ text, lang, voice: voice?.lang ?? null }),
      cancel: () => (recorder.silenced += 1),
      getVoices: () => recorder.languages.map((lang) => ({ lang, localService: true, default: false })),
    });
  });
  const { page } = await openPage(tablet, serverUrl(), { checkMyself: true });
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor({ timeout: 30_000 });
  await page.close();
});
afterAll(() => chromium?.close());

async function openTablet(path: string): Promise<Page> {
  const { page } = await openPage(tablet, `${serverUrl()}${path}`);
  onTestFinished(() => page.close());
  return page;
}

const accessibility = (page: Page) =>
  page.getByRole('button', { name: /^(Acessibilidade|Accessibility|Accesibilidad)$/ });
const sheetButton = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' });

/** From the accessibility sheet, as a person turns it on; the sheet stays open. */
async function turnOn(page: Page): Promise<void> {
  await accessibility(page).click();
  await page.getByText('Falar o que está na tela').click();
  await expect
    .poll(async () => (await recorded(page)).said.map(({ text }) => text), patience)
    .toContain('A fala está ligada. Um toque fora dos botões ou a tecla Escape faz silêncio.');
}

/** What is said from here on, once `last` is said. */
async function saidUntil(page: Page, last: RegExp, act: () => Promise<unknown>): Promise<Said[]> {
  const before = (await recorded(page)).said.length;
  await act();
  await expect
    .poll(
      async () =>
        (await recorded(page)).said
          .slice(before)
          .map(({ text }) => text)
          .join('\n'),
      patience,
    )
    .toMatch(last);
  return (await recorded(page)).said.slice(before);
}

const days =
  /\b(domingo|segunda|terça|quarta|quinta|sexta|sábado|(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|lunes|martes|miércoles|jueves|viernes)/g;

/** Numbers, days and the names of the shop's own things belong to its data. */
const plain = (said: Said[], name: string, size: string): string[] =>
  said.map(({ text }) =>
    text
      .replaceAll(new RegExp(`(?<= )${size}(?= )`, 'g'), '#')
      .replaceAll(name, 'NAME')
      .replace(/^[^,]+(?=, (Até|Until|Hasta) )/, 'WHY')
      .replace(/(?<=^(Cor e tamanho|Colour and size|Color y tamaño): ).*/, 'CHOICE.')
      .replaceAll(days, 'DAY')
      .replaceAll(/(?<=DAY \d+ )[A-Z][a-z]+/g, 'MONTH')
      .replaceAll(/\d+(?:[.,:/]\d+)*/g, '#'),
  );

const last = { 'pt-BR': /^Você pode: .*$/m, en: /^You can: .*$/m, es: /^Puedes: .*$/m };

const golden: Record<keyof typeof last, string[]> = {
  'pt-BR': [
    'NAME.',
    'De # reais e # centavos por # reais e # centavos à vista, #% de desconto.',
    'WHY, Até DAY, #, às #.',
    'Cor e tamanho: CHOICE.',
    '# pares do # aqui, Corredor #, prateleira #, Na sua mão hoje: #%, Estoque de #.',
    '# online, em casa até DAY, #, Entrega # reais e # centavos, de #.',
    'Você pode: Separar o # para mim; Guardar; Avisar a equipe.',
  ],
  en: [
    'NAME.',
    'Was # reais and # cents, now # reais and # cents cash, #% off.',
    'WHY, Until DAY # MONTH, #.',
    'Colour and size: CHOICE.',
    '# pairs of # here, Aisle #, shelf #, In your hand today: #%, Stock as of #.',
    '# online, at home by DAY # MONTH, Delivery # reais and # cents, from #.',
    'You can: Hold size # for me; Save; Tell the staff.',
  ],
  es: [
    'NAME.',
    'Antes # reales con # centavos, ahora # reales con # centavos al contado, #% de descuento.',
    'WHY, Hasta el DAY, #, a las #.',
    'Color y tamaño: CHOICE.',
    '# pares del # aquí, Pasillo #, estante #, En tu mano hoy: #%, Existencias de las #.',
    '# en línea, en casa hasta el DAY, #, Entrega # reales con # centavos, de las #.',
    'Puedes: Apartar el # para mí; Guardar; Avisar al equipo.',
  ],
};

test('a product is said in the language that is on: name, price, discount, stock, what can be done', async () => {
  const shop = await openShopForTest(storeName);
  // Shoes in an offer of which most is here: no other test comes near the last pair.
  const [names] = await shop.query<Record<keyof typeof last | 'gtin14' | 'size', string>>(
    `select v.gtin14, v.size, p.name->>'pt-BR' as "pt-BR", p.name->>'en' as en, p.name->>'es' as es
       from stock s
       join variant v on v.home_id = $2 and v.id = s.id
       join product p on p.home_id = $2 and p.id = v.product_id
       join offer o on o.home_id = $2 and o.variant_id = v.id and o.was is not null and o.from_ms <= $3 and o.to_ms > $3
       join stock w on w.home_id <> $1 and w.id = v.id
      where s.home_id = $1 and p.unit = 'pair' and v.colour is not null
        and (select count(*) from variant x where x.home_id = $2 and x.gtin14 = v.gtin14) = 1
      order by s.on_hand - s.reserved - s.leased desc, v.gtin14 limit 1`,
    [shop.storeId, shop.chainId, Date.now()],
  );
  if (!names) throw new Error('the demo shop has no shoes in an offer');
  const page = await openTablet(`/p/${names.gtin14}`);
  await page.getByRole('heading', { name: names['pt-BR'], exact: true, level: 1 }).waitFor();
  await turnOn(page);
  for (const [locale, language, done] of [
    ['pt-BR', 'Português', 'Pronto'],
    ['en', 'English', 'Done'],
    ['es', 'Español', 'Listo'],
  ] as const) {
    if (locale !== 'pt-BR') {
      await accessibility(page).click();
      await saidUntil(page, last[locale], () => page.getByRole('dialog').getByText(language, { exact: true }).click());
    }
    const said = await saidUntil(page, last[locale], async () => {
      await sheetButton(page, done).click();
      await closed(page);
    });
    const from = said.findLastIndex(({ text }) => text === `${names[locale]}.`);
    expect(plain(said.slice(from), names[locale], names.size)).toEqual(golden[locale]);
    expect(new Set(said.slice(from).map(({ lang }) => lang.split('-')[0]))).toEqual(new Set([locale.split('-')[0]]));
    expect(said.every(({ voice }) => voice !== null)).toBe(true);
  }
});

test('what is reached, touched and changed is said; Escape, a tap and another screen silence it; it ends with the visit', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 60 });
  const page = await openTablet(`/p/${item.gtin14}`);
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  await turnOn(page);
  await saidUntil(page, last['pt-BR'], () => sheetButton(page, 'Pronto').click());

  await saidUntil(page, /^Guardar, botão, desligado\.$/m, () =>
    page.getByRole('button', { name: 'Guardar', exact: true }).focus(),
  );
  await saidUntil(page, /^Está na sua lista, botão, ligado\.$/m, () => page.keyboard.press('Enter'));
  await saidUntil(page, /^\d+ online/m, () => page.locator('[data-state="online"]').first().click());

  const silenced = async (act: () => Promise<unknown>): Promise<void> => {
    const before = (await recorded(page)).silenced;
    await act();
    await expect.poll(async () => (await recorded(page)).silenced, patience).toBeGreaterThan(before);
  };
  await silenced(() => page.keyboard.press('Escape'));
  await silenced(() => page.mouse.click(400, 40));
  const go = (path: string) => page.evaluate((to) => history.pushState(null, '', to), path);
  const typing = await saidUntil(page, /^Digite o código\.$/m, () => silenced(() => go('/type')));
  expect(typing[0]?.text).toBe('Digite o código.');

  // An act and its outcome: the sheet speaks by itself, news in it too.
  await saidUntil(page, last['pt-BR'], () => go(`/p/${item.gtin14}`));
  const outcome = await saidUntil(page, /^Você pode:/m, () => page.getByRole('button', { name: /^Separar/ }).click());
  expect(outcome.length).toBeGreaterThan(2);
  await page.keyboard.press('Escape');
  await closed(page);

  // [K5] Speech is a mode of accessibility: 60 s are 180.
  const later = (ms: number): Promise<void> =>
    page.evaluate((add) => {
      const real = performance.now.bind(performance);
      performance.now = () => real() + add;
    }, ms);
  await page.getByRole('heading', { level: 1 }).click();
  await later(100_000);
  await page.waitForTimeout(1_500);
  expect(await page.getByRole('dialog').count()).toBe(0);
  const warning = await saidUntil(page, /^Você pode: Terminar agora; Estou, continuar\.$/m, () => later(61_000));
  expect(warning.map(({ text }) => text)).toContain('Ainda está aqui?');
  expect(warning.map(({ text }) => text).join(' ')).toMatch(/Em \d+ segundos? fechamos a visita/);
  await saidUntil(page, /^Faltam 10 segundos\.?$/m, () => later(6_000));

  await silenced(() => sheetButton(page, 'Terminar agora').click());
  await page.getByRole('button', { name: 'Toque para começar' }).or(page.getByText('Até logo.')).first().waitFor();
  const { said } = await recorded(page);
  await accessibility(page).click();
  await page.getByRole('switch', { name: /Falar o que está na tela/ }).waitFor();
  expect(await page.getByRole('switch', { name: /Falar o que está na tela/ }).isChecked()).toBe(false);
  expect((await recorded(page)).said).toEqual(said);
});

test('the first touch only says what the second one does, for who asks for that', async () => {
  const page = await openTablet('/type');
  await page.getByRole('heading', { name: 'Digite o código.' }).waitFor();
  await turnOn(page);
  await page.getByText('Ouvir antes de usar').click();
  await saidUntil(page, /^Os números ficam abaixo das barras\.$/m, () => page.keyboard.press('Escape'));
  const key = page.getByRole('button', { name: '7', exact: true });
  const heard = await saidUntil(page, /Toque de novo para usar/, () => key.tap());
  expect(heard.at(-2)?.text).toBe('7, botão.');
  expect(await page.getByText(/Faltam 8 números/).count()).toBeGreaterThan(0);
  await key.tap();
  await page.getByRole('button', { name: /Faltam 7 números/ }).waitFor();
});

test('a device without a voice of the language says so, and one that knows none is still asked to speak', async () => {
  const page = await openTablet('/type');
  await page.evaluate(() => ((window as unknown as { recorder: Recorder }).recorder.languages = []));
  await turnOn(page);
  await page.getByText('Este aparelho não tem voz para Português.').waitFor();
  expect((await recorded(page)).said.at(-1)).toMatchObject({ lang: 'pt-BR', voice: null });
  await page.evaluate(() => ((window as unknown as { recorder: Recorder }).recorder.languages = ['pt-BR']));
  await page.evaluate(() => window.speechSynthesis.dispatchEvent(new Event('voiceschanged')));
  await page.getByText('Este aparelho não tem voz').waitFor({ state: 'hidden' });
  const { said } = await recorded(page);
  await page.getByRole('dialog').getByText('Español', { exact: true }).click();
  await page.getByText('Este aparato no tiene voz para Español.').waitFor();
  expect((await recorded(page)).said.slice(said.length).filter(({ lang }) => lang !== 'pt-BR')).toEqual([]);
});
