// Whether this browser has been a device of a shop before and which, known outside its databases: when those do not open,
// nothing else says so. Promise: a tablet with a broken memory is never offered to be enrolled again, what was asked lies
// in it [EV3, SG4].
import type { DeviceMode } from '#domain/actor.ts';

type Place = Pick<Storage, 'getItem' | 'setItem'>;

const name = 'gondola-tablet';
const here = (): Place => localStorage;

export function markTablet(mode: DeviceMode, place: () => Place = here): void {
  try {
    place().setItem(name, mode);
  } catch {
    // A browser that may keep nothing is no tablet next time either.
  }
}

export const wasTablet = (place: () => Place = here): boolean => kept(place) !== null;

/** The mode it had the last time, in the words of some version; a hint only, the enrolment decides. */
export const lastMode = (place: () => Place = here): string | null => kept(place);

function kept(place: () => Place): string | null {
  try {
    return place().getItem(name);
  } catch {
    return null;
  }
}
