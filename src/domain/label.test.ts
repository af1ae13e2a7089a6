// The shelf tag as it comes out of a printer of 300 dots per inch, read by a library that did not draw it.
import fc from 'fast-check';
import bwipjs from 'bwip-js/node';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { inkOf, printedCodes, printRects } from '#test/build/printed-codes.ts';
import { eanBars } from './ean-bars.ts';
import { checkDigit, gtin14ToDisplay } from './gtin.ts';
import { type Label, labelShapes, type QrEncoder } from './label.ts';
import { fitLines } from './label-words.ts';
import { labelPlace, labelSize, labelSizes, type LabelSize } from './label-size.ts';

const encodeQr: QrEncoder = (text, level) => {
  const { data, size } = encode(text, { ecc: level, border: 0 });
  return { size, isDark: (x, y) => data[y]?.[x] === true };
};
const buildLabel = (rest: Partial<Label> = {}): Label => ({
  gtin14: '07891000100103',
  name: 'Bota de trilha impermeável com sola de borracha natural',
  detail: 'Serra · verde musgo · 39',
  price: 'R$\u00a0389,90',
  was: 'R$\u00a0459,90',
  link: 'https://loja.example/01/07891000100103',
  ...rest,
});
const size = (id: string): LabelSize => {
  const found = labelSize(id);
  if (!found) throw new Error(`no label ${id}`);
  return found;
};

describe('the bars of an EAN', () => {
  it('are those that bwip-js draws, for any number of 8, 12 or 13 digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{6}(\d{4,5})?$/), (body) => {
        const digits = body + checkDigit(body);
        const bars = eanBars(digits.padStart(14, '0'));
        const shown = gtin14ToDisplay(digits.padStart(14, '0'));
        const [drawn] = bwipjs.raw({
          bcid: shown.length === 8 ? 'ean8' : 'ean13',
          text: shown.length === 12 ? `0${shown}` : shown,
        });
        expect(bars?.widths).toEqual(drawn && 'sbs' in drawn ? drawn.sbs : []);
        expect(bars?.modules).toBe(shown.length === 8 ? 67 : 95);
      }),
      { numRuns: 60 },
    );
  });

  it('do not exist for a carton', () => {
    expect(eanBars('17891000100100')).toBeNull();
  });
});

describe('[S1] a shelf tag', () => {
  it.each([...labelSizes.map(({ id }) => id), '58x40'])(
    'on %s has a QR code and an EAN that read right',
    async (id) => {
      const label = size(id);
      const shapes = labelShapes(buildLabel(), label, encodeQr) ?? [];
      const printed = await printRects(inkOf(shapes), label.width, label.height);
      expect(await printedCodes(printed)).toEqual([
        'EAN13 7891000100103',
        'QRCode https://loja.example/01/07891000100103',
      ]);
    },
  );

  it.each([
    ['07891000100103', 'EAN13 7891000100103'],
    ['00036000291452', 'EAN13 0036000291452'],
    ['00000096385074', 'EAN8 96385074'],
  ])('of %s carries %s', async (gtin14, expected) => {
    const label = size('50x30');
    const link = `http://127.0.0.1:8080/01/${gtin14}`;
    const shapes = labelShapes(buildLabel({ gtin14, link }), label, encodeQr) ?? [];
    expect(await printedCodes(await printRects(inkOf(shapes), 50, 30))).toEqual([expected, `QRCode ${link}`]);
  });

  it.each(labelSizes.map((one) => [one.id, one] as const))(
    'on %s keeps every quiet zone, the least module and the label’s edge',
    (_, label) => {
      const shapes = labelShapes(buildLabel(), label, encodeQr) ?? [];
      const [qr, ean] = (['qr', 'ean'] as const).map((of) =>
        inkOf(shapes.filter((one) => one.kind === 'rects' && one.of === of)),
      );
      const module = Math.min(...(qr ?? []).map(([, , , height]) => height));
      const bar = Math.min(...(ean ?? []).map(([, , width]) => width));
      expect(module).toBeGreaterThanOrEqual(0.396 - 1e-9);
      expect(bar).toBeGreaterThanOrEqual(0.264 - 1e-9);
      const right = (rects: typeof ean = []) => Math.max(...rects.map(([x, , width]) => x + width));
      const left = (rects: typeof ean = []) => Math.min(...rects.map(([x]) => x));
      expect(left(qr) - right(ean)).toBeGreaterThanOrEqual(4 * module + 7 * bar - 1e-9);
      expect(left(ean) - label.margin).toBeGreaterThanOrEqual(11 * bar - 1e-9);
      expect(label.width - label.margin - right(qr)).toBeGreaterThanOrEqual(4 * module - 1e-9);
      for (const shape of shapes) {
        if (shape.kind !== 'text') continue;
        // Words stay above the QR code's quiet zone, or left of it.
        expect(shape.baseline).toBeLessThanOrEqual(label.height - label.margin + 1e-9);
        expect(shape.baseline - shape.size).toBeGreaterThanOrEqual(0);
      }
      expect(Math.min(...(qr ?? []).map(([, y]) => y)) - 4 * module).toBeGreaterThanOrEqual(
        Math.max(...shapes.flatMap((one) => (one.kind === 'text' && one.isBold ? [one.baseline] : []))),
      );
    },
  );

  it('whose address is too long for the label is refused, not printed too small to read', () => {
    const link = `https://uma-loja-com-um-nome-muito-comprido-mesmo.exemplo-de-endereco.example/01/07891000100103`;
    expect(labelShapes(buildLabel({ link }), size('50x30'), encodeQr)).toBeUndefined();
    expect(labelShapes(buildLabel({ link }), size('100x50'), encodeQr)).toBeDefined();
  });

  it('cuts a long name with a sign that it did, and a carton shows its digits', () => {
    const texts = (rest: Partial<Label>, id: string) =>
      (labelShapes(buildLabel(rest), size(id), encodeQr) ?? []).flatMap((one) =>
        one.kind === 'text' ? [one.text] : [],
      );
    expect(texts({}, '50x30')[0]).toMatch(/^Bota de trilha.*…$/);
    expect(texts({ name: 'Bota' }, '50x30')[0]).toBe('Bota');
    expect(texts({ gtin14: '17891000100100' }, '50x30')).toContain('17891000100100');
  });
});

it('a second QR code is drawn only where the first does not fit', () => {
  const levels: string[] = [];
  const noting: QrEncoder = (text, level) => (levels.push(level), encodeQr(text, level));
  labelShapes(buildLabel(), size('100x50'), noting);
  expect(levels).toEqual(['M']);
  labelShapes(buildLabel({ link: `https://loja.example/${'x'.repeat(60)}/01/07891000100103` }), size('50x30'), noting);
  expect(levels).toEqual(['M', 'M', 'L']);
});

describe('hostile words on a label', () => {
  it('of 100,000 letters without a space take no longer than others', () => {
    const startedAtMs = performance.now();
    expect(labelShapes(buildLabel({ name: 'M'.repeat(100_000) }), size('50x30'), encodeQr)).toBeDefined();
    expect(performance.now() - startedAtMs).toBeLessThan(500);
  });

  it('are never cut in the middle of a character', () => {
    const shapes = labelShapes(buildLabel({ name: '\u{1f600}'.repeat(60) }), size('50x30'), encodeQr) ?? [];
    const words = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    for (let cut = 1; cut < 40; cut++)
      expect(fitLines('\u{1f600}'.repeat(60), cut, 3, 1)[0]?.isWellFormed()).toBe(true);
    expect(words[0]).toMatch(/…$/u);
  });
});

describe('a sheet of labels', () => {
  it.each([
    ['a4-3x8', 24, [0, 0.5], [140, 259.5]],
    ['a4-2x7', 14, [4.65, 15.15], [106.25, 243.75]],
    ['a4-3x7', 21, [7.25, 15.15], [139.25, 243.75]],
  ])('%s lies in the middle of A4, left to right and then down', (id, count, first, last) => {
    const label = size(id);
    const at = (index: number) => labelPlace(label, index);
    expect([at(0).x, at(0).y]).toEqual(first.map((mm) => expect.closeTo(mm, 6)));
    expect([at(count - 1).x, at(count - 1).y]).toEqual(last.map((mm) => expect.closeTo(mm, 6)));
    expect([at(count - 1).page, at(count).page]).toEqual([0, 1]);
  });

  it.each(['', '10x10', '49x30', '50x29', '300x50', 'a4-9x9', '50x30x2'])('of no known size is none: %s', (text) => {
    expect(labelSize(text)).toBeUndefined();
  });
});
