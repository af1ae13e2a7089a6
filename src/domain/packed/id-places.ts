// The ids of a table in their order, sixteen bytes each: what position an id has, for columns that point there.
// Only UUIDs; other ids have no place, and whoever points at them keeps them as text.
import { bytesOfUuid, isUuid, uuidBytes } from './uuid-bytes.ts';

export class IdPlaces {
  #bytes = new Uint8Array(uuidBytes * 1024);
  #count = 0;
  #isUuids = true;

  /** In their order. */
  add(ids: readonly string[]): void {
    this.#isUuids &&= ids.every(isUuid);
    if (!this.#isUuids) return;
    const room = (this.#count + ids.length) * uuidBytes;
    if (room > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(room, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (const id of ids) this.#bytes.set(bytesOfUuid(id), uuidBytes * this.#count++);
  }

  placeOf(id: string): number {
    if (!this.#isUuids || !isUuid(id)) return -1;
    const wanted = bytesOfUuid(id);
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#compare(low, wanted) === 0 ? low : -1;
  }

  #compare(place: number, wanted: Uint8Array): number {
    for (let at = 0; at < uuidBytes; at++) {
      const difference = (this.#bytes[place * uuidBytes + at] ?? 0) - (wanted[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
