// EAN-13 as it looks through a blurred lens: every digit's bars, softened. For ean-profile.ts.

/** Samples per module (the narrowest bar). */
export const samplesPerModule = 3;
/** Softness in modules that is tried: sharp, soft, out of focus. */
export const softnesses = [0.35, 0.6, 0.85, 1.1];

const leftOdd = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
const complement = (bars: string): string => [...bars].map((bar) => (bar === '1' ? '0' : '1')).join('');
const reverse = (bars: string): string => [...bars].toReversed().join('');

/** Sets by name: L and G stand left of the middle, R right of it. */
export const digitBars = {
  L: leftOdd,
  G: leftOdd.map((bars) => reverse(complement(bars))),
  R: leftOdd.map(complement),
};

/** Which of L and G the six left digits use says the first digit (UPC-A: 0). */
export const parities = [
  'LLLLLL',
  'LLGLGG',
  'LLGGLG',
  'LLGGGL',
  'LGLLGG',
  'LGGLLG',
  'LGGGLL',
  'LGLGLG',
  'LGLGGL',
  'LGGLGL',
];

/** Share of a bar's edge that has been crossed `distance` modules behind it: a logistic curve close to the Gaussian's. */
const crossed = (distance: number, softness: number): number => 1 / (1 + Math.exp((-1.702 * distance) / softness));

/** Brightness (1 paper, 0 ink) of `bars` at every sample of `from` … `to` modules, softened. */
export function soften(bars: string, from: number, to: number, softness: number): Float64Array {
  const light = new Float64Array((to - from) * samplesPerModule);
  for (let at = 0; at < light.length; at++) {
    const place = from + (at + 0.5) / samplesPerModule;
    let ink = 0;
    for (let module = 0; module < bars.length; module++) {
      if (bars[module] === '1') ink += crossed(place - module, softness) - crossed(place - module - 1, softness);
    }
    light[at] = 1 - ink;
  }
  return light;
}

export type Templates = Record<keyof typeof digitBars, readonly Float64Array[]>;

/** What stands beside a digit is known one module far: ink before and paper after on the left, the other way on the right. */
export const digitTemplates: readonly Templates[] = softnesses.map((softness) => ({
  L: digitBars.L.map((bars) => soften(`1${bars}0`, 1, 8, softness)),
  G: digitBars.G.map((bars) => soften(`1${bars}0`, 1, 8, softness)),
  R: digitBars.R.map((bars) => soften(`0${bars}1`, 1, 8, softness)),
}));
