// What a person has let us do with what we know of them: three switches, all off until somebody says otherwise [PR2].
// Every saying is a row of its own, with the very words that were on the screen: it is the receipt [PR4].
import * as z from 'zod/mini';
import { DeviceId, InstantMs, RowId } from './ids.ts';

/** Use the web history on this tablet now; remember that I said so; contact me. */
export const ConsentPurpose = z.enum(['history_now', 'remember', 'contact']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

export type Consents = Readonly<Record<ConsentPurpose, boolean>>;
export const noConsents: Consents = { history_now: false, remember: false, contact: false };

/** What somebody says of one purpose. `text`: exactly what was on the screen. */
export const Saying = z.strictObject({
  purpose: ConsentPurpose,
  given: z.boolean(),
  text: z.string().check(z.minLength(1), z.maxLength(600)),
  locale: z.string().check(z.minLength(2), z.maxLength(20)),
});

/** Home: a customer, known or of one visit; feed: customer/self. The id is the act's. */
export const Consent = z.extend(Saying, { id: RowId, atMs: InstantMs, device: DeviceId });
export type Consent = z.infer<typeof Consent>;

/** Whoever forgets is asked nothing more of what was before: id `history`. Home: a customer; feed: customer/self. */
export const Forgotten = z.strictObject({ id: RowId, atMs: InstantMs });
export const forgottenHistory = 'history';

/** Its row of identity says that what a visit's home holds is the person's. */
export const mergeId = (visitHome: string): string => `merge/${visitHome}`;

/** How this person needs a screen; null: never said. */
export const Wishes = z.strictObject({
  locale: z.nullable(z.enum(['pt-BR', 'en', 'es'])),
  text: z.nullable(z.enum(['normal', 'large', 'max'])),
  theme: z.nullable(z.enum(['light', 'dark', 'contrast'])),
});
export type Wishes = z.infer<typeof Wishes>;
export const noWishes: Wishes = { locale: null, text: null, theme: null };
