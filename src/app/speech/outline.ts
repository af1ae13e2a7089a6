// The screen as it stands, for the voice: its heading, its main facts, what can be done, and the news in it.
// A component marks a main fact with `data-said`; a screen without marks is said from its top.
import { isShown, nameOf, textOf } from './accessible.ts';
import type { Outline } from './sentences.ts';

export interface ScreenNow {
  root: Element;
  isSheet: boolean;
  title: string;
}

const blocks = 'p, li, dt, dd, legend';
const live = '[role="status"], [role="alert"], [aria-live], output';
/** More of it nobody remembers; the rest is said where it is touched or reached by keys. */
const mostBlocks = 8;
const mostWays = 6;

/** The uppermost sheet, or the page below all of them; null while there is nothing to say yet. */
export function screenNow(): ScreenNow | null {
  const sheet = [...document.querySelectorAll('dialog[open]')].at(-1);
  const root = sheet ?? document.body;
  const heading = [...root.querySelectorAll('h1, h2')].find(isShown);
  const title = heading ? textOf(heading) : (factsOf(root)[0] ?? '');
  return title === '' ? null : { root, isSheet: sheet !== undefined, title };
}

export function outlineOf({ root, title }: ScreenNow): Outline {
  const news = newsOf(root);
  const words = (isUrgent: boolean): string[] =>
    news.filter((one) => one.isUrgent === isUrgent).map(({ text }) => text);
  return {
    title,
    // A recall comes before the price.
    facts: [...words(true), ...factsOf(root), ...words(false)].filter((fact) => fact !== '' && fact !== title),
    ways: waysOf(root),
  };
}

function factsOf(root: Element): string[] {
  // What is behind a button is not known yet: it is the button's to say.
  const marked = [...root.querySelectorAll('[data-said]')].filter(
    (one) => isShown(one) && !one.querySelector('button'),
  );
  if (marked.length > 0) return marked.slice(0, mostBlocks).map((element) => textOf(element));
  const place = root.querySelector('main') ?? root;
  return [...place.querySelectorAll(blocks)]
    .filter((one) => !one.querySelector(blocks) && !one.closest('button, label, footer, header') && isShown(one))
    .slice(0, mostBlocks)
    .map((one) => textOf(one));
}

function waysOf(root: Element): string[] {
  const inOrder = ['.g-sheet__actions', 'footer', 'main'];
  const places = inOrder.map((place) => [...root.querySelectorAll(`${place} button:not(:disabled)`)].filter(isShown));
  const [found = []] = places.filter((buttons) => buttons.length > 0);
  return found.slice(0, mostWays).map(nameOf);
}

export interface News {
  element: Element;
  text: string;
  isUrgent: boolean;
}

/** What a reader would say by itself when it changes. */
export function newsOf(root: Element): News[] {
  return [...root.querySelectorAll(live)].filter(isShown).map((element) => ({
    element,
    text: textOf(element),
    isUrgent: element.getAttribute('role') === 'alert',
  }));
}

/** Seconds that are left, as a clock on the screen says them; null: there is none. */
export function timeLeft(root: Element): string | null {
  return root.querySelector('[role="timer"]')?.getAttribute('aria-label') ?? null;
}

/** What is written where somebody touched, when it is no control. */
export function wordsAt(place: EventTarget | null): string {
  if (!(place instanceof Element)) return '';
  const block = place.closest(`h1, h2, h3, [data-said], ${blocks}, [role="row"], [role="img"]`);
  return block ? textOf(block) : '';
}
