// From what is on the screen (names, roles, states) to what is said of it. Pure: the same screen is always said alike,
// so that transcripts in three languages can be compared word by word.
import type { Translate } from '#app/text/text.ts';

/** One control as a reader would know it. */
export interface Heard {
  role: 'button' | 'option' | 'switch' | 'field';
  name: string;
  /** Pressed, checked or selected; undefined: it has no such state. */
  on?: boolean | undefined;
  /** Among how many options it stands. */
  place?: { nth: number; count: number } | undefined;
  /** What it opens is open. */
  open?: boolean | undefined;
  /** What a field holds; null: something that is not said aloud in a shop. */
  value?: string | null | undefined;
  /** What stands below it: how to fill it, or what is wrong. */
  hint?: string | undefined;
  unavailable?: boolean | undefined;
}

/** A screen or a sheet: its heading, its main facts in order, and what can be done. */
export interface Outline {
  title: string;
  facts: readonly string[];
  ways: readonly string[];
}

/** A voice pauses where a sentence ends. */
const ended = (words: string): string => (/[.?!:…]$/.test(words) ? words : `${words}.`);

export function screenSentences({ title, facts, ways }: Outline, t: Translate): string[] {
  const said = [title, ...facts, ...(ways.length > 0 ? [t('speech.can', { list: ways.join('; ') })] : [])];
  return [...new Set(said.map((words) => words.trim()))].filter(Boolean).map(ended);
}

export function controlSentence(heard: Heard, t: Translate): string {
  const parts = [roleWords(heard, t)];
  if (heard.open !== undefined) parts.push(t(heard.open ? 'speech.is_open' : 'speech.is_closed'));
  if (heard.unavailable) parts.push(t('speech.unavailable'));
  return [ended(parts.join(', ')), ...(heard.hint ? [ended(heard.hint)] : [])].join(' ');
}

function roleWords({ role, name, on, place, value }: Heard, t: Translate): string {
  const state = on === undefined ? 'none' : on ? 'on' : 'off';
  switch (role) {
    case 'button':
      return t('speech.button', { name, state });
    case 'switch':
      return t('speech.switch', { name, state });
    case 'option':
      return place ? t('speech.option_of', { name, state, ...place }) : t('speech.option', { name, state });
    case 'field':
      if (value === null) return t('speech.field_filled', { name });
      return value ? t('speech.field', { name, value }) : t('speech.field_empty', { name });
  }
}
