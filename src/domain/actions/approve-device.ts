// A manager lets a browser become a tablet, staff device or screen of this store [K1].
// The pending enrolment itself is no shop data; this act is what makes a device.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { Device, DeviceMode } from '#domain/actor.ts';
import { DisplayKind } from '#domain/display.ts';
import { DeviceId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, peek, put } from '#domain/tx.ts';

const Screen = z.strictObject({
  kind: DisplayKind,
  width: z.number().check(z.int(), z.gt(0), z.lte(7680)),
  height: z.number().check(z.int(), z.gt(0), z.lte(4320)),
});

const Input = z.strictObject({
  deviceId: DeviceId,
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  mode: DeviceMode,
  publicKey: Device.shape.publicKey,
  screen: z.nullable(Screen),
});

export const approveDevice = act<z.infer<typeof Input>>({
  kind: 'approve-device',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['manager', 'server'],
  lane: ({ deviceId }) => `device/${deviceId}`,
  reads: ({ deviceId }, { home, chain }) => [
    key('device', home, deviceId),
    key('display', home, deviceId),
    peek('store', chain, home),
  ],

  apply(rows, { deviceId, name, mode, publicKey, screen }, { home, chain, atMs, grant }) {
    const store = rows.get('store', chain, home);
    if (!store) return decide(rejected('unknown_row'));
    // A phone is a person's: the server alone, which has seen the mail's code come back, may say whose.
    if (mode === 'phone' && grant.level !== 'server') return decide(rejected('not_allowed'));
    if (rows.get('device', home, deviceId)) return decide(rejected('already_done'));
    if (mode === 'display' && !screen) return decide(rejected('invalid_input'));
    const writes = [
      put('device', home, {
        id: deviceId,
        name,
        mode,
        state: 'active',
        publicKey,
        enrolledMs: atMs,
        approvedBy: grant.subject,
      }),
    ];
    if (mode === 'display' && screen) {
      writes.push(
        put('display', home, {
          id: deviceId,
          name,
          ...screen,
          orientation: screen.width >= screen.height ? 'landscape' : 'portrait',
          zone: store.zone,
          groups: [],
          syncGroup: null,
        }),
      );
    }
    return decide(applied({ name, mode }), writes);
  },
});
