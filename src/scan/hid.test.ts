import { describe, expect, it } from 'vitest';
import { buildHidDevice, buildHidReport, FakeHid } from '#test/build/fake-hid.ts';
import { askForHidScanner, hidOf, openHid } from './hid.ts';
import { layoutOf, makeAssembly, parseReport, usualLayout, type ReportItem } from './hid-report.ts';
import type { ScanRead } from './scanner.ts';

const page = (usage: number): number => 0x8c_0000 + usage;
const view = (bytes: readonly number[]): DataView => new DataView(Uint8Array.from(bytes).buffer);

describe('a report of a point-of-sale scanner', () => {
  it('in the usual layout gives its AIM prefix, as many bytes as its length says, and whether more follows', () => {
    // As the manuals of Honeywell and Access-IS print it: 56 bytes of a boarding pass, more to come.
    const text = 'M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23  ';
    const bytes = buildHidReport(text, { aim: ']Q0', isContinued: true });
    expect(bytes.byteLength).toBe(63);
    expect(parseReport(bytes, usualLayout)).toEqual({ aim: ']Q0', text, isContinued: true });
  });

  it.each<[string, ReportItem[], number]>([
    [
      'one field after another',
      [
        { usages: [page(0x30)], reportSize: 8, reportCount: 1 },
        { usages: [page(0xfb), page(0xfc), page(0xfd)], reportSize: 8, reportCount: 3 },
        { usages: [page(0xfe)], reportSize: 8, reportCount: 56 },
        { usages: [0xff45_0001], reportSize: 8, reportCount: 2 },
        { usages: [page(0xff)], reportSize: 1, reportCount: 1 },
        { reportSize: 7, reportCount: 1 },
      ],
      56,
    ],
    [
      'a range for the AIM prefix, less data',
      [
        { usages: [page(0x30)], reportSize: 8, reportCount: 1 },
        { isRange: true, usageMinimum: page(0xfb), reportSize: 8, reportCount: 3 },
        { usages: [page(0xfe)], reportSize: 8, reportCount: 28 },
        { usages: [page(0xff)], reportSize: 8, reportCount: 1 },
      ],
      28,
    ],
    [
      'length and prefix in one field',
      [
        { usages: [page(0x30), page(0xfb), page(0xfc), page(0xfd)], reportSize: 8, reportCount: 4 },
        { usages: [page(0xfe)], reportSize: 8, reportCount: 56 },
        { usages: [page(0xff)], reportSize: 8, reportCount: 1 },
      ],
      56,
    ],
  ])('is laid out as the device itself describes it: %s', (_, items, dataLength) => {
    const layout = layoutOf(items);
    expect(layout).toMatchObject({ lengthAt: 0, aimAt: 1, dataAt: 4, dataLength });
    const bytes = [3, 93, 69, 48, 49, 50, 51];
    expect(layout && parseReport(view(bytes), layout)).toEqual({ aim: ']E0', text: '123', isContinued: false });
  });

  it.each([
    ['no byte at all', []],
    ['a length of nothing', [0, 93, 69, 48, 49]],
    ['a length beyond the layout', [57, 93, 69, 48, ...Array<number>(59).fill(49)]],
    ['a length beyond what was sent', [20, 93, 69, 48, 49, 50]],
  ])('is dropped when it holds %s', (_, bytes) => {
    expect(parseReport(view(bytes), usualLayout)).toBeUndefined();
  });

  it('whose prefix is no AIM prefix has none', () => {
    expect(parseReport(view([1, 0, 0, 0, 55]), usualLayout)).toEqual({ aim: undefined, text: '7', isContinued: false });
  });

  it('of a device that describes no decoded data has no layout', () => {
    expect(layoutOf([{ usages: [0x0009_0001], reportSize: 1, reportCount: 8 }])).toBeUndefined();
    expect(layoutOf([])).toBeUndefined();
  });
});

describe('a code over several reports', () => {
  const part = (text: string, isContinued: boolean) => ({ aim: ']Q1', text, isContinued });

  it('is one code, without the line end that scanners are set to add', () => {
    const assembly = makeAssembly();
    expect(assembly.add(part('https://a.example/', true), 0)).toBeUndefined();
    expect(assembly.add(part('01/07891000100103\r\n', false), 4)).toEqual({
      raw: 'https://a.example/01/07891000100103',
      aim: ']Q1',
    });
  });

  it('whose end never came does not become the beginning of the next', () => {
    const assembly = makeAssembly();
    assembly.add(part('half of one', true), 0);
    expect(assembly.add(part('7891000100103', false), 5_000)?.raw).toBe('7891000100103');
  });

  it('that never ends is cut', () => {
    const assembly = makeAssembly();
    for (let n = 0; n < 10_000; n++) assembly.add(part('x'.repeat(56), true), n);
    expect(assembly.add(part('', false), 10_001)?.raw.length).toBeLessThan(4_200);
  });
});

describe('a scanner over WebHID', () => {
  function listen(hid: FakeHid) {
    const reads: ScanRead[] = [];
    const scanner = openHid(hid);
    scanner.onRead((read) => reads.push(read));
    return { scanner, reads };
  }

  it('that was allowed before is heard without asking, and again after it was unplugged', async () => {
    const device = buildHidDevice();
    const hid = new FakeHid([device]);
    const { scanner, reads } = listen(hid);
    await scanner.start();
    expect([hid.asked, scanner.state.kind]).toEqual([0, 'on']);
    device.send('7891000100103', ']E0');
    hid.unplug(device);
    expect(scanner.state.kind).toBe('off');
    device.send('7891000100103', ']E0');
    hid.plug(device);
    await expect.poll(() => scanner.state.kind).toBe('on');
    device.send('0107891000100103\u001d10L1', ']d2');
    expect(reads.map(({ raw, aim, source }) => [source, raw, aim])).toEqual([
      ['wedge', '7891000100103', ']E0'],
      ['wedge', '0107891000100103\u001d10L1', ']d2'],
    ]);
  });

  it('that is chosen from the browser’s list is heard at once', async () => {
    const device = buildHidDevice();
    const hid = new FakeHid([], [device]);
    const { scanner, reads } = listen(hid);
    await scanner.start();
    expect(await askForHidScanner(hid)).toBe(true);
    await expect.poll(() => scanner.state.kind).toBe('on');
    device.send('x'.repeat(100), ']Q1');
    expect(reads.map(({ raw }) => raw)).toEqual(['x'.repeat(100)]);
    expect(await askForHidScanner(new FakeHid([], []))).toBe(false);
  });

  it('is heard no more, and closed, when it is not wanted; two starts hear it once', async () => {
    const device = buildHidDevice();
    const { scanner, reads } = listen(new FakeHid([device]));
    await Promise.all([scanner.start(), scanner.start()]);
    device.send('7891000100103');
    expect(reads).toHaveLength(1);
    await scanner.stop();
    device.send('7891000100103');
    expect([reads.length, device.opened]).toEqual([1, false]);
  });

  it('that is not wanted any more when it opens is closed, and never said to be on', async () => {
    const device = buildHidDevice();
    const { promise, resolve } = Promise.withResolvers<void>();
    let isAsked = false;
    device.open = async () => {
      isAsked = true;
      await promise;
      device.opened = true;
    };
    const { scanner } = listen(new FakeHid([device]));
    const said: string[] = [];
    scanner.onState(({ kind }) => said.push(kind));
    const starting = scanner.start();
    await expect.poll(() => isAsked).toBe(true);
    await scanner.stop();
    resolve();
    await starting;
    expect([said, scanner.state.kind, device.opened]).toEqual([['off'], 'off', false]);
  });

  it('of Honeywell is told to send, and a keyboard that was allowed too is left alone', async () => {
    const honeywell = buildHidDevice({ vendorId: 0x0c2e });
    const keyboard = buildHidDevice({ usagePage: 1 });
    await listen(new FakeHid([honeywell, keyboard])).scanner.start();
    expect([honeywell.features, keyboard.opened]).toEqual([[[254, 1]], false]);
  });

  it('that another program holds is said to be busy', async () => {
    const device = buildHidDevice();
    device.open = () => Promise.reject(new DOMException('in use', 'NotAllowedError'));
    const { scanner } = listen(new FakeHid([device]));
    await scanner.start();
    expect(scanner.state).toMatchObject({ kind: 'trouble', trouble: 'busy' });
  });

  it('keeps a UPC-A that it calls an EAN-13 readable', async () => {
    const device = buildHidDevice();
    const { scanner, reads } = listen(new FakeHid([device]));
    await scanner.start();
    device.send('036000291452', ']E0');
    expect(reads[0]).toMatchObject({ raw: '036000291452' });
    expect(reads[0]?.aim).toBeUndefined();
  });

  it('does not exist where the browser has no WebHID', () => {
    expect(hidOf({} as Navigator)).toBeUndefined();
  });
});
