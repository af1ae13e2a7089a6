// The part of pdfkit that the tag sheets use.
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  type TextOptions = { lineBreak: false; strike?: boolean };
  export default class PDFDocument extends Readable {
    constructor(options: { autoFirstPage: boolean; info?: { Title?: string; Creator?: string }; lang?: string });
    addPage(options: { size: [width: number, height: number]; margin: number }): this;
    font(name: 'Helvetica' | 'Helvetica-Bold'): this;
    fontSize(points: number): this;
    widthOfString(text: string): number;
    text(text: string, x: number, y: number, options: TextOptions & { baseline: 'alphabetic' }): this;
    rect(x: number, y: number, width: number, height: number): this;
    fill(colour: string): this;
    fillColor(colour: string): this;
    end(): void;
  }
}
