import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Locale } from '#domain/text.ts';
import { openVoice, voiceOf } from './voice.ts';

const voice = (lang: string, isOwn = true, isDefault = false): SpeechSynthesisVoice => ({
  lang,
  localService: isOwn,
  default: isDefault,
  name: lang,
  voiceURI: lang,
});

describe('voiceOf', () => {
  it('takes exactly the language, then any of the same language', () => {
    expect(voiceOf([voice('pt-PT'), voice('pt_BR')], 'pt-BR')?.lang).toBe('pt_BR');
    expect(voiceOf([voice('de-DE'), voice('en-US'), voice('en-GB', true, true)], 'en')?.lang).toBe('en-GB');
    expect(voiceOf([voice('es-419')], 'es')?.lang).toBe('es-419');
  });

  it('[PR11] never takes a voice that would send the words away', () => {
    expect(voiceOf([voice('es-ES', false)], 'es')).toBeNull();
  });
});

describe('a voice', () => {
  let said: { text: string; lang: string; voice: string | undefined }[] = [];
  let cancelled = 0;
  let voices: SpeechSynthesisVoice[] = [];
  let onChange: (() => void) | undefined;
  let locale: Locale = 'pt-BR';
  const synthesis = {
    getVoices: () => voices,
    speak: ({ text, lang, voice: one }: SpeechSynthesisUtterance) => said.push({ text, lang, voice: one?.lang }),
    cancel: () => (cancelled += 1),
    addEventListener: (_name: string, listener: () => void) => (onChange = listener),
    removeEventListener: () => (onChange = undefined),
  } as unknown as SpeechSynthesis;

  beforeEach(() => {
    [said, cancelled, voices, onChange, locale] = [[], 0, [], undefined, 'pt-BR'];
    vi.useFakeTimers();
    vi.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        lang = '';
        voice: SpeechSynthesisVoice | null = null;
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    );
  });
  afterEach(() => void vi.useRealTimers());

  it('says each sentence in its language, with the device’s own voice', () => {
    voices = [voice('en-US'), voice('pt-BR')];
    const own = openVoice(synthesis, () => locale, vi.fn());
    own.say(['Um.', 'Dois.'], 'now', 'pt-BR');
    expect(said).toEqual([
      { text: 'Um.', lang: 'pt-BR', voice: 'pt-BR' },
      { text: 'Dois.', lang: 'pt-BR', voice: 'pt-BR' },
    ]);
    expect(cancelled).toBe(1);
    own.say(['Three.'], 'after', 'en');
    expect(said.at(-1)).toEqual({ text: 'Three.', lang: 'en-US', voice: 'en-US' });
    expect(cancelled).toBe(1);
    own.close();
    expect(cancelled).toBe(2);
    expect(onChange).toBeUndefined();
  });

  it('tells that a language has no voice here, once the list had its time, and that one came', () => {
    const onVoice = vi.fn();
    const own = openVoice(synthesis, () => locale, onVoice);
    expect(onVoice).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(onVoice.mock.calls).toEqual([[false]]);
    voices = [voice('pt-BR')];
    onChange?.();
    expect(onVoice.mock.calls).toEqual([[false], [true]]);
    locale = 'es';
    own.say(['Hola.'], 'now', 'es');
    expect(onVoice.mock.calls).toEqual([[false], [true], [false]]);
    expect(said).toEqual([]);
  });

  it('leaves it to a browser that has no list which voice it takes', () => {
    openVoice(synthesis, () => locale, vi.fn()).say(['Oi.'], 'now', 'pt-BR');
    expect(said).toEqual([{ text: 'Oi.', lang: 'pt-BR', voice: undefined }]);
  });

  it('is silent, and says so, where the browser cannot speak', () => {
    const onVoice = vi.fn();
    const own = openVoice(undefined, () => locale, onVoice);
    vi.advanceTimersByTime(2_000);
    own.say(['Oi.'], 'now', 'pt-BR');
    own.stop();
    own.close();
    expect(onVoice.mock.calls).toEqual([[false]]);
  });
});
