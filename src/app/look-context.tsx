// Language, look and speech of this visit, for every screen; all go back to the shop's own when the visit ends [K6].
// The accessibility sheet lives here, above every other sheet: it opens from anywhere and takes nothing away.
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { activate, useLocale } from '#app/text/text.ts';
import { applyLook, type Look, normalLook } from '#app/ui/look.ts';
import type { Locale } from '#domain/text.ts';
import { useReadable, useTablet } from './tablet-context.ts';

const AccessibilitySheet = lazy(async () => ({
  default: (await import('#app/ui/accessibility-sheet.tsx')).AccessibilitySheet,
}));

interface LookSetting {
  look: Look;
  setLook(look: Look): void;
  setLocale(locale: Locale): void;
  openAccessibility(): void;
}

const LookContext = createContext<LookSetting | null>(null);

export function useLook(): LookSetting {
  const setting = useContext(LookContext);
  if (!setting) throw new Error('outside LookProvider');
  return setting;
}

export function LookProvider({ children }: { children: ReactNode }) {
  const { id } = useReadable(useTablet().visit);
  const [look, setLook] = useState<Look>(normalLook);
  const [open, setOpen] = useState(false);
  const [seenVisit, setSeenVisit] = useState(id);
  if (seenVisit !== id) {
    setSeenVisit(id);
    setLook(normalLook);
    setOpen(false);
  }
  useEffect(() => applyLook(look), [look]);
  const isMute = useSpeech(look.speech);
  const locale = useLocale();
  useEffect(() => void activate('pt-BR'), [id]);
  const setting = useMemo(
    () => ({
      look,
      setLook,
      setLocale: (locale: Locale) => void activate(locale),
      openAccessibility: () => setOpen(true),
    }),
    [look],
  );
  return (
    <LookContext value={setting}>
      {children}
      <Suspense fallback={null}>
        {open ? (
          <AccessibilitySheet
            open
            look={look}
            onChange={setLook}
            isMute={isMute}
            locale={locale}
            onLocale={setting.setLocale}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    </LookContext>
  );
}

/** Speaks while it is asked to; its code is fetched by whoever asks. True: the device has no voice of this language. */
function useSpeech(speech: Look['speech']): boolean {
  const [isMute, setIsMute] = useState(false);
  const isOn = speech !== 'off';
  const twice = useRef(false);
  useEffect(() => {
    twice.current = speech === 'twice';
  }, [speech]);
  useEffect(() => {
    if (!isOn) return undefined;
    let end: (() => void) | undefined;
    let gone = false;
    import('./speech/speaking.ts').then(
      ({ startSpeaking }) => {
        if (!gone) end = startSpeaking({ twice: () => twice.current, onVoice: (isThere) => setIsMute(!isThere) });
      },
      () => setIsMute(true),
    );
    return () => {
      gone = true;
      end?.();
      setIsMute(false);
    };
  }, [isOn]);
  return isMute;
}
