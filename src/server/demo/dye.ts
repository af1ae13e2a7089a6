// Turns one picture into another colour: works on straight RGBA bytes in OKLab, so that light and
// shade survive the turn. A colour is a swatch; the angle follows from the picture's own main colour.

export type Dye = {
  /** The swatch, `#rrggbb`. */
  readonly hex: string;
  /** Only hues within 50° of this OKLab angle are turned (a pot, not its plant). Absent: all of it. */
  readonly aboutDegrees?: number;
};

type Lab = readonly [l: number, a: number, b: number];

const linearOfByte = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

const LINEAR_STEPS = 4096;
const byteOfLinear = Uint8Array.from({ length: LINEAR_STEPS + 1 }, (_, step) => {
  const value = step / LINEAR_STEPS;
  return Math.round(255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055));
});

// OKLab matrices: Björn Ottosson, "A perceptual color space for image processing" (public domain).
function rgbToLab(red: number, green: number, blue: number): Lab {
  const r = linearOfByte[red] ?? 0;
  const g = linearOfByte[green] ?? 0;
  const b = linearOfByte[blue] ?? 0;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linearToByte(value: number): number {
  return byteOfLinear[Math.round(Math.min(1, Math.max(0, value)) * LINEAR_STEPS)] ?? 0;
}

function writeLab(bytes: Uint8Array, at: number, lightness: number, a: number, b: number): void {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  bytes[at] = linearToByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  bytes[at + 1] = linearToByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  bytes[at + 2] = linearToByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
}

export function hexToLab(hex: string): Lab {
  const value = Number.parseInt(hex.slice(1), 16);
  return rgbToLab((value >> 16) & 255, (value >> 8) & 255, value & 255);
}

/** How much of a pixel takes the dye: 1 inside 35° of the wanted hue, 0 beyond 65°, less where grey. */
function share(a: number, b: number, about: number | undefined): number {
  if (about === undefined) return 1;
  const chroma = Math.sqrt(a * a + b * b);
  if (chroma < 0.01) return 0;
  const away = Math.acos(Math.min(1, (a * Math.cos(about) + b * Math.sin(about)) / chroma));
  const near = Math.min(1, Math.max(0, (1.13 - away) / (1.13 - 0.61)));
  return near * Math.min(1, chroma / 0.04);
}

/** The chroma-weighted mean of the part that is to be turned. */
function mainColour(rgba: Uint8Array, about: number | undefined): Lab {
  let weight = 0;
  let sumL = 0;
  let sumA = 0;
  let sumB = 0;
  for (let at = 0; at < rgba.length; at += 16) {
    if ((rgba[at + 3] ?? 0) < 200) continue;
    const [l, a, b] = rgbToLab(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0);
    const w = share(a, b, about) * (0.01 + Math.sqrt(a * a + b * b));
    weight += w;
    sumL += w * l;
    sumA += w * a;
    sumB += w * b;
  }
  return weight === 0 ? [0.7, 0, 0] : [sumL / weight, sumA / weight, sumB / weight];
}

/** Returns a new buffer; the input is left alone. Nearly grey pictures are tinted, others turned. */
export function dye(rgba: Uint8Array, { hex, aboutDegrees }: Dye): Uint8Array {
  const about = aboutDegrees === undefined ? undefined : (aboutDegrees * Math.PI) / 180;
  const [mainL, mainA, mainB] = mainColour(rgba, about);
  const [wantL, wantA, wantB] = hexToLab(hex);
  const mainChroma = Math.sqrt(mainA * mainA + mainB * mainB);
  const wantChroma = Math.sqrt(wantA * wantA + wantB * wantB);
  const grey = mainChroma < 0.045;
  const turn = Math.atan2(wantB, wantA) - Math.atan2(mainB, mainA);
  const scale = Math.min(1.5, wantChroma / Math.max(mainChroma, 0.001));
  const cos = Math.cos(turn) * scale;
  const sin = Math.sin(turn) * scale;
  const lightness = Math.min(1.5, Math.max(0.35, wantL / mainL));
  const out = Uint8Array.from(rgba);
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at + 3] === 0) continue;
    const [l, a, b] = rgbToLab(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0);
    const w = share(a, b, about);
    if (w === 0) continue;
    // Light parts (laces, gleams) keep more of their own lightness than the body does.
    const lit = l * (1 + (lightness - 1) * (lightness > 1 ? 1 - l * 0.6 : 1 - l * l * 0.25));
    let newA = grey ? wantA * Math.min(1.15, l / mainL) : a * cos - b * sin;
    let newB = grey ? wantB * Math.min(1.15, l / mainL) : a * sin + b * cos;
    if (!grey) {
      // Shades of the main colour (yellow gleam, red shadow) come nearer to the swatch; other colours only turn.
      const chroma = Math.sqrt(a * a + b * b) + 1e-6;
      const near = 0.7 * Math.min(1, Math.max(0, ((a * mainA + b * mainB) / (chroma * mainChroma) - 0.5) / 0.4));
      const strength = (chroma / mainChroma) * Math.min(1, (1.5 * mainChroma) / wantChroma);
      newA += (wantA * strength - newA) * near;
      newB += (wantB * strength - newB) * near;
    }
    writeLab(out, at, l + (lit - l) * w, a + (newA - a) * w, b + (newB - b) * w);
  }
  return out;
}
