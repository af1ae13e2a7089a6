// Which ids a file has already named: an open-addressed table of 64-bit hashes, 16 to 32 bytes per id, no strings.
// With a million ids, the chance that one is taken for another is below one in ten million.
export class Seen {
  #slots = new BigUint64Array(1 << 12);
  #count = 0;

  /** True when the UUID was not there before. It has to come from a hash: its own bits spread it. */
  add(uuid: string): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    const value = valueOf(uuid);
    const slot = slotOf(this.#slots, value);
    if (this.#slots[slot] === value) return false;
    this.#slots[slot] = value;
    this.#count += 1;
    return true;
  }

  has(uuid: string): boolean {
    const value = valueOf(uuid);
    return this.#slots[slotOf(this.#slots, value)] === value;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new BigUint64Array(old.length * 2);
    for (const value of old) if (value !== 0n) this.#slots[slotOf(this.#slots, value)] = value;
  }
}

const valueOf = (uuid: string): bigint => BigInt(`0x${uuid.slice(0, 8)}${uuid.slice(24, 32)}`) || 1n;

function slotOf(slots: BigUint64Array, value: bigint): number {
  let slot = Number(value & 0xffff_ffffn) % slots.length;
  while (slots[slot] !== 0n && slots[slot] !== value) slot = (slot + 1) % slots.length;
  return slot;
}
