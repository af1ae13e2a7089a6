// zxing-cpp in WebAssembly, the library that turns pixels into codes. Promise: its file comes from our own origin
// (left alone it would ask a CDN), and pixels are copied into it once per picture, however often it looks.
import { prepareZXingModule, type ZXingReaderModule } from 'zxing-wasm/reader';
import type { GrayImage } from './gray-image.ts';

/** One code as the library saw it; `text` is raw, with GS where FNC1 stood, EAN-13, UPC-A and UPC-E as 13 digits. */
export type RawRead = {
  readonly text: string;
  /** 'EAN13', 'EAN8', 'UPCE', 'ITF', 'Code128', 'DataBarOmni', 'DataMatrix', 'QRCode' … */
  readonly symbology: string;
  /** Prefix by ISO/IEC 15424, ']E0'. */
  readonly aim: string;
  /** How many scan lines agreed; 0 for two-dimensional codes, which correct their own errors. */
  readonly lines: number;
  /** x, y of the four corners in pixels of the picture looked at, clockwise from the code's upper left. */
  readonly corners: readonly number[];
};

type ReaderOptions = Parameters<ZXingReaderModule['readBarcodesFromPixmap']>[3];
/** The part of an Emscripten module that its own type, kept in another package, would add. */
type Memory = { _malloc(size: number): number; _free(place: number): void; readonly HEAPU8: Uint8Array };
export type Look = {
  readonly quick?: boolean;
  readonly formats?: string;
  readonly histogram?: boolean;
  readonly invert?: boolean;
  readonly denoise?: boolean;
};
export type CodeReader = { look(image: GrayImage, how: Look): RawRead[] };

export const linearFormats = 'EAN13,EAN8,UPCA,UPCE,ITF,Code128,DataBar,DataBarExp,DataBarLtd';
const allFormats = `${linearFormats},QRCode,DataMatrix`;

/** The library's own defaults except where a pass says otherwise. */
function toOptions({
  quick = false,
  formats = allFormats,
  histogram = false,
  invert = false,
  denoise = false,
}: Look): ReaderOptions {
  return {
    formats,
    tryHarder: !quick,
    tryRotate: true,
    tryInvert: invert,
    tryDownscale: true,
    tryDenoise: denoise,
    binarizer: histogram ? 1 : 0,
    isPure: false,
    downscaleFactor: 3,
    downscaleThreshold: 500,
    minLineCount: 2,
    maxNumberOfSymbols: 32,
    validateOptionalChecksum: false,
    returnErrors: false,
    eanAddOnSymbol: 0,
    textMode: 0,
    characterSet: 0,
    tryCode39ExtendedMode: false,
  };
}

/** `wasm` is the library's file: an address on our own origin, or its bytes. */
export async function openReader(wasm: string | ArrayBuffer): Promise<CodeReader> {
  const overrides = typeof wasm === 'string' ? { locateFile: () => wasm } : { wasmBinary: wasm };
  const library = (await prepareZXingModule({ overrides, fireImmediately: true })) as ZXingReaderModule & Memory;
  let place = 0;
  let size = 0;
  let loaded: Uint8Array | undefined;

  return {
    look(image, how) {
      if (image.data.length > size) {
        if (place) library._free(place);
        size = image.data.length;
        place = library._malloc(size);
        if (!place) throw new Error(`no room for a picture of ${image.width} × ${image.height} in the decoder`);
      }
      if (loaded !== image.data) library.HEAPU8.set(image.data, place);
      loaded = image.data;
      const found = library.readBarcodesFromPixmap(place, image.width, image.height, toOptions(how));
      const reads: RawRead[] = [];
      for (let at = 0; at < found.size(); at++) {
        const { text, format, symbologyIdentifier, lineCount, position: p } = found.get(at) ?? {};
        if (text === undefined || format === undefined || p === undefined) continue;
        const corners = [p.topLeft, p.topRight, p.bottomRight, p.bottomLeft].flatMap((corner) => [corner.x, corner.y]);
        reads.push({ text, symbology: format, aim: symbologyIdentifier ?? '', lines: lineCount ?? 0, corners });
      }
      return reads;
    },
  };
}
