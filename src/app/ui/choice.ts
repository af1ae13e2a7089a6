// The colour × size grid as plain data, and where the arrow keys go in it.
export interface Choice {
  /** Variant id. */
  key: string;
  colour: string | null;
  size: string | null;
  /** In-store number: tells two of one colour and size apart. */
  code?: string | undefined;
  /** here: in this store · online: only online · none: neither (it can be chosen, to see where else). */
  availability: 'here' | 'online' | 'none';
  /** How many are here, where the number is young enough to stand without its age. */
  count?: number | undefined;
}

export interface ChoiceColour {
  key: string;
  name: string;
  hex?: string | undefined;
}

export interface ChoiceRow {
  colour: ChoiceColour | null;
  cells: readonly (Choice | null)[];
}

/** Rows by colour, columns by size, both in the order given; without sizes the colours are one row. A pair that does not exist is null. */
export function choiceRows(
  choices: readonly Choice[],
  colours: readonly ChoiceColour[],
  sizes: readonly string[],
): ChoiceRow[] {
  // By colour, then size: a find for every cell would be a second and more for ten thousand of them.
  const byColour = Map.groupBy(choices, ({ colour }) => colour);
  if (sizes.length === 0) return [{ colour: null, cells: colours.map(({ key }) => byColour.get(key)?.[0] ?? null) }];
  const rows: readonly (ChoiceColour | null)[] = colours.length > 0 ? colours : [null];
  return rows.map((colour) => {
    // Where two claim one cell, the first has it.
    const bySize = new Map((byColour.get(colour?.key ?? null) ?? []).toReversed().map((one) => [one.size, one]));
    return { colour, cells: sizes.map((size) => bySize.get(size) ?? null) };
  });
}

/** The cell an arrow key leads to, skipping pairs that do not exist; null: nowhere to go. */
export function nextCell(rows: readonly ChoiceRow[], fromKey: string, key: string): Choice | null {
  const y = rows.findIndex((row) => row.cells.some((one) => one?.key === fromKey));
  const x = rows[y]?.cells.findIndex((one) => one?.key === fromKey) ?? -1;
  if (y < 0 || x < 0) return null;
  if (key === 'Home') return rows[y]?.cells.find((one) => one !== null) ?? null;
  if (key === 'End') return rows[y]?.cells.findLast((one) => one !== null) ?? null;
  const [dx, dy] =
    key === 'ArrowRight'
      ? [1, 0]
      : key === 'ArrowLeft'
        ? [-1, 0]
        : key === 'ArrowDown'
          ? [0, 1]
          : key === 'ArrowUp'
            ? [0, -1]
            : [0, 0];
  if (dx === 0 && dy === 0) return null;
  for (let step = 1; step < 64; step += 1) {
    const row = rows[y + dy * step];
    if (!row || x + dx * step < 0 || x + dx * step >= row.cells.length) return null;
    const found = row.cells[x + dx * step];
    if (found) return found;
  }
  return null;
}

/** The cell of another colour that keeps the size, or the first that exists. */
export function sameSizeIn(rows: readonly ChoiceRow[], colourKey: string, size: string | null): Choice | null {
  const cells = rows.find((row) => row.colour?.key === colourKey)?.cells ?? [];
  return (
    cells.find((one) => one?.size === size) ??
    cells.find((one) => one?.availability === 'here') ??
    cells.find((one) => one !== null) ??
    null
  );
}

/** More cells than anybody looks through, and than a tablet should paint: first the other colours are closed, then the row is cut. */
const cellsAtMost = 240;
const rowAtMost = 120;

/** As many stand below the grid: more are read by nobody. */
const besideAtMost = 24;

/** Choices to which the grid has no cell to give, the chosen one always among them. `left`: how many more there are. */
export function besideGrid(
  choices: readonly Choice[],
  rows: readonly ChoiceRow[],
  chosen: string | null,
): { beside: readonly Choice[]; left: number } {
  const inGrid = new Set(rows.flatMap(({ cells }) => cells));
  const all = choices.filter((one) => !inGrid.has(one));
  const middle = all.findIndex(({ key }) => key === chosen);
  const from = Math.max(0, Math.min(middle - besideAtMost / 2, all.length - besideAtMost));
  const beside = all.slice(from, from + besideAtMost);
  return { beside, left: all.length - beside.length };
}

/** The cell that Tab leads to: the chosen one, or the first where the chosen one has none. */
export function stopIn(rows: readonly ChoiceRow[], chosen: string | null): string | null {
  const cells = rows.flatMap((row) => row.cells).filter((one) => one !== null);
  return (cells.find(({ key }) => key === chosen) ?? cells[0])?.key ?? null;
}

const filledOf = (cells: readonly (Choice | null)[]): number => cells.filter((one) => one !== null).length;

/** The grid as it can be shown: what is chosen always with it. `left`: choices whose cells are not; their tags lead to them. */
export function shownRows(
  rows: readonly ChoiceRow[],
  chosen: string | null,
): { rows: readonly ChoiceRow[]; left: number } {
  const cells = rows.reduce((sum, row) => sum + row.cells.length, 0);
  if (cells <= cellsAtMost) return { rows, left: 0 };
  const found = rows.findIndex((row) => row.cells.some((one) => one?.key === chosen));
  const open = Math.max(0, found);
  let left = 0;
  const shown = rows.map((row, at): ChoiceRow => {
    if (at !== open) return { ...row, cells: row.cells.slice(0, 0) };
    const middle = Math.max(
      0,
      row.cells.findIndex((one) => one?.key === chosen),
    );
    const from = Math.max(0, Math.min(middle - rowAtMost / 2, row.cells.length - rowAtMost));
    const shownCells = row.cells.slice(from, from + rowAtMost);
    left += filledOf(row.cells) - filledOf(shownCells);
    return { ...row, cells: shownCells };
  });
  const from = Math.max(0, Math.min(open - rowAtMost / 2, shown.length - rowAtMost));
  for (const [at, row] of rows.entries()) if (at < from || at >= from + rowAtMost) left += filledOf(row.cells);
  return { rows: shown.slice(from, from + rowAtMost), left };
}
