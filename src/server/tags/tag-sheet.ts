// Labels to a PDF, in vectors: what a printer makes of a code is as sharp as the printer. Millimetres in, points out.
import PDFDocument from 'pdfkit';
import { type Label, labelShapes, type LabelText, type QrEncoder, type Shape } from '#domain/label.ts';
import { labelPlace, type LabelSize, pageSize } from '#domain/label-size.ts';
import bwipjs from 'bwip-js/node';

/** A point is 1/72 inch. */
const pointsPerMm = 72 / 25.4;
const ink = '#000000';

export type SheetOptions = {
  /** Labels of the first sheet that are used up already. */
  readonly skip?: number;
  readonly title: string;
  readonly lang: string;
};

/** Thrown with the product whose address makes a QR code too large for the label. */
export class LabelTooSmall extends Error {
  override readonly name = 'LabelTooSmall';
  readonly label: Label;

  constructor(label: Label) {
    super(`The codes of ${label.name} do not fit on this label.`);
    this.label = label;
  }
}

export const encodeQr: QrEncoder = (text, level) => {
  const [found] = bwipjs.raw('qrcode', text, `eclevel=${level}`);
  if (!found || !('pixs' in found)) throw new Error('bwip-js drew no QR code');
  const { pixs, pixx } = found;
  return { size: pixx, isDark: (x, y) => pixs[y * pixx + x] === 1 };
};

export async function tagSheet(labels: readonly Label[], size: LabelSize, options: SheetOptions): Promise<Buffer> {
  const { skip = 0, title, lang } = options;
  const document = new PDFDocument({ autoFirstPage: false, lang, info: { Title: title, Creator: 'Gôndola' } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject));
  const { width, height } = pageSize(size);
  let pages = 0;
  labels.forEach((label, index) => {
    const { page, x, y } = labelPlace(size, index + (size.sheet ? skip : 0));
    for (; pages <= page; pages++) document.addPage({ size: [width * pointsPerMm, height * pointsPerMm], margin: 0 });
    const shapes = labelShapes(label, size, encodeQr);
    if (!shapes) throw new LabelTooSmall(label);
    for (const shape of shapes) draw(document, shape, x, y);
  });
  document.end();
  await done;
  return Buffer.concat(chunks);
}

function draw(document: PDFDocument, shape: Shape, x: number, y: number): void {
  if (shape.kind === 'text') return write(document, shape, x, y);
  for (const [left, top, width, height] of shape.rects)
    document.rect((x + left) * pointsPerMm, (y + top) * pointsPerMm, width * pointsPerMm, height * pointsPerMm);
  document.fill(ink);
}

function write(document: PDFDocument, words: LabelText, x: number, y: number): void {
  const text = toWinAnsi(words.text);
  document.font(words.isBold ? 'Helvetica-Bold' : 'Helvetica').fontSize(words.size * pointsPerMm);
  const width = document.widthOfString(text);
  const back = words.anchor === 'start' ? 0 : words.anchor === 'end' ? width : width / 2;
  document.fillColor(ink).text(text, (x + words.x) * pointsPerMm - back, (y + words.baseline) * pointsPerMm, {
    lineBreak: false,
    baseline: 'alphabetic',
    ...(words.isStruck ? { strike: true } : {}),
  });
}

/** What a PDF's own fonts can write: Latin letters of Western Europe. Others lose their accent, then give way to "?". */
const toWinAnsi = (text: string): string =>
  [...text.replaceAll('\u202f', '\u00a0')]
    .map((letter) => (canWrite(letter) ? letter : letter.normalize('NFD').replaceAll(/\p{M}/gu, '')))
    .map((letter) => (canWrite(letter) ? letter : '?'))
    .join('');
const canWrite = (letter: string): boolean => /^[\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/.test(letter);
