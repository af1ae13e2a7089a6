// Who is at the other end: enrolment like RFC 8628 [K1], hello, PIN sign-in, the first manager's link.
// Nothing here writes shop data; a device exists only once an act has approved it.
import * as z from 'zod/mini';
import { Device, DeviceMode, Grant, Staff } from '#domain/actor.ts';
import { DeviceId, HomeId, InstantMs } from '#domain/ids.ts';

/** POST /session/v1/enrol: a browser asks to become a device. `demo` is honoured by a demo shop only. */
export const EnrolRequest = z.strictObject({
  publicKey: Device.shape.publicKey,
  screen: z.strictObject({ width: z.number(), height: z.number() }),
  demo: z.nullable(z.strictObject({ store: HomeId, mode: DeviceMode })),
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

/** The eight characters are read aloud or scanned; no look-alikes. Good for one use within 10 min. */
export const EnrolAnswer = z.strictObject({
  deviceId: DeviceId,
  code: z.string(),
  endsMs: InstantMs,
  intervalMs: z.number(),
  serverTimeMs: InstantMs,
  /** Stores to choose from in a demo shop; empty otherwise. */
  demoStores: z.array(z.strictObject({ id: HomeId, name: z.string(), chain: z.string() })),
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

/** POST /session/v1/enrol/poll, signed by the new key. */
export const PollRequest = z.strictObject({ deviceId: DeviceId, sig: z.string() });

/** Whose phone this is. Only a device of mode `phone` has one. */
export const OwnPerson = z.strictObject({
  /** kind and level `visit`; its subject is the person's home. */
  grant: Grant,
  customer: HomeId,
  firstName: z.string(),
});

/** What a device is told about itself, at approval and at every hello. */
export const Installation = z.strictObject({
  device: Device,
  grant: Grant,
  home: HomeId,
  chain: HomeId,
  chainName: z.string(),
  web: HomeId,
  currency: z.string(),
  locales: z.array(z.string()),
  storeName: z.string(),
  zone: z.string(),
  demo: z.boolean(),
  /** JWK of the server's signing key, for grants, pages and files. */
  serverKey: z.strictObject({ kid: z.string(), kty: z.string(), crv: z.string(), x: z.string(), y: z.string() }),
  /** What personal parts of acts are sealed to: the raw point, base64url [AR1]. */
  sealingKey: z.strictObject({ kid: z.string(), publicKey: z.string() }),
  person: z.optional(OwnPerson),
});
export type Installation = z.infer<typeof Installation>;

export const PollAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('pending'), slowDown: z.boolean() }),
  z.strictObject({ state: z.literal('approved'), installation: Installation }),
  z.strictObject({ state: z.literal('ended') }),
]);
export type PollAnswer = z.infer<typeof PollAnswer>;

/** `StorageManager.estimate()`; null where the browser does not say. */
export const StorageReport = z.strictObject({
  usageBytes: z.number().check(z.gte(0)),
  quotaBytes: z.number().check(z.gte(0)),
});

/** POST /sync/v1/hello, signed: clock, state of the device, how full its outbox is [BO4, SG1, SG3]. */
export const HelloRequest = z.strictObject({
  deviceId: DeviceId,
  epoch: z.string(),
  appVersion: z.string(),
  protocol: z.number(),
  pending: z.number().check(z.int(), z.gte(0)),
  maxSeq: z.number().check(z.int(), z.gte(0)),
  persisted: z.nullable(z.boolean()),
  /** True once after the sentinel found the database gone with acts in it [SG3]. */
  lost: z.nullable(
    z.strictObject({
      epoch: z.string().check(z.maxLength(64)),
      pending: z.number().check(z.int(), z.gte(0)),
      /** The highest number of those that were pending. */
      maxSeq: z.optional(z.number().check(z.int(), z.gte(0))),
    }),
  ),
  // Left out by clients that do not know them: the signature covers what was sent, so there are no defaults here.
  storage: z.optional(z.nullable(StorageReport)),
  /** Server time minus the tablet's wall clock. */
  clockOffsetMs: z.optional(z.nullable(z.number())),
  parked: z.optional(z.number().check(z.int(), z.gte(0))),
  sig: z.string(),
});

export const HelloAnswer = z.strictObject({ serverTimeMs: InstantMs, installation: Installation });

/** POST /session/v1/shift, signed: a PIN, checked here and only here (trust.md, fact 3). */
export const ShiftRequest = z.strictObject({
  deviceId: DeviceId,
  number: z.string().check(z.regex(/^\d{2,8}$/)),
  pin: z.string().check(z.regex(/^\d{4,8}$/)),
  sig: z.string(),
});
/** 200; 401 {error: 'wrong_pin', triesLeft}; 429 {error: 'locked', untilMs}. */
export const ShiftAnswer = z.strictObject({ serverTimeMs: InstantMs, grant: Grant, staff: Staff });
export const ShiftRefusal = z.strictObject({
  error: z.enum(['wrong_pin', 'locked']),
  triesLeft: z.nullable(z.number()),
  untilMs: z.nullable(InstantMs),
});

/** POST /session/v1/shift/end, signed. */
export const ShiftEndRequest = z.strictObject({ deviceId: DeviceId, grant: z.string(), sig: z.string() });

/** POST /session/v1/claim: the one-time link that the first start prints makes this browser the first manager's. */
export const ClaimRequest = z.strictObject({
  token: z.string().check(z.minLength(20), z.maxLength(100)),
  publicKey: Device.shape.publicKey,
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  pin: z.string().check(z.regex(/^\d{4,8}$/)),
});
export const ClaimAnswer = z.strictObject({
  serverTimeMs: InstantMs,
  installation: Installation,
  shift: Grant,
  staff: Staff,
});

/** One mailbox, as it may stand in a header: no quotes, no blanks, nothing that begins another line. */
export const EmailAddress = z
  .string()
  .check(
    z.maxLength(254),
    z.regex(/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]{1,63})+$/u),
  );
/** As somebody is called: letters first, no signs that mean something elsewhere. */
export const FirstName = z.string().check(z.minLength(1), z.maxLength(20), z.regex(/^\p{L}[\p{L}\p{M} '’.-]*$/u));

/** POST /session/v1/mail/ask, signed by the key that was enrolled: mails six digits, good for 10 min and 5 tries. */
export const MailAskRequest = z.strictObject({
  deviceId: DeviceId,
  email: EmailAddress,
  locale: z.enum(['pt-BR', 'en', 'es']),
  sig: z.string(),
});
/** 429 {error: 'locked', untilMs}: too many mails to one address; 503 {error: 'mail_down'}. */
export const MailAskAnswer = z.strictObject({ serverTimeMs: InstantMs, endsMs: InstantMs });

/** POST /session/v1/mail/enter, signed by the same key. `firstName`: for an address that is new here. */
export const MailEnterRequest = z.strictObject({
  deviceId: DeviceId,
  email: EmailAddress,
  code: z.string().check(z.regex(/^\d{6}$/)),
  firstName: z.optional(FirstName),
  sig: z.string(),
});
export const MailEnterAnswer = z.strictObject({ serverTimeMs: InstantMs, installation: Installation });
/** 401 wrong_code, 429 locked, 409 first_name_needed, 503 mail_down. */
export const MailRefusal = z.object({
  error: z.enum(['wrong_code', 'locked', 'first_name_needed', 'mail_down']),
  triesLeft: z.optional(z.number()),
  untilMs: z.optional(InstantMs),
});

/** POST /session/v1/phone/end, signed: the person's phone is theirs no more. */
export const PhoneEndRequest = z.strictObject({ deviceId: DeviceId, sig: z.string() });
