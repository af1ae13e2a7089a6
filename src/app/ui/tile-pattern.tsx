// The tile behind a product, tone on tone of the pigment around it. Decoration: high contrast drops it.
import './tile-pattern.css';
import { useMemo } from 'react';
import { tilePaths } from './tile.ts';

/** `seed`: any stable text (product id). `rows`: squares from top to bottom; the columns follow the width. Parent: `position: relative` and a `g-pigment-…` class. */
export function TilePattern({ seed, rows = 4 }: { seed: string; rows?: number }) {
  const columns = rows * 5;
  const { deep, light } = useMemo(() => tilePaths(seed, columns, rows), [seed, columns, rows]);
  return (
    <svg
      className="g-tile"
      viewBox={`0 0 ${columns} ${rows}`}
      preserveAspectRatio="xMinYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <path className="g-tile__deep" d={deep} />
      <path className="g-tile__light" d={light} />
    </svg>
  );
}
