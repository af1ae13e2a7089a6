// Every screen of the shopper in every theme, language and letter size: no rule of WCAG 2.2 A or AA that a program can check
// is broken, and neither are the house's own. All pairs of values; GONDOLA_AXE=all takes every combination.
// One page, no reload: look, language and screen change in place, as they do in the middle of a visit (S34).
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '#app/text/en.ts';
import { es } from '#app/text/es.ts';
import { ptBR } from '#app/text/pt-br.ts';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { openPage, type WatchedPage } from '#test/build/page.ts';
import { openShopForTest, serverUrl } from './running.ts';
import {
  colourFaults,
  focusFault,
  overflowFaults,
  priceContrast,
  reachFaults,
  startOfPage,
  targetFaults,
  unreached,
  wordsOf,
} from './screen-checks.ts';
import type { Item, Shop } from './shop.ts';
import { enrolDemo, handScan } from './tablets.ts';

const storeName = 'Pinheiros';
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const themes = ['light', 'dark', 'contrast'] as const;
const texts = ['normal', 'large', 'max'] as const;
const languages = [
  { locale: 'pt-BR', name: 'Português', catalogue: ptBR as Record<string, string> },
  { locale: 'en', name: 'English', catalogue: en as Record<string, string> },
  { locale: 'es', name: 'Español', catalogue: es as Record<string, string> },
] as const;
type Language = (typeof languages)[number];
const withAll = process.env.GONDOLA_AXE === 'all';
type Look = { theme: (typeof themes)[number]; text: (typeof texts)[number] };

let chromium: RunningChromium;
let watched: WatchedPage;
let page: Page;
let item: Item;
let other: Item;

beforeAll(async () => {
  chromium = await launchChromium();
  // axe comes as a script of the test's own; the page's policy is for the app and is watched by every other test.
  const context = await chromium.browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  watched = await openPage(context, serverUrl(), { checkMyself: true });
  page = watched.page;
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor({ timeout: 30_000 });
});
afterAll(async () => {
  await chromium?.close();
  watched?.expectQuiet();
});

const word = (language: Language, key: string): string => language.catalogue[key] ?? key;
/** In place, as the app itself goes from screen to screen. */
const go = async (path: string): Promise<void> => {
  await page.evaluate((to) => history.pushState(null, '', to), path);
};
const heading = (name: string, level?: number) =>
  page.getByRole('heading', { name, ...(level ? { level } : {}) }).first();

interface Screen {
  name: string;
  open(language: Language): Promise<void>;
  leave?(language: Language): Promise<void>;
}

const headed = (name: string, path: string, key: string): Screen => ({
  name,
  async open(language) {
    await go(path);
    await heading(word(language, key)).waitFor();
  },
});

const productOpen = async (): Promise<void> => {
  await go(`/p/${item.gtin14}`);
  await page.locator('.g-ways').waitFor();
};
const closeSheet = async (): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};

/** All but the first screen of all, which is over with the first touch. */
const screens: Screen[] = [
  headed('scan', '/', 'scan.show_tag'),
  { name: 'product', open: productOpen },
  {
    name: 'contact',
    async open(language) {
      await productOpen();
      await page.getByRole('button', { name: word(language, 'contact.open') }).click();
      await heading(word(language, 'contact.title')).waitFor();
    },
    leave: closeSheet,
  },
  {
    name: 'accessibility',
    async open(language) {
      await productOpen();
      await page.getByRole('button', { name: word(language, 'bar.accessibility') }).click();
      await heading(word(language, 'look.title')).waitFor();
    },
    leave: closeSheet,
  },
  {
    name: 'language',
    async open(language) {
      await productOpen();
      await page.getByRole('button', { name: word(language, 'bar.language') }).click();
      await heading(word(language, 'language.title')).waitFor();
    },
    leave: closeSheet,
  },
  headed('type', '/type', 'type.title'),
  headed('lens', '/lens', 'lens.title'),
  {
    name: 'unknown',
    async open(language) {
      await go('/');
      await handScan(page, '4006381333931');
      await heading(word(language, 'unknown.title')).waitFor();
    },
  },
  headed('search', '/search', 'search.title'),
  {
    name: 'results',
    async open(language) {
      await go('/search');
      await page.getByLabel(word(language, 'search.label')).fill('a');
      await page.locator('.g-results article').first().waitFor();
    },
  },
  headed('list', '/list', 'list.title'),
  headed('activity', '/activity', 'activity.title'),
  headed('code', '/code', 'ticket.ask'),
  {
    name: 'compare',
    async open() {
      await go(`/compare/${item.gtin14}/${other.gtin14}`);
      await page.getByTestId('compare').waitFor();
    },
  },
  {
    name: 'poster',
    async open() {
      await go('/s/100014');
      await page.getByTestId('poster').waitFor();
    },
  },
  headed('not found', '/nowhere', 'error.not_found'),
];

/** Each screen in each language; theme and letters so that every two values of the whole meet. */
function looksOf(screen: number, language: number): Look[] {
  if (withAll) return themes.flatMap((theme) => texts.map((text) => ({ theme, text })));
  const theme = themes[(language + screen) % 3] ?? 'light';
  const text = texts[(language + Math.floor(screen / 3)) % 3] ?? 'normal';
  return [{ theme, text }];
}

const wear = (look: Partial<Look & { reach: string; motion: string }>): Promise<void> =>
  page.evaluate((asked) => {
    Object.assign(document.documentElement.dataset, asked);
    // Somebody is still there: a visit that nobody goes on with would end in the middle.
    window.dispatchEvent(new Event('gondola-sight'));
  }, look);

async function speakIn(language: Language): Promise<void> {
  await page.getByRole('button', { name: /Idioma|Language/ }).click();
  await page.getByRole('dialog').getByText(language.name, { exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language.locale);
}

/** One line per place and rule; axe is in the page since the first screen. */
async function axeFaults(where: string): Promise<string[]> {
  const found = await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    const ask = async (runOnly: object): Promise<string[]> => {
      const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any }) => `${id} at ${target.join(' ')} ${any[0]?.message.slice(0, 160) ?? ''}`),
      );
    };
    const faults = await ask({ type: 'tag', values });
    const isCut = (fault: string): boolean => /^target-size .*partially obscured/.test(fault);
    if (!faults.some(isCut)) return faults;
    // What the dock covers half of where the page stands now is whole a little further down.
    const moving = document.documentElement;
    moving.scrollTop += 60;
    const further = await ask({ type: 'rule', values: ['target-size'] });
    moving.scrollTop -= 60;
    const places = new Set(further.map((fault) => fault.split(' Target ')[0]));
    return faults.filter((fault) => !isCut(fault) || places.has(fault.split(' Target ')[0]));
  }, tags);
  return found.map((fault) => `${where}: ${fault}`);
}
type Violation = { id: string; nodes: { target: string[]; any: { message: string }[] }[] };

const values = (catalogue: Record<string, string>): Set<string> => new Set(Object.values(catalogue));
const keys = Object.keys(ptBR);

/** A key that was never translated, or a sentence that stayed in another language. */
async function wordFaults(language: Language, where: string): Promise<string[]> {
  const { lang, words } = await wordsOf(page);
  const own = values(language.catalogue);
  const foreign = languages
    .filter(({ locale }) => locale !== language.locale)
    .flatMap(({ catalogue }) => Object.values(catalogue))
    .filter((text) => text.length > 3 && !own.has(text));
  const strange = new Set([...keys, ...foreign]);
  const faults = words.filter((text) => strange.has(text)).map((text) => `${where}: “${text}”`);
  return lang === language.locale ? faults : [...faults, `${where}: lang is ${lang}`];
}

async function faultsAt(where: string, language: Language, looks: Look[]): Promise<string[]> {
  const faults = await wordFaults(language, where);
  for (const look of looks) {
    const name = `${where}, ${look.theme}, ${look.text}`;
    await wear(look);
    faults.push(...(await axeFaults(name)));
    faults.push(...(await targetFaults(page)).map((fault) => `${name}: ${fault}`));
    faults.push(...(await overflowFaults(page)).map((fault) => `${name}: ${fault}`));
    const contrast = await priceContrast(page);
    if (contrast !== null && contrast < (look.theme === 'contrast' ? 7 : 4.5))
      faults.push(`${name}: a price has a contrast of ${contrast.toFixed(1)}`);
  }
  await wear({ theme: 'light', text: 'normal' });
  return faults;
}

async function prepare(shop: Shop): Promise<void> {
  item = await shop.item({ free: 3, discounted: true, skip: 30 });
  other = await shop.item({ free: 3, skip: 40 });
}

test('every two values of screen, theme, language and letters meet', () => {
  const taken = screens.flatMap((_, screen) =>
    languages.flatMap((_one, language) =>
      looksOf(screen, language).map(({ theme, text }) => [screen, language, theme, text]),
    ),
  );
  const sizes = [screens.length, 3, 3, 3];
  for (const [a, most] of sizes.entries())
    for (let b = a + 1; b < sizes.length; b += 1)
      expect(new Set(taken.map((one) => `${one[a]} ${one[b]}`)).size).toBe(most * (sizes[b] ?? 0));
});

describe('the shopper’s screens', () => {
  test('keep the rules before the first touch, in every language', async () => {
    await prepare(await openShopForTest(storeName));
    // axe stays in the page.
    await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
    const faults: string[] = [];
    for (const [at, language] of languages.entries()) {
      await page.getByText(language.name, { exact: true }).click();
      await page.getByRole('button', { name: word(language, 'attract.touch') }).waitFor();
      faults.push(...(await faultsAt(`attract, ${language.locale}`, language, looksOf(0, at))));
    }
    await page.getByText('Português', { exact: true }).click();
    await wear({ reach: 'low' });
    for (const [width, height] of [
      [1280, 800],
      [800, 1280],
    ] as const) {
      await page.setViewportSize({ width, height });
      faults.push(...(await reachFaults(page)).map((fault) => `attract, ${width}: ${fault}`));
    }
    await wear({ reach: 'normal' });
    expect(faults).toEqual([]);
  });

  test(
    'keep the rules in every theme, language and letter size',
    async () => {
      const faults: string[] = [];
      const pt = languages[0];
      await page.getByRole('button', { name: word(pt, 'attract.touch') }).click();
      await productOpen();
      await page.getByRole('button', { name: word(pt, 'product.save_short'), exact: true }).click();
      await page.getByRole('button', { name: /^Separar/ }).click();
      await page.getByRole('dialog').waitFor();
      faults.push(...(await faultsAt('outcome, pt-BR', pt, looksOf(0, 1))));
      await closeSheet();
      for (const [at, language] of languages.entries()) {
        await go('/search');
        if (language !== pt) await speakIn(language);
        for (const [nth, screen] of screens.entries()) {
          await screen.open(language);
          faults.push(...(await faultsAt(`${screen.name}, ${language.locale}`, language, looksOf(nth, at))));
          await screen.leave?.(language);
        }
      }
      expect(faults).toEqual([]);
    },
    withAll ? 1_800_000 : 240_000,
  );

  test('have all controls in the lower half where somebody asks for it, upright and lying', async () => {
    const faults = await inEach(
      [
        { name: 'portrait', width: 800, height: 1280, reach: 'low' },
        { name: 'landscape', width: 1280, height: 800, reach: 'low' },
      ],
      reachFaults,
    );
    expect(faults).toEqual([]);
  });

  test('need no bar across with letters of twice the size, nor on 320 px, nor with the largest letters there', async () => {
    const faults = await inEach(
      [
        { name: '200 %', width: 800, height: 1280, percent: 200 },
        { name: '320 px', width: 320, height: 640 },
        { name: '320 px, max', width: 320, height: 640, text: 'max' },
      ],
      overflowFaults,
    );
    expect(faults).toEqual([]);
  });

  test('say nothing by a colour alone, and move nothing where somebody wants rest', async () => {
    const language = languages[2];
    const faults: string[] = [];
    for (const screen of screens) {
      if (!['product', 'accessibility', 'activity', 'compare'].includes(screen.name)) continue;
      await screen.open(language);
      for (const theme of themes) {
        await wear({ theme });
        faults.push(...(await colourFaults(page)).map((fault) => `${screen.name}, ${theme}: ${fault}`));
      }
      await wear({ theme: 'light' });
      await screen.leave?.(language);
    }
    for (const [motion, reducedMotion] of [
      ['none', 'no-preference'],
      ['normal', 'reduce'],
    ] as const) {
      await page.emulateMedia({ reducedMotion });
      await wear({ motion });
      await productOpen();
      await page.getByRole('button', { name: word(language, 'bar.language') }).click();
      const moving = await page.evaluate(() =>
        document
          .getAnimations()
          .filter((one) => Number(one.effect?.getTiming().duration ?? 0) > 0)
          .map((one) => (one as CSSAnimation).animationName ?? (one as CSSTransition).transitionProperty),
      );
      faults.push(...moving.map((name) => `moves with ${motion}, ${reducedMotion}: ${name}`));
      await closeSheet();
    }
    await wear({ motion: 'normal' });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(faults).toEqual([]);
  });

  test('can be used with keys alone, each control in its turn and the focus always seen', async () => {
    const language = languages[2];
    const faults: string[] = [];
    for (const screen of screens) {
      if (!['scan', 'product', 'type', 'results', 'list', 'accessibility'].includes(screen.name)) continue;
      await screen.open(language);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await startOfPage(page);
      for (let turns = 0; turns < 90; turns += 1) {
        await page.keyboard.press('Tab');
        const fault = await focusFault(page);
        if (fault === 'round') break;
        if (fault) faults.push(`${screen.name}: ${fault}`);
      }
      faults.push(...(await unreached(page)).map((name) => `${screen.name}: keys never come to ${name}`));
      await screen.leave?.(language);
    }
    expect(faults).toEqual([]);
    await productOpen();
    const save = page.getByRole('button', { name: word(language, 'product.saved'), exact: true });
    await save.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: word(language, 'product.save_short'), exact: true }).waitFor();
    const asked = page.getByRole('button', { name: word(language, 'contact.open') });
    await asked.focus();
    await page.keyboard.press('Space');
    await heading(word(language, 'contact.title')).waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await asked.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('change language, letters and colours in the middle of a sheet, and nothing of it is lost (S34)', async () => {
    const [, english, spanish] = languages;
    await productOpen();
    await page.getByRole('button', { name: word(spanish, 'contact.open') }).click();
    await page.getByLabel(word(spanish, 'contact.name')).fill('Rita');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word(spanish, 'bar.accessibility') })
      .click();
    await heading(word(spanish, 'look.title')).waitFor();
    await page.getByText(word(spanish, 'look.theme_contrast'), { exact: true }).click();
    await page.getByText(word(spanish, 'look.text_large'), { exact: true }).click();
    await page.getByText('English', { exact: true }).click();
    await heading(word(english, 'look.title')).waitFor();
    await page.getByRole('button', { name: word(english, 'do.done'), exact: true }).click();
    await heading(word(english, 'contact.title')).waitFor();
    expect(await page.getByLabel(word(english, 'contact.name')).inputValue()).toBe('Rita');
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      theme: 'contrast',
      text: 'large',
    });
    // Each way to end the visit takes the look back; the tablet's own end is one of them [K6].
    await closeSheet();
    await page.getByRole('button', { name: word(english, 'bar.visit_end') }).click();
    await page.getByText(word(languages[0], 'visit.end_title')).or(page.locator('.g-attract')).first().waitFor();
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      theme: 'light',
      text: 'normal',
    });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('pt-BR');
  });
});

interface Frame {
  name: string;
  width: number;
  height: number;
  reach?: string;
  text?: Look['text'];
  /** Size of letters that the browser is asked for. */
  percent?: number;
}

/** The same question on every screen in every frame, in the language that is on (the last one, Spanish, has long words). */
async function inEach(frames: Frame[], ask: (page: Page) => Promise<string[]>): Promise<string[]> {
  const language = languages[2];
  const faults: string[] = [];
  for (const screen of screens) {
    await screen.open(language);
    for (const { name, width, height, reach = 'normal', text = 'normal', percent = 100 } of frames) {
      await page.setViewportSize({ width, height });
      await wear({ reach, text });
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = `${size}%`;
        for (const one of document.querySelectorAll('[data-scrolls], .g-sheet__panel')) one.scrollTop = 0;
        window.scrollTo(0, 0);
      }, percent);
      faults.push(...(await ask(page)).map((fault) => `${screen.name}, ${name}: ${fault}`));
    }
    await page.evaluate(() => document.documentElement.removeAttribute('style'));
    await wear({ reach: 'normal', text: 'normal' });
    await page.setViewportSize({ width: 800, height: 1280 });
    await screen.leave?.(language);
  }
  return faults;
}
