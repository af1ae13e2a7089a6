// The browser's speech synthesis behind one port. Promise: nothing that is said leaves this device [PR11]: only voices that
// live on it are used, and a language without one stays silent instead of going through somebody's server.
import type { Locale } from '#domain/text.ts';

export interface Voice {
  /** `now`: instead of what is being said; `after`: when that is done. */
  say(sentences: readonly string[], when: 'now' | 'after', locale: Locale): void;
  stop(): void;
  close(): void;
}

type Known = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>;

const tagOf = (lang: string): string => lang.replaceAll('_', '-').toLowerCase();

/** The device's own voice of a language: exactly that one first, then any of the same language. */
export function voiceOf<V extends Known>(voices: readonly V[], locale: Locale): V | null {
  const own = voices.filter(({ localService }) => localService);
  const wanted = tagOf(locale);
  const [language = wanted] = wanted.split('-');
  const alike = own.filter(({ lang }) => tagOf(lang).split('-')[0] === language);
  return (
    alike.find(({ lang }) => tagOf(lang) === wanted) ?? alike.find((voice) => voice.default) ?? alike.at(0) ?? null
  );
}

/** Voices come late in most browsers; a device that has none by then has none. */
const voicesLateMs = 1_500;

/** `onVoice`: whether the device has a voice of the language that is on; told again whenever that changes. */
export function openVoice(
  synthesis: SpeechSynthesis | undefined,
  locale: () => Locale,
  onVoice: (isThere: boolean) => void,
): Voice {
  let told: boolean | null = null;
  const tell = (): void => {
    const isThere = synthesis !== undefined && voiceOf(synthesis.getVoices(), locale()) !== null;
    if (isThere !== told) onVoice((told = isThere));
  };
  const late = setTimeout(tell, synthesis && synthesis.getVoices().length === 0 ? voicesLateMs : 0);
  synthesis?.addEventListener('voiceschanged', tell);
  return {
    say(sentences, when, spoken) {
      if (!synthesis) return;
      if (told !== null) tell();
      if (when === 'now') synthesis.cancel();
      const voices = synthesis.getVoices();
      const voice = voiceOf(voices, spoken);
      // With no list at all the browser itself may still know one; with a list, it would take another's.
      if (!voice && voices.length > 0) return;
      for (const sentence of sentences) {
        const utterance = new SpeechSynthesisUtterance(sentence);
        utterance.lang = voice?.lang ?? spoken;
        utterance.voice = voice;
        synthesis.speak(utterance);
      }
    },
    stop: () => synthesis?.cancel(),
    close() {
      clearTimeout(late);
      synthesis?.removeEventListener('voiceschanged', tell);
      synthesis?.cancel();
    },
  };
}
