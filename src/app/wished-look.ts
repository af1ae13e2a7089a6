// The look and language that a person's pass asks for, as far as this build has them [S34]. They hold until the visit ends.
import { type Look, normalLook, textSteps, themes } from '#app/ui/look.ts';
import { type Locale, locales } from '#domain/text.ts';
import type { VisitPerson } from '#sync/tablet-port.ts';

const among = <T extends string>(all: readonly T[], wish: string | null): T | null =>
  all.find((one) => one === wish) ?? null;

export interface Wished {
  /** null: as the shop has it. */
  locale: Locale | null;
  look: Look;
}

export const wishedLook = ({ locale, text, theme }: NonNullable<VisitPerson['wishes']>): Wished => ({
  locale: among(locales, locale),
  look: {
    ...normalLook,
    text: among(textSteps, text) ?? normalLook.text,
    theme: among(themes, theme) ?? normalLook.theme,
  },
});
