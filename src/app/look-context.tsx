// Language, look and speech of this visit, for every screen: the shop's own, or what the person's pass wishes [S34]; all go
// back to the shop's own when the visit ends [K6].
// The accessibility sheet lives here, above every other sheet: it opens from anywhere and takes nothing away.
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { activate, useLocale } from '#app/text/text.ts';
import { applyLook, type Look, normalLook } from '#app/ui/look.ts';
import type { Locale } from '#domain/text.ts';
import { useReadable, useTablet } from './tablet-context.ts';
import { wishedLook } from './wished-look.ts';

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
  const tablet = useTablet();
  const { id } = useReadable(tablet.visit);
  const wishes = useReadable(tablet.person)?.wishes ?? null;
  const [look, setLook] = useState<Look>(normalLook);
  const [open, setOpen] = useState(false);
  const [seenVisit, setSeenVisit] = useState(id);
  if (seenVisit !== id) {
    setSeenVisit(id);
    setLook(normalLook);
    setOpen(false);
  }
  // Once a visit: what the person then chooses here is not changed back by what comes of them later.
  const [wishedIn, setWishedIn] = useState<{ id: string; locale: Locale | null } | null>(null);
  if (wishes && wishedIn?.id !== id) {
    const wished = wishedLook(wishes);
    setWishedIn({ id, locale: wished.locale });
    setLook(wished.look);
  }
  const atFirst = (wishedIn?.id === id && wishedIn.locale) || 'pt-BR';
  useEffect(() => applyLook(look), [look]);
  const isMute = useSpeech(look.speech);
  const locale = useLocale();
  useEffect(() => void activate(atFirst), [id, atFirst]);
  const setting = useMemo(
    () => ({
      look,
      setLook,
      setLocale: (chosen: Locale) => void activate(chosen),
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
