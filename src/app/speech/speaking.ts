// The app speaks for itself on a locked tablet: each screen when it opens, what is touched or reached by keys, and news.
// Promise: a tap, Escape, another screen and the end of the visit silence it at once.
import { currentLocale, t } from '#app/text/text.ts';
import { aloud } from './aloud.ts';
import { controlAt, heardOf } from './accessible.ts';
import { newsOf, outlineOf, screenNow, timeLeft, wordsAt } from './outline.ts';
import { controlSentence, screenSentences } from './sentences.ts';
import { openVoice } from './voice.ts';

export interface SpeakingOptions {
  /** The first touch of a control says it, the second uses it. */
  twice: () => boolean;
  /** Whether the device has a voice of the language that is on. */
  onVoice: (isThere: boolean) => void;
}

/** A screen is said once it has stood still for so long, or after the longer time if it never does. */
const stillMs = 120;
const latestMs = 700;
/** Focus, press and change of one touch are one thing to say. */
const oneTouchMs = 60;

/** Begins to speak; the answer ends it. */
export function startSpeaking({ twice, onVoice }: SpeakingOptions): () => void {
  const voice = openVoice(window.speechSynthesis as SpeechSynthesis | undefined, currentLocale, onVoice);
  const say = (sentences: readonly string[], when: 'now' | 'after'): void => {
    const locale = currentLocale();
    const heard = sentences.map((sentence) => aloud(sentence, t)).filter(Boolean);
    if (heard.length > 0) voice.say(heard, when, locale);
  };
  const pathNow = (): string => window.location.pathname + window.location.search;
  const keyOf = (title: string): string => [currentLocale(), pathNow(), title].join('\n');

  let path = pathNow();
  let top = '';
  let page = '';
  let news = new Map<Element, string>();
  let clock: string | null = null;

  function look(): void {
    const now = screenNow();
    if (!now) return;
    const before = news;
    const found = newsOf(now.root);
    news = new Map(found.map(({ element, text }) => [element, text]));
    const key = keyOf(now.title);
    if (key !== top) {
      // Back on the screen below a sheet: it was said when it opened.
      const isBack = !now.isSheet && key === page;
      top = key;
      if (!now.isSheet) page = key;
      clock = timeLeft(now.root);
      if (!isBack) say(screenSentences(outlineOf(now), t), 'now');
      return;
    }
    for (const { element, text, isUrgent } of found)
      if (text !== '' && text !== before.get(element)) say([text], isUrgent ? 'now' : 'after');
    const left = timeLeft(now.root);
    if (left !== clock && /\b(10|5)\b/.test(left ?? '')) say([left ?? ''], 'now');
    clock = left;
    sayControl(control, false);
  }

  let waiting: ReturnType<typeof setTimeout> | undefined;
  let waitsSince = 0;
  const lookSoon = (): void => {
    if (pathNow() !== path) {
      path = pathNow();
      hush();
    }
    const nowMs = performance.now();
    if (waiting === undefined) waitsSince = nowMs;
    clearTimeout(waiting);
    const go = (): void => {
      waiting = undefined;
      look();
    };
    waiting = setTimeout(go, Math.max(0, Math.min(stillMs, waitsSince + latestMs - nowMs)));
  };

  let control: HTMLElement | null = null;
  let saidOfControl = '';
  let touching: ReturnType<typeof setTimeout> | undefined;
  function sayControl(element: HTMLElement | null, isNew: boolean): void {
    if (!element?.isConnected) return;
    const heard = heardOf(element);
    const sentence = controlSentence(heard, t);
    // Who types knows what; and news of what was found must not be cut off by it.
    if (!isNew && (sentence === saidOfControl || heard.role === 'field')) return;
    control = element;
    saidOfControl = sentence;
    say([sentence], isNew ? 'now' : 'after');
  }
  const sayControlSoon = (element: HTMLElement | null): void => {
    if (!element) return;
    const isNew = element !== control;
    clearTimeout(touching);
    touching = setTimeout(() => sayControl(element, isNew), oneTouchMs);
  };
  const hush = (): void => {
    clearTimeout(touching);
    control = null;
    voice.stop();
  };

  const onTouch = (event: PointerEvent): void => {
    hush();
    armed = controlAt(event.target) === armed ? armed : null;
    const touched = controlAt(event.target);
    if (touched) sayControlSoon(touched);
    else say([wordsAt(event.target)], 'now');
  };
  let armed: HTMLElement | null = null;
  const onClick = (event: MouseEvent): void => {
    const touched = controlAt(event.target);
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (touched && isTouch && twice() && touched !== armed && heardOf(touched).role !== 'field') {
      event.preventDefault();
      event.stopImmediatePropagation();
      clearTimeout(touching);
      armed = touched;
      control = touched;
      saidOfControl = controlSentence(heardOf(touched), t);
      say([saidOfControl, t('speech.again')], 'now');
    } else sayControlSoon(touched);
  };
  const onFocus = (event: Event): void => sayControlSoon(controlAt(event.target));
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') hush();
  };

  const ending = new AbortController();
  const { signal } = ending;
  const early = { capture: true, signal };
  window.addEventListener('pointerdown', onTouch, early);
  window.addEventListener('click', onClick, early);
  window.addEventListener('focusin', onFocus, early);
  window.addEventListener('change', onFocus, early);
  window.addEventListener('keydown', onKey, early);
  window.addEventListener('pagehide', hush, { signal });
  const observer = new MutationObserver(lookSoon);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['aria-pressed', 'aria-selected', 'aria-expanded', 'aria-label', 'aria-disabled', 'disabled'],
  });

  const now = screenNow();
  // It is switched on in a sheet, which needs no second word about itself; a page is said.
  if (now?.isSheet) {
    top = keyOf(now.title);
    news = new Map(newsOf(now.root).map(({ element, text }) => [element, text]));
  } else lookSoon();
  say([t('speech.on')], 'now');

  return () => {
    ending.abort();
    observer.disconnect();
    clearTimeout(waiting);
    clearTimeout(touching);
    voice.close();
  };
}
