// Whether this browser has been a device of a shop before, known outside its databases: when those do not open, nothing else
// says so. Promise: a tablet with a broken memory is never offered to be enrolled again, what was asked lies in it [EV3, SG4].
type Place = Pick<Storage, 'getItem' | 'setItem'>;

const name = 'gondola-tablet';
const here = (): Place => localStorage;

export function markTablet(place: () => Place = here): void {
  try {
    place().setItem(name, '1');
  } catch {
    // A browser that may keep nothing is no tablet next time either.
  }
}

export function wasTablet(place: () => Place = here): boolean {
  try {
    return place().getItem(name) !== null;
  } catch {
    return false;
  }
}
