// The labels that tags are printed on: rolls, where each label is a page, and sheets of them. All lengths in millimetres.

export type LabelSheet = {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  /** From the left edge of one label to that of the next, and from top to top. */
  readonly pitchX: number;
  readonly pitchY: number;
};
export type LabelSize = {
  /** As it is named on the command line. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Nothing is printed nearer to the label's edge: printers reach no further, and sheets slip. */
  readonly margin: number;
  /** null: a roll. */
  readonly sheet: LabelSheet | null;
};

const a4 = { width: 210, height: 297 };
/** Labels without gaps or with them, in the middle of the sheet. */
function onA4(columns: number, rows: number, width: number, height: number, gapX: number, margin: number): LabelSize {
  const pitchX = width + gapX;
  const left = (a4.width - columns * width - (columns - 1) * gapX) / 2;
  const top = (a4.height - rows * height) / 2;
  return {
    id: `a4-${columns}x${rows}`,
    width,
    height,
    margin,
    sheet: { ...a4, columns, rows, left, top, pitchX, pitchY: height },
  };
}
const roll = (width: number, height: number): LabelSize => ({
  id: `${width}x${height}`,
  width,
  height,
  margin: 1.5,
  sheet: null,
});

/** Label makers' usual ones: 70 × 37, 63.5 × 38.1 and 99.1 × 38.1 mm on A4, and rolls of shelf printers. */
export const labelSizes: readonly LabelSize[] = [
  roll(50, 30),
  roll(100, 50),
  onA4(3, 8, 70, 37, 0, 4),
  onA4(3, 7, 63.5, 38.1, 2.5, 2),
  onA4(2, 7, 99.1, 38.1, 2.5, 2),
];

const smallest = { width: 50, height: 30 };
const largest = { width: 210, height: 297 };

/** One of the above, or any roll from 50x30 up; undefined for what is none. */
export function labelSize(text: string): LabelSize | undefined {
  const known = labelSizes.find(({ id }) => id === text.toLowerCase());
  if (known) return known;
  const [, width = 0, height = 0] = (/^(\d{2,3}(?:\.\d)?)x(\d{2,3}(?:\.\d)?)$/i.exec(text) ?? []).map(Number);
  const fits =
    width >= smallest.width && height >= smallest.height && width <= largest.width && height <= largest.height;
  return fits ? roll(width, height) : undefined;
}

/** Where the label of this number (from 0) lies: page, and millimetres from the page's upper left corner. */
export function labelPlace({ sheet }: LabelSize, index: number): { page: number; x: number; y: number } {
  if (!sheet) return { page: index, x: 0, y: 0 };
  const onPage = index % (sheet.columns * sheet.rows);
  return {
    page: Math.floor(index / (sheet.columns * sheet.rows)),
    x: sheet.left + (onPage % sheet.columns) * sheet.pitchX,
    y: sheet.top + Math.floor(onPage / sheet.columns) * sheet.pitchY,
  };
}

export const pageSize = (size: LabelSize): { width: number; height: number } => size.sheet ?? size;
