// A person at a tablet, and a person's own phone: who it is, what they let us do, what is known of them. Nothing of it is
// written down on a tablet, and the person's own home is never told to one.
import * as z from 'zod/mini';
import { Wishes } from '#domain/consent.ts';
import { DeviceId, HomeId, InstantMs, RowId } from '#domain/ids.ts';

const signed = { deviceId: DeviceId, sig: z.string() };
const ofVisit = { ...signed, home: HomeId };

/** POST /session/v1/pass, by a phone. 403 wrong_mode. `wishes`: how its person needs a screen. */
export const PassRequest = z.strictObject({ ...signed, wishes: z.optional(Wishes) });
/** `certificate`: base64url, good for 15 min. */
export const PassAnswer = z.strictObject({ serverTimeMs: InstantMs, certificate: z.string().check(z.maxLength(600)) });

/** POST /session/v1/pass/revoke, by a phone: every pass of its person ends, and every visit that one has opened. */
export const PassRevokeRequest = z.strictObject(signed);

/** POST /session/v1/visit, by a tablet: `text` was read, `home` is that of a new visit. */
export const VisitRequest = z.strictObject({ ...ofVisit, text: z.string().check(z.minLength(4), z.maxLength(512)) });
/** 410 pass_expired, pass_used; 403 pass_forged, pass_revoked, pass_foreign, card_unknown, not_yours, wrong_mode. */
export const Person = z.strictObject({
  firstName: z.string(),
  level: z.enum(['pass', 'card']),
  consents: z.strictObject({ history_now: z.boolean(), remember: z.boolean(), contact: z.boolean() }),
  wishes: z.nullable(Wishes),
});
export type Person = z.infer<typeof Person>;
export const VisitAnswer = z.strictObject({ serverTimeMs: InstantMs, person: Person });

/** POST /session/v1/visit/end, by the tablet. Ending what has ended is no error. */
export const VisitEndRequest = z.strictObject(ofVisit);

/** POST /session/v1/join, by a tablet: a code for a person's own phone, good for 2 min and one use. */
export const JoinRequest = z.strictObject(ofVisit);
export const JoinAnswer = z.strictObject({ serverTimeMs: InstantMs, code: z.string(), endsMs: InstantMs });
/** POST /session/v1/join/take, by a phone. 404 not_found: there is none, or it is over. */
export const JoinTakeRequest = z.strictObject({
  ...signed,
  code: z.string().check(z.minLength(8), z.maxLength(40)),
  wishes: z.optional(Wishes),
});
export const JoinTakeAnswer = z.strictObject({ serverTimeMs: InstantMs, storeName: z.string() });

/** POST /lookup/v1/visit, by the visit's tablet; asked when `customer/self@home` moved. 404 not_linked. Answer: VisitAnswer. */
export const VisitQuestion = z.strictObject(ofVisit);

/** POST /lookup/v1/visit/history. 404 not_linked, 403 no_consent, low_level. In the order of the ids: none of time. */
export const HistoryQuestion = z.strictObject(ofVisit);
export const HistoryAnswer = z.strictObject({
  serverTimeMs: InstantMs,
  history: z.array(z.tuple([RowId, z.number().check(z.int(), z.gte(1), z.lte(255))])).check(z.maxLength(100)),
  wishlist: z.array(z.tuple([RowId, RowId])).check(z.maxLength(50)),
});

const said = z.nullable(z.strictObject({ given: z.boolean(), text: z.string(), locale: z.string(), atMs: InstantMs }));

/** POST /lookup/v1/me, by a phone. */
export const MeQuestion = z.strictObject(signed);
export const MeAnswer = z.strictObject({
  serverTimeMs: InstantMs,
  firstName: z.string(),
  /** The newest saying of each purpose; null: it was never spoken of. */
  consents: z.strictObject({ history_now: said, remember: said, contact: said }),
  /** How many visits were joined to this person. */
  visits: z.number(),
  /** Who looked them up, newest first, at most 20 [T17]. */
  lookedUp: z.array(z.strictObject({ atMs: InstantMs, storeName: z.string(), what: z.string() })),
});
export type MeAnswer = z.infer<typeof MeAnswer>;
