// The point-of-sale scanner on USB as a Scanner, over WebHID. Promise: once allowed it comes back by itself whenever it
// is plugged in; nobody is asked before they press the button for it.
import {
  type HidCode,
  layoutOf,
  makeAssembly,
  parseReport,
  posScannerPage,
  usualLayout,
  type ReportItem,
} from './hid-report.ts';
import { makeListeners } from './listeners.ts';
import type { Scanner, ScannerHint, ScannerState, ScanRead } from './scanner.ts';

type HidReport = { readonly reportId: number; readonly items?: readonly ReportItem[] };
type HidCollection = {
  readonly usagePage?: number;
  readonly usage?: number;
  readonly inputReports?: readonly HidReport[];
  readonly children?: readonly HidCollection[];
};
/** The part of WebHID that is used; TypeScript's own library has none of it. */
export type HidDevice = EventTarget & {
  readonly opened: boolean;
  readonly vendorId: number;
  readonly productName: string;
  readonly collections: readonly HidCollection[];
  open(): Promise<void>;
  close(): Promise<void>;
  sendFeatureReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
};
export type Hid = EventTarget & {
  getDevices(): Promise<HidDevice[]>;
  requestDevice(options: { filters: { usagePage: number }[] }): Promise<HidDevice[]>;
};
type InputReportEvent = Event & { readonly reportId: number; readonly data: DataView };
type ConnectionEvent = Event & { readonly device: HidDevice };

/** Honeywell's scanners send nothing in this mode before they are told to. */
const honeywell = { vendorId: 0x0c2e, reportId: 254, on: 1 };
const usualReportId = 2;

/** undefined where the browser has no WebHID: then there is no button for it either. */
export function hidOf(given: Navigator = navigator): Hid | undefined {
  return 'hid' in given ? (given.hid as Hid) : undefined;
}

/** From a tap: the browser shows its list. True when a scanner was chosen; false when the person closed the list. */
export async function askForHidScanner(hid: Hid): Promise<boolean> {
  const chosen = await hid.requestDevice({ filters: [{ usagePage: posScannerPage }] });
  // The browser tells no page of a device that was allowed just now.
  for (const device of chosen) hid.dispatchEvent(new CustomEvent('gondola-allowed', { detail: device }));
  return chosen.length > 0;
}

/** Names of the scanners that are allowed and plugged in. */
export const hidScannerNames = async (hid: Hid): Promise<string[]> =>
  (await hid.getDevices()).filter(isScanner).map(({ productName }) => productName);

/** Many scanners call a UPC-A of 12 digits and a UPC-E of 8 "]E0", which by its standard has 13: the digits are right. */
const isPromised = ({ raw, aim }: HidCode): boolean => aim !== ']E0' || raw.length === 13;

const isScanner = ({ collections }: HidDevice): boolean =>
  collections.some(({ usagePage }) => usagePage === posScannerPage);

const reportsOf = (collections: readonly HidCollection[]): HidReport[] =>
  collections.flatMap(({ inputReports = [], children = [] }) => [...inputReports, ...reportsOf(children)]);

export function openHid(hid: Hid): Scanner {
  const reads = makeListeners<ScanRead>();
  const states = makeListeners<ScannerState>();
  const hints = makeListeners<ScannerHint>();
  const listening = new Map<HidDevice, (event: Event) => void>();
  let state: ScannerState = { kind: 'off' };
  let isWanted = false;

  function become(next: ScannerState): void {
    state = next;
    states.tell(next);
  }

  async function take(device: HidDevice): Promise<void> {
    if (!isWanted || !isScanner(device) || listening.has(device)) return;
    const described = reportsOf(device.collections);
    const assembly = makeAssembly();
    const hear = (event: Event): void => {
      const { reportId, data } = event as InputReportEvent;
      const items = described.find((report) => report.reportId === reportId)?.items;
      const layout = (items && layoutOf(items)) ?? (reportId === usualReportId ? usualLayout : undefined);
      const part = layout && parseReport(data, layout);
      const code = part && assembly.add(part, event.timeStamp);
      if (!code) return;
      const aim = isPromised(code) ? code.aim : undefined;
      reads.tell({ source: 'wedge', raw: code.raw, seenAtMs: performance.now(), ...(aim ? { aim } : {}) });
    };
    listening.set(device, hear);
    device.addEventListener('inputreport', hear);
    try {
      if (!device.opened) await device.open();
      if (device.vendorId === honeywell.vendorId)
        await device.sendFeatureReport(honeywell.reportId, new Uint8Array([honeywell.on])).catch(() => undefined);
      if (!isWanted) return await letGo(device);
      become({ kind: 'on' });
    } catch (error) {
      drop(device);
      // Another page or program has it: the camera, the keys and this scanner's next plugging-in go on.
      if (isWanted) become({ kind: 'trouble', trouble: 'busy', detail: String(error) });
    }
  }

  function drop(device: HidDevice): void {
    const hear = listening.get(device);
    if (hear) device.removeEventListener('inputreport', hear);
    listening.delete(device);
  }

  async function letGo(device: HidDevice): Promise<void> {
    drop(device);
    await device.close().catch(() => undefined);
  }

  const onConnect = (event: Event): void => void take((event as ConnectionEvent).device);
  const onAllowed = (event: Event): void => void take((event as CustomEvent<HidDevice>).detail);
  function onDisconnect(event: Event): void {
    drop((event as ConnectionEvent).device);
    if (listening.size === 0) become({ kind: 'off' });
  }

  return {
    async start() {
      if (isWanted) return;
      isWanted = true;
      hid.addEventListener('connect', onConnect);
      hid.addEventListener('disconnect', onDisconnect);
      hid.addEventListener('gondola-allowed', onAllowed);
      const allowed = await hid.getDevices().catch(() => []);
      await Promise.all(allowed.map(take));
    },
    async stop() {
      isWanted = false;
      hid.removeEventListener('connect', onConnect);
      hid.removeEventListener('disconnect', onDisconnect);
      hid.removeEventListener('gondola-allowed', onAllowed);
      await Promise.all([...listening.keys()].map(letGo));
      become({ kind: 'off' });
    },
    get state() {
      return state;
    },
    onRead: reads.add,
    onState: states.add,
    onHint: hints.add,
  };
}
