// What is checked on a screen as it stands beside axe, in the page itself: sizes and distances of targets, reach, overflow,
// contrast of prices, words of another language. Each answers with one line per fault; none is good.
import type { Page } from 'playwright';

/** A finger of 48 px, a main action of 56, 8 px between two of them. */
export const targetFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const targets = [
      ...root.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, label:has(input[type="radio"])'),
    ]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[aria-hidden="true"]'))
      .filter((one) => !one.matches('input[type="radio"], .g-skip:not(:focus)'))
      .map((one) => {
        // The whole card is the target of its covering button.
        const card = one.matches('.g-cover') ? (one.offsetParent ?? one) : one;
        const box = one.matches('.g-text__box > input') ? (one.parentElement ?? one) : card;
        return { one, box, rect: box.getBoundingClientRect(), frame: one.closest('[data-scrolls], .g-sheet__panel') };
      })
      .filter(({ rect }) => rect.width > 1 && rect.height > 1);
    const called = (one: HTMLElement): string =>
      `“${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}” (${one.className || one.tagName})`;
    const sizes = targets.flatMap(({ one, rect }) => {
      const least = one.matches('.g-button--primary') ? 56 : 48;
      const isSmall = rect.height < least - 0.5 || rect.width < 47.5;
      return isSmall ? [`${called(one)} is ${Math.round(rect.width)} × ${Math.round(rect.height)} px`] : [];
    });
    const gaps = targets.flatMap((a, at) =>
      targets.slice(at + 1).flatMap((b) => {
        // One inside the other has its own place; what scrolls passes below what stands.
        if (a.frame !== b.frame || a.box.contains(b.box) || b.box.contains(a.box)) return [];
        const across = Math.max(a.rect.left, b.rect.left) - Math.min(a.rect.right, b.rect.right);
        const down = Math.max(a.rect.top, b.rect.top) - Math.min(a.rect.bottom, b.rect.bottom);
        const gap = Math.max(across, down);
        return gap < 7.5 ? [`${called(a.one)} and ${called(b.one)} are ${Math.round(gap)} px apart`] : [];
      }),
    );
    return [...sizes, ...gaps];
  });

/** Reach: at the top of its scroll no control of a screen begins above the middle. (The first screen's verb is all of it.) */
export const reachFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const middle = window.innerHeight / 2;
    return [...root.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[aria-hidden="true"]'))
      .filter((one) => !one.matches('.g-skip:not(:focus), .g-attract__start'))
      .flatMap((one) => {
        const box = one.matches('input[type="radio"]') ? (one.closest('label') ?? one) : one;
        const { top, width, height } = box.getBoundingClientRect();
        const isHigh = width > 1 && height > 1 && top < middle - 1;
        return isHigh
          ? [
              `“${(one.getAttribute('aria-label') ?? box.textContent ?? '').trim().slice(0, 40)}” begins at ${Math.round(top)} of ${window.innerHeight} px`,
            ]
          : [];
      });
  });

/** Nothing is pushed out sideways, and the page, its middle and its sheet need no bar for it. */
export const overflowFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = window.innerWidth;
    const frames = [document.documentElement, ...document.querySelectorAll('[data-scrolls], .g-sheet__panel')];
    const wide = frames
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .map((one) => `${one.className || one.tagName} is ${one.scrollWidth} px wide in ${one.clientWidth}`);
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const cut: string[] = [];
    while (words.nextNode()) {
      const text = words.currentNode;
      const parent = text.parentElement;
      if (!parent?.checkVisibility({ visibilityProperty: true }) || text.textContent?.trim() === '') continue;
      if (parent.closest('.g-sr, .g-skip, [data-rolls], .g-facets, svg')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      if (right > width + 1 || left < -1)
        cut.push(`“${text.textContent?.trim().slice(0, 40)}” ends at ${Math.round(right)} of ${width} px`);
    }
    return [...wide, ...cut];
  });

/** The contrast of every price that is painted, the lowest one; null where there is none. */
export const priceContrast = (page: Page): Promise<number | null> =>
  page.evaluate(() => {
    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (element: Element): string => {
      for (let one: Element | null = element; one; one = one.parentElement) {
        const { backgroundColor } = getComputedStyle(one);
        if ((channels(backgroundColor)[3] ?? 1) > 0) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const found = [...document.querySelectorAll('.g-tag__price, .g-tag__was')]
      .filter((one) => one.checkVisibility())
      .map((one) => {
        const [a, b] = [luminance(getComputedStyle(one).color), luminance(ground(one))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      });
    return found.length > 0 ? Math.min(...found) : null;
  });

/** Every word of the page, what readers are told included. */
export const wordsOf = (page: Page): Promise<{ lang: string; words: string[] }> =>
  page.evaluate(() => {
    const words: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      // A name of a language is in that language.
      const own = texts.currentNode.parentElement?.closest('[lang]')?.getAttribute('lang');
      if (own === document.documentElement.lang) words.push(texts.currentNode.textContent?.trim() ?? '');
    }
    for (const name of ['aria-label', 'placeholder', 'alt', 'title'])
      for (const element of document.querySelectorAll(`[${name}]`)) words.push(element.getAttribute(name) ?? '');
    return { lang: document.documentElement.lang, words: words.filter(Boolean) };
  });

/** Each state has a sign beside its colour, and what is chosen stands off by more than a tint. */
export const colourFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const shown = (selector: string): Element[] =>
      [...root.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const called = (one: Element): string => `“${(one.textContent ?? '').trim().slice(0, 30)}” (${one.className})`;
    const isDrawn = (one: Element, part: string): boolean =>
      !/^(none|normal)$/.test(getComputedStyle(one, part).content);
    const needsIcon = shown('.g-stock, .g-status:not(:empty), .g-offline, .g-notice, .g-activity, .g-well');
    return [
      ...needsIcon.filter((one) => !one.querySelector('svg')).map((one) => `${called(one)} has no sign`),
      ...shown('.g-cell:not(.g-cell--gap, .g-cell--none)')
        .filter((one) => !one.querySelector('.g-dot'))
        .map((one) => `${called(one)} has no sign`),
      ...shown('.g-cell--none:not(.g-cell--chosen)')
        .filter((one) => !one.querySelector('s'))
        .map((one) => `${called(one)} is not struck`),
      ...shown('.g-segmented__option:has(:checked)')
        .filter((one) => !isDrawn(one, '::before'))
        .map((one) => `${called(one)} is chosen by its colour`),
      ...shown('a')
        .filter((one) => !getComputedStyle(one).textDecorationLine.includes('underline'))
        .map(called),
    ];
  });

/** The next Tab begins at the top; what keys come to is marked from here on. */
export const startOfPage = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll('[data-reached]')) one.removeAttribute('data-reached');
    document.getSelection()?.removeAllRanges();
    if (document.querySelector('dialog[open]')) return;
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });

/** Why the focus cannot be seen where it is now; 'round' when keys have come back to where they began; null: all is well. */
export const focusFault = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body || one.dataset['reached'] !== undefined) return 'round';
    one.dataset['reached'] = '';
    const called = `“${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}” (${one.className || one.tagName})`;
    const { top, bottom } = one.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) return `${called} has the focus out of sight`;
    for (let at: Element | null = one, up = 0; at && up < 4; at = at.parentElement, up += 1) {
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 3) return null;
    }
    return `${called} has the focus and no ring`;
  });

/** Controls that Tab has not come to, but for those that arrow keys walk to. */
export const unreached = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    return [...root.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], input, select, textarea')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0)
      .filter((one) => !one.matches('input[type="radio"]') && one.dataset['reached'] === undefined)
      .map(
        (one) =>
          `“${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}” (${one.className})`,
      );
  });
