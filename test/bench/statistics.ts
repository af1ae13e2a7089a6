// Numbers of a bench, rounded as they are printed.
export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** The value below which that part of all lies; 0 of nothing. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0);
}

export const spread = (values: readonly number[]): { p50: number; p95: number; p99: number; max: number } => ({
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
  max: percentile(values, 1),
});

export const say = (line: string): void => void process.stderr.write(`${line}\n`);
