// Bytes one after the other, little-endian, in a buffer that grows. What a packed file is written with.
import { utf8Of } from './utf8.ts';

export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;

  constructor(room = 1024) {
    this.#bytes = new Uint8Array(Math.max(1, room));
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  u8(value: number): void {
    const at = this.#room(1);
    this.#view.setUint8(at, value);
  }

  u16(value: number): void {
    const at = this.#room(2);
    this.#view.setUint16(at, value, true);
  }

  u32(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
  }

  f64(value: number): void {
    const at = this.#room(8);
    this.#view.setFloat64(at, value, true);
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Its length in bytes as u32, then UTF-8. */
  text(text: string): void {
    const bytes = utf8Of(text);
    this.u32(bytes.length);
    this.raw(bytes);
  }

  /** A whole number in so many bytes, 1 to 6. */
  uint(value: number, width: number): void {
    const at = this.#room(width);
    for (let byte = 0, rest = value; byte < width; byte++, rest = Math.floor(rest / 256))
      this.#view.setUint8(at + byte, rest % 256);
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  /** Before the view is read: it may be another one afterwards. */
  #room(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}
