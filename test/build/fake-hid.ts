// A stand-in for navigator.hid and the scanners behind it, with the bytes that real ones send. Headless browsers have no
// USB: unit tests use these classes, browser tests put them into the page before it loads.
import type { Hid, HidDevice } from '#scan/hid.ts';

/** 63 bytes after the report id: length, "]" and two signs of AIM, 56 bytes, two of the maker's, more follows. */
export function buildHidReport(text: string, { aim = '', isContinued = false } = {}): DataView {
  const bytes = new Uint8Array(63);
  bytes[0] = text.length;
  [...aim].forEach((sign, index) => (bytes[1 + index] = sign.charCodeAt(0)));
  [...text].forEach((sign, index) => (bytes[4 + index] = sign.charCodeAt(0)));
  bytes[62] = isContinued ? 1 : 0;
  return new DataView(bytes.buffer);
}

export type FakeHidDevice = HidDevice & {
  opened: boolean;
  features: number[][];
  open(): Promise<void>;
  /** One code, over as many reports as it needs. */
  send(text: string, aim?: string): void;
};

export function buildHidDevice({ vendorId = 0x05f9, usagePage = 0x8c } = {}): FakeHidDevice {
  const device = Object.assign(new EventTarget(), {
    opened: false,
    vendorId,
    productName: 'Gryphon',
    collections: [{ usagePage, usage: 2, inputReports: [{ reportId: 2 }] }],
    features: [] as number[][],
    async open() {
      device.opened = true;
    },
    async close() {
      device.opened = false;
    },
    async sendFeatureReport(reportId: number, data: Uint8Array) {
      device.features.push([reportId, ...data]);
    },
    send(text: string, aim = '') {
      if (!device.opened) return;
      for (let at = 0; at < text.length; at += 56) {
        const data = buildHidReport(text.slice(at, at + 56), { aim, isContinued: at + 56 < text.length });
        device.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 2, data }));
      }
    },
  });
  return device;
}

export class FakeHid extends EventTarget implements Hid {
  asked = 0;
  readonly #allowed: HidDevice[];
  readonly #offered: HidDevice[];

  constructor(allowed: HidDevice[], offered: HidDevice[] = []) {
    super();
    this.#allowed = allowed;
    this.#offered = offered;
  }
  async getDevices(): Promise<HidDevice[]> {
    return this.#allowed;
  }
  async requestDevice(): Promise<HidDevice[]> {
    this.asked += 1;
    this.#allowed.push(...this.#offered);
    return this.#offered;
  }
  plug(device: HidDevice): void {
    this.dispatchEvent(Object.assign(new Event('connect'), { device }));
  }
  unplug(device: FakeHidDevice): void {
    device.opened = false;
    this.dispatchEvent(Object.assign(new Event('disconnect'), { device }));
  }
}
