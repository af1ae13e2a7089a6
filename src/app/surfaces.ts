// The five surfaces by the mode of the device, each fetched when it is asked for.
import type { DeviceMode } from '#domain/actor.ts';

export const surfaces = {
  shopper: async () => ({ default: (await import('./kiosk.tsx')).Kiosk }),
  staff: async () => ({ default: (await import('./staff.tsx')).Staff }),
  manager: async () => ({ default: (await import('./manager.tsx')).Manager }),
  display: async () => ({ default: (await import('./display.tsx')).Display }),
  phone: async () => ({ default: (await import('./phone.tsx')).Phone }),
} satisfies Record<DeviceMode, () => Promise<object>>;
