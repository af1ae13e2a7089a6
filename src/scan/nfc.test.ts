import { describe, expect, it } from 'vitest';
import { buildNdef, FakeNdefReader } from '#test/build/fake-nfc.ts';
import { codeOf, type NdefRecord } from './nfc-records.ts';
import { canWriteNfc, writeNfcTag, type NfcWriteStep } from './nfc-write.ts';
import { hasNfc, hushNfc, newNdefReader, openNfc } from './nfc.ts';
import type { ScanRead } from './scanner.ts';

const link = 'https://loja.example/01/07891000100103';
const latin1 = (text: string): DataView => new DataView(Uint8Array.from(text, (sign) => sign.charCodeAt(0)).buffer);

describe('the records of a tag', () => {
  it.each<[string, NdefRecord]>([
    ['url', buildNdef('url', link)],
    ['absolute-url', buildNdef('absolute-url', link)],
    ['text', { ...buildNdef('text', link), encoding: 'utf-8' }],
    ['mime', { ...buildNdef('mime', link), mediaType: 'text/plain' }],
    ['external', buildNdef('loja.example:etiqueta', link)],
    [
      'smart-poster',
      { recordType: 'smart-poster', toRecords: () => [buildNdef('text', 'Bota'), buildNdef('url', link)] },
    ],
    [
      'an external record with records inside',
      { recordType: 'a.example:b', data: latin1('\u00d1\u00ff'), toRecords: () => [buildNdef('url', link)] },
    ],
  ])('[S1] give the product’s address: %s', (_, record) => {
    expect(codeOf({ records: [record] })).toMatchObject({ raw: link, identity: '07891000100103/' });
  });

  it('text in UTF-16 is read as what it says it is', () => {
    const bytes = new DataView(new ArrayBuffer(26));
    [...'7891000100103'].forEach((sign, index) => bytes.setUint16(index * 2, sign.charCodeAt(0)));
    expect(codeOf({ records: [{ recordType: 'text', encoding: 'utf-16be', data: bytes }] }).raw).toBe('7891000100103');
  });

  it('a product comes before whatever else is on the tag', () => {
    const records = [buildNdef('text', 'Olá'), buildNdef('url', 'https://rede.example/wifi'), buildNdef('url', link)];
    expect(codeOf({ records }).raw).toBe(link);
  });

  it('a poster of our own comes before words beside it, and after a product', () => {
    const poster = buildNdef('url', 'https://loja.example/s/100014');
    expect(codeOf({ records: [buildNdef('text', 'Trilha'), poster] }).raw).toBe('https://loja.example/s/100014');
    expect(codeOf({ records: [poster, buildNdef('url', link)] }).raw).toBe(link);
  });

  it('two taps of a signed tag are one identity, two serial numbers are two', () => {
    const of = (rest: string) => codeOf({ records: [buildNdef('url', `${link}/21/S1${rest}`)] }).identity;
    expect(of('?cmac=AA01')).toBe(of('?cmac=FF99'));
    expect(of('?cmac=AA01')).not.toBe(codeOf({ records: [buildNdef('url', `${link}/21/S2`)] }).identity);
  });

  const nest = (depth: number): NdefRecord =>
    depth === 0 ? buildNdef('url', link) : { recordType: 'smart-poster', toRecords: () => [nest(depth - 1)] };
  it.each<[string, readonly NdefRecord[], string]>([
    ['no record', [], 'empty'],
    ['an empty record', [{ recordType: 'empty' }], 'empty'],
    ['a record without a kind', [{ recordType: 'unknown', data: latin1('x') }], 'kind'],
    ['a picture', [{ recordType: 'mime', mediaType: 'image/png', data: latin1('x') }], 'kind'],
    ['a megabyte', [buildNdef('text', 'x'.repeat(1_000_000))], 'too_long'],
    ['a hundred levels', [nest(100)], 'too_deep'],
    ['10,000 records', Array.from({ length: 10_000 }, () => ({ recordType: 'empty' })), 'too_many'],
    ['bytes that are no UTF-8', [{ recordType: 'url', data: latin1('\u00ff\u00fe') }], 'encoding'],
    ['an encoding that nobody knows', [{ ...buildNdef('text', 'x'), encoding: 'ebcdic' }], 'encoding'],
    [
      'a poster that throws',
      [
        {
          recordType: 'smart-poster',
          toRecords: () => {
            throw new TypeError('no');
          },
        },
      ],
      'broken',
    ],
    ['a poster of nothing', [{ recordType: 'smart-poster', toRecords: () => [] }], 'empty'],
  ])('[P22] that are hostile or useless are named and dropped within 5 ms: %s', (_, records, why) => {
    const startMs = performance.now();
    const { raw, dropped } = codeOf({ records });
    expect(performance.now() - startMs).toBeLessThan(5);
    expect(raw).toBeUndefined();
    expect(dropped).toContain(why);
  });
});

describe('NFC as a scanner', () => {
  function listen(reader: FakeNdefReader | undefined) {
    const reads: ScanRead[] = [];
    const dropped: string[] = [];
    const hints: string[] = [];
    const nfc = openNfc(() => reader);
    nfc.onRead((read) => reads.push(read));
    nfc.onDropped((why) => dropped.push(why));
    nfc.onHint((hint) => hints.push(hint));
    return { nfc, reads, dropped, hints };
  }

  it('[S1] gives one read for a tag that stays and signs anew, and another for the next tag', async () => {
    const reader = new FakeNdefReader();
    const { nfc, reads } = listen(reader);
    await nfc.start();
    expect(nfc.state.kind).toBe('on');
    for (const sign of ['1', '2', '3']) reader.tap([buildNdef('url', `${link}?sig=${sign}`)]);
    reader.tap([buildNdef('url', `${link}/21/OTHER`)]);
    expect(reads.map(({ source, raw }) => [source, raw])).toEqual([
      ['nfc', `${link}?sig=1`],
      ['nfc', `${link}/21/OTHER`],
    ]);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotSupportedError', 'absent'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'other'],
  ])('[P22] that is refused with %s says %s and may be tried again', async (name, trouble) => {
    const reader = new FakeNdefReader();
    reader.refusal = new DOMException('no', name);
    const { nfc } = listen(reader);
    await nfc.start();
    expect(nfc.state).toMatchObject({ kind: 'trouble', trouble });
    reader.refusal = undefined;
    await nfc.start();
    expect(nfc.state.kind).toBe('on');
  });

  it('[P22] that the browser does not have is absent', async () => {
    const { nfc } = listen(undefined);
    await nfc.start();
    expect(nfc.state).toMatchObject({ kind: 'trouble', trouble: 'absent' });
    expect([hasNfc({}), newNdefReader({}), canWriteNfc({})]).toEqual([false, undefined, false]);
  });

  it('names what it dropped, asks for the tag again after a bad touch, and is silent once stopped', async () => {
    const reader = new FakeNdefReader();
    const { nfc, reads, dropped, hints } = listen(reader);
    await nfc.start();
    reader.tap([]);
    reader.dispatchEvent(new Event('readingerror'));
    expect([dropped, hints]).toEqual([['empty'], ['closer']]);
    await nfc.stop();
    reader.tap([buildNdef('url', link)]);
    expect([reads, nfc.state.kind]).toEqual([[], 'off']);
  });

  it('opens nothing while somebody writes tags', async () => {
    const reader = new FakeNdefReader();
    const { nfc, reads } = listen(reader);
    await nfc.start();
    const speak = hushNfc();
    reader.tap([buildNdef('url', link)]);
    speak();
    speak();
    expect(reads).toEqual([]);
    reader.tap([buildNdef('url', link)]);
    expect(reads).toHaveLength(1);
  });
});

describe('writing a tag', () => {
  function write(reader: FakeNdefReader) {
    const steps: NfcWriteStep[] = [];
    const afterwards: (() => void)[] = [];
    const stop = writeNfcTag(
      link,
      (step) => steps.push(step),
      () => reader,
      (act) => void afterwards.push(act),
    );
    return {
      steps,
      afterwards,
      stop,
      until: async (kind: string) => {
        await expect.poll(() => steps.at(-1)?.kind).toBe(kind);
      },
    };
  }

  it('is done only when the tag itself says the address back; it is never locked', async () => {
    const reader = new FakeNdefReader();
    const { steps, afterwards, until } = write(reader);
    await until('check');
    expect(reader.written).toEqual([{ recordType: 'url', data: link }]);
    reader.tap([buildNdef('url', 'https://outra.example/')]);
    expect(steps.at(-1)).toEqual({ kind: 'different', found: 'https://outra.example/' });
    reader.tap([buildNdef('url', link)]);
    expect(steps.at(-1)).toEqual({ kind: 'written' });
    expect('makeReadOnly' in reader).toBe(false);
    for (const act of afterwards) act();
  });

  it('opens no product with the touch that checks it: another reader of this page may hear of that later', async () => {
    const [ears, hand] = [new FakeNdefReader(), new FakeNdefReader()];
    const nfc = openNfc(() => ears);
    const reads: ScanRead[] = [];
    nfc.onRead((read) => reads.push(read));
    await nfc.start();
    const { afterwards, until } = write(hand);
    await until('check');
    for (const reader of [hand, ears]) reader.tap([buildNdef('url', link)]);
    expect(reads).toEqual([]);
    for (const act of afterwards) act();
    ears.tap([buildNdef('url', link)]);
    expect(reads).toHaveLength(1);
  });

  it('that is refused says why, and a stop says nothing more', async () => {
    const reader = new FakeNdefReader();
    reader.writeRefusal = new DOMException('read only', 'NotReadableError');
    const { steps, until } = write(reader);
    await until('trouble');
    expect(steps.at(-1)).toEqual({ kind: 'trouble', trouble: 'busy' });
    const second = write(new FakeNdefReader());
    second.stop();
    await Promise.resolve();
    expect(second.steps.filter(({ kind }) => kind === 'check')).toEqual([]);
  });
});
