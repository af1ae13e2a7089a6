// Seeds that once failed and were mended: `npm test` runs each of them again, for good. A line says what it found.

export const keptSeeds: readonly { seed: number; found: string }[] = [];
