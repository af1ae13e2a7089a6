// The words that a consent is asked for with. Promise: what is said to the shop is letter for letter what stands on the
// screen, the promise above the switches included [PR4]; switches begin off unless the person themselves left them on [PR2].
import type { TextKey, Translate } from '#app/text/text.ts';
import type { ConsentPurpose, VisitPerson } from '#sync/tablet-port.ts';

export const purposes = ['history_now', 'remember', 'contact'] as const satisfies readonly ConsentPurpose[];

export const labelOf = (purpose: ConsentPurpose): TextKey => `consent.${purpose}`;
export const lineOf = (purpose: ConsentPurpose): TextKey => `consent.${purpose}_line`;

/** As one reads it from top to bottom: the title, the promise, then the one switch. */
export const consentText = (t: Translate, purpose: ConsentPurpose): string =>
  [t('consent.title'), t('consent.same'), `${t(labelOf(purpose))}.`, `${t(lineOf(purpose))}.`].join(' ');

export type Consents = VisitPerson['consents'];

/** How the switches stand when the screen opens: only being written to stays as the person left it. */
export const startOf = ({ contact }: Consents): Consents => ({ history_now: false, remember: false, contact });

/** What has to be said for the person's answers to be true: nothing where nothing changes. */
export const toSay = (known: Consents, wanted: Consents): { purpose: ConsentPurpose; given: boolean }[] =>
  purposes.flatMap((purpose) => (known[purpose] === wanted[purpose] ? [] : [{ purpose, given: wanted[purpose] }]));

/** Who is asked: not whoever has said on their phone, or had it remembered, what holds here too. */
export const isAsked = ({ by, consents }: Pick<VisitPerson, 'by' | 'consents'>): boolean =>
  (by === 'pass' || by === 'offline') && !consents.remember && !consents.history_now;

/** Who is stopped for a moment: to be asked, or to be told what a card does not open. */
export const isGreeted = (person: Pick<VisitPerson, 'by' | 'consents'>): boolean =>
  person.by === 'card' || isAsked(person);
