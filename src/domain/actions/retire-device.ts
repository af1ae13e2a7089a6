// A tablet is lost or leaves the shop: from now on its key opens nothing.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { DeviceId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ deviceId: DeviceId, state: z.enum(['suspended', 'lost', 'retired', 'active']) });

export const retireDevice = act<z.infer<typeof Input>>({
  kind: 'retire-device',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['manager', 'server'],
  lane: ({ deviceId }) => `device/${deviceId}`,
  reads: ({ deviceId }, { home }) => [key('device', home, deviceId)],

  apply(rows, { deviceId, state }, { home, grant }) {
    const device = rows.get('device', home, deviceId);
    if (!device) return decide(rejected('unknown_row'));
    // Whoever signs out takes their own phone away, by the server's hand; everything else is a manager's to say.
    if (grant.level === 'server' && (device.mode !== 'phone' || state !== 'retired'))
      return decide(rejected('not_allowed'));
    const final = device.state === 'lost' || device.state === 'retired';
    if (final && state === 'active') return decide(rejected('wrong_state', { state: device.state }));
    return decide(applied({ name: device.name, state }), [put('device', home, { ...device, state })]);
  },
});
