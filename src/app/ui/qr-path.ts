// Text → one SVG path of the dark modules. Loaded lazily by qr-code.tsx; the only place that knows the encoder.
import { encode } from 'uqr';

/** `size` in modules, without the quiet zone. Level M: a phone reads it through scratched glass. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  let path = '';
  for (let y = 0; y < size; y += 1) {
    let run = 0;
    for (let x = 0; x <= size; x += 1) {
      if (x < size && data[y]?.[x]) run += 1;
      else if (run > 0) {
        path += `M${x - run} ${y}h${run}v1h-${run}z`;
        run = 0;
      }
    }
  }
  return { size, path };
}

/** The modules themselves, for a printed tag. */
export function qrModules(text: string, level: 'M' | 'L'): { size: number; isDark(x: number, y: number): boolean } {
  const { data, size } = encode(text, { ecc: level, border: 0 });
  return { size, isDark: (x, y) => data[y]?.[x] === true };
}
