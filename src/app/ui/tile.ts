// The azulejo: squares with quarter circles in two tones of the pigment, drawn the same for the same seed.
/** A small seeded generator (mulberry32); the pattern needs no quality beyond looking laid by hand. */
function randomFrom(seed: string): () => number {
  let state = 2166136261;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One cell at (x, y): a quarter disc centred on one of its corners (0–3), or the whole square (4). */
function cell(x: number, y: number, corner: number): string {
  if (corner === 0) return `M${x} ${y}h1a1 1 0 0 1-1 1z`;
  if (corner === 1) return `M${x + 1} ${y}v1a1 1 0 0 1-1-1z`;
  if (corner === 2) return `M${x + 1} ${y + 1}h-1a1 1 0 0 1 1-1z`;
  if (corner === 3) return `M${x} ${y + 1}v-1a1 1 0 0 1 1 1z`;
  return `M${x} ${y}h1v1h-1z`;
}

/** Two SVG paths over a grid of `columns` × `rows` unit cells: the deeper and the lighter tone. */
export function tilePaths(seed: string, columns: number, rows: number): { deep: string; light: string } {
  const random = randomFrom(seed);
  let deep = '';
  let light = '';
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const tone = random();
      const shape = random();
      const corner = shape > 0.84 ? 4 : Math.floor((shape / 0.84) * 4);
      if (tone < 0.36) deep += cell(x, y, corner);
      else if (tone < 0.72) light += cell(x, y, corner);
    }
  }
  return { deep, light };
}
