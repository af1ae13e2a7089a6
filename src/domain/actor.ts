// Who acts. Every act names a grant [ID5]: issued and signed by the server, with a level and an end;
// the server judges by that grant at the act's corrected time, whoever is signed in at the push.
import * as z from 'zod/mini';
import { DeviceId, GrantId, HomeId, InstantMs, RowId } from './ids.ts';

/** `phone`: a person's own, let in by a code in a mail and never by a manager. */
export const DeviceMode = z.enum(['shopper', 'staff', 'display', 'manager', 'phone']);
export type DeviceMode = z.infer<typeof DeviceMode>;

/** Home: the store; feeds: device/own of the device, store/staff for the fleet page. */
export const Device = z.strictObject({
  id: DeviceId,
  name: z.string(),
  mode: DeviceMode,
  state: z.enum(['pending', 'active', 'suspended', 'lost', 'retired']),
  /** JWK of the device's ECDSA P-256 key: identifies the device, never protects a person's data (trust.md, fact 2). */
  publicKey: z.strictObject({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() }),
  enrolledMs: InstantMs,
  approvedBy: z.nullable(RowId),
});
export type Device = z.infer<typeof Device>;

export const GrantLevel = z.enum(['device', 'visit', 'staff', 'manager', 'server']);
export type GrantLevel = z.infer<typeof GrantLevel>;

/** Home: the store; feed: device/own. `signature` is the server's ECDSA P-256 over the RFC 8785 form of the other fields. */
export const Grant = z.strictObject({
  id: GrantId,
  kind: z.enum(['device', 'visit', 'shift', 'server']),
  level: GrantLevel,
  home: HomeId,
  device: DeviceId,
  /** Who: the member of staff of a shift, the customer of a visit; null for a device. */
  subject: z.nullable(RowId),
  name: z.nullable(z.string()),
  issuedMs: InstantMs,
  endsMs: InstantMs,
  revokedMs: z.nullable(InstantMs),
  signature: z.string(),
});
export type Grant = z.infer<typeof Grant>;

/** A person of the shop. Home: the store; feed: store/staff. The PIN's hash is no field of it: it never leaves the server. */
export const Staff = z.strictObject({
  id: RowId,
  number: z.string().check(z.regex(/^\d{2,8}$/)),
  name: z.string(),
  role: z.enum(['staff', 'manager']),
  live: z.boolean(),
});
export type Staff = z.infer<typeof Staff>;

export const grantHolds = (grant: Grant, atMs: number): boolean =>
  grant.issuedMs <= atMs && atMs < grant.endsMs && (grant.revokedMs === null || atMs < grant.revokedMs);
