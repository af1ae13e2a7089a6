// On-line questions whose answers are not kept: stock elsewhere, an order by its number, who shows a code.
import type { DeviceId } from '#domain/ids.ts';
import { EnrolmentAnswer, FleetAnswer, OrderAnswer, StockAnswer } from '#protocol/lookup.ts';
import type { Http } from './http.ts';
import type { Tablet } from './tablet-port.ts';
import { Refused } from './trouble.ts';

export function lookUpOf(http: Http, device: () => DeviceId, shiftGrant: () => string): Tablet['lookUp'] {
  return {
    stock: (variantId) => http.ask('/lookup/v1/stock', { deviceId: device(), variantId }, StockAnswer),
    order: (number) =>
      orNull(http.ask('/lookup/v1/order', { deviceId: device(), grant: shiftGrant(), number }, OrderAnswer)),
    enrolment: (code) =>
      orNull(http.ask('/lookup/v1/enrolment', { deviceId: device(), grant: shiftGrant(), code }, EnrolmentAnswer)),
    fleet: () => http.ask('/lookup/v1/fleet', { deviceId: device(), grant: shiftGrant() }, FleetAnswer),
  };
}

/** null: the server knows nothing of that name. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}
