// One shelf tag as shapes in millimetres, the same on paper from the server and from a tablet: name, price, the product's
// own address (GS1 Digital Link) as a QR code and its EAN. Promise: each code keeps its quiet zone and its least module.
import { eanBars, type EanBars } from './ean-bars.ts';
import { gtin14ToDisplay } from './gtin.ts';
import type { LabelSize } from './label-size.ts';
import { fitLines, textWidth } from './label-words.ts';

export type Label = {
  readonly gtin14: string;
  readonly name: string;
  /** Colour, size, brand: what tells it from its neighbours. */
  readonly detail: string;
  /** As it is to be read; null: no price is known. */
  readonly price: string | null;
  readonly was: string | null;
  readonly link: string;
};

export type QrModules = { readonly size: number; isDark(x: number, y: number): boolean };
export type QrEncoder = (text: string, level: 'M' | 'L') => QrModules;

export type Rect = readonly [x: number, y: number, width: number, height: number];
export type LabelText = {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  /** Of the line on which the letters stand. */
  readonly baseline: number;
  readonly size: number;
  readonly isBold: boolean;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly isStruck?: true;
};
/** `rects` are one ink: filled together. */
export type Shape = { readonly kind: 'rects'; readonly of: 'qr' | 'ean'; readonly rects: readonly Rect[] } | LabelText;

/** Millimetres per module (GS1 General Specifications 5.12): EAN at the counter, Digital Link QR. */
const eanModule = { least: 0.264, nominal: 0.33 };
const eanHeightAtNominal = 22.85;
const qrModule = { least: 0.396, most: 0.6 };
const qrQuiet = 4;

/** undefined when the codes do not fit on this label at their least size. */
export function labelShapes(
  label: Label,
  { width, height, margin }: LabelSize,
  encodeQr: QrEncoder,
): Shape[] | undefined {
  const innerHeight = height - 2 * margin;
  const scale = Math.min(1.7, innerHeight / 27);
  const inner = { left: margin, right: width - margin, width: width - 2 * margin };
  const nameLines = fitLines(label.name, inner.width, 3 * scale, innerHeight >= 32 ? 2 : 1);
  const nameEnd = margin + nameLines.length * 3.5 * scale;
  const priceLine = nameEnd + 4.4 * scale;
  const codesTop = priceLine + 1 * scale;
  const room = height - margin - codesTop;
  const bars = eanBars(label.gtin14);
  const barModules = bars ? bars.quietLeft + bars.modules + bars.quietRight : 0;
  const qrRoom = Math.min(room, inner.width - barModules * eanModule.least);
  const isReadable = ({ size }: QrModules): boolean => qrRoom / (size + 2 * qrQuiet) >= qrModule.least;
  // Drawing a code takes most of a label's time: the second only where the first is too fine.
  const strong = encodeQr(label.link, 'M');
  const qr = isReadable(strong) ? strong : [encodeQr(label.link, 'L')].find(isReadable);
  if (!qr) return undefined;
  const module = Math.min(qrModule.most, qrRoom / (qr.size + 2 * qrQuiet));
  const qrSide = module * (qr.size + 2 * qrQuiet);
  const words: Shape[] = nameLines.map((text, index) => ({
    kind: 'text',
    text,
    x: inner.left,
    baseline: margin + (index * 3.5 + 2.6) * scale,
    size: 3 * scale,
    isBold: true,
    anchor: 'start',
  }));
  return [
    ...words,
    ...priceShapes(label, inner, priceLine, scale),
    ...(bars
      ? eanShapes(bars, inner, codesTop, room, inner.width - qrSide)
      : [numberShape(label, inner, height, margin)]),
    { kind: 'rects', of: 'qr', rects: qrRects(qr, inner.right - qrSide, height - margin - qrSide, module) },
  ];
}

type Inner = { readonly left: number; readonly right: number; readonly width: number };

function priceShapes({ detail, price, was }: Label, { left, right, width }: Inner, baseline: number, scale: number) {
  const size = 4.6 * scale;
  const priceWidth = price === null ? 0 : textWidth(price, size, true);
  const line = { kind: 'text', baseline, isBold: false, anchor: 'start' } as const;
  const wasSize = 2.3 * scale;
  const wasWidth = was === null ? 0 : textWidth(was, wasSize, false) + 1.5;
  const shapes: LabelText[] = [];
  if (price !== null) shapes.push({ ...line, text: price, x: right, size, isBold: true, anchor: 'end' });
  if (was !== null)
    shapes.push({ ...line, text: was, x: right - priceWidth - 1.5, size: wasSize, anchor: 'end', isStruck: true });
  const [text = ''] = fitLines(detail, width - priceWidth - wasWidth - 2, 2.4 * scale, 1);
  if (text !== '') shapes.push({ ...line, text, x: left, size: 2.4 * scale });
  return shapes;
}

function eanShapes(bars: EanBars, { left }: Inner, top: number, room: number, width: number): Shape[] {
  const module = Math.min(eanModule.nominal, width / (bars.quietLeft + bars.modules + bars.quietRight));
  const digitSize = 8.5 * module;
  const height = Math.min(room - digitSize, (eanHeightAtNominal * module) / eanModule.nominal);
  const y = top + room - digitSize - height;
  const rects: Rect[] = [];
  let x = left + bars.quietLeft * module;
  bars.widths.forEach((modules, index) => {
    if (index % 2 === 0) rects.push([x, y, modules * module, height]);
    x += modules * module;
  });
  return [
    { kind: 'rects', of: 'ean', rects },
    {
      kind: 'text',
      text: bars.digits,
      x: left + (bars.quietLeft + bars.modules / 2) * module,
      baseline: top + room - 0.12 * digitSize,
      size: digitSize,
      isBold: false,
      anchor: 'middle',
    },
  ];
}

/** A carton's number has no EAN: it stands there as digits, and in the QR code. */
const numberShape = ({ gtin14 }: Label, { left }: Inner, height: number, margin: number): Shape => ({
  kind: 'text',
  text: gtin14ToDisplay(gtin14),
  x: left,
  baseline: height - margin - 0.5,
  size: 3,
  isBold: false,
  anchor: 'start',
});

/** Runs of dark modules, so that a printer draws no seams inside them. */
function qrRects(qr: QrModules, left: number, top: number, module: number): Rect[] {
  const rects: Rect[] = [];
  for (let y = 0; y < qr.size; y++) {
    for (let x = 0; x < qr.size; x++) {
      if (!qr.isDark(x, y)) continue;
      const from = x;
      while (x + 1 < qr.size && qr.isDark(x + 1, y)) x += 1;
      rects.push([left + (qrQuiet + from) * module, top + (qrQuiet + y) * module, (x - from + 1) * module, module]);
    }
  }
  return rects;
}
