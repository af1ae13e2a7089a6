// One task of the staff. The pigment field only where somebody waits; the count stands top right.
import './staff-tile.css';
import type { Pigment } from '#domain/product.ts';
import { Icon, type IconType } from './icon.tsx';
import { names } from './names.ts';
import { TilePattern } from './tile-pattern.tsx';

export interface StaffTileProps {
  icon: IconType;
  title: string;
  line?: string | undefined;
  /** Null: nothing to count here. */
  count?: number | null;
  pigment: Pigment;
  /** Somebody waits: the whole tile takes the pigment and the count turns yellow. */
  waiting?: boolean;
  /** Two rows high in the grid. */
  tall?: boolean;
  onOpen: () => void;
}

export function StaffTile({
  icon,
  title,
  line,
  count = null,
  pigment,
  waiting = false,
  tall = false,
  onOpen,
}: StaffTileProps) {
  return (
    <button
      type="button"
      className={names('g-task', `g-pigment-${pigment}`, waiting && 'g-task--waiting', tall && 'g-task--tall')}
      onClick={onOpen}
    >
      {waiting ? <TilePattern seed={title} rows={tall ? 7 : 4} /> : null}
      <span className="g-task__icon">
        <Icon of={icon} size="l" />
      </span>
      {count === null ? null : <span className="g-task__count">{count}</span>}
      <span className="g-task__words">
        <span className="g-task__title">{title}</span>
        {line ? <span className="g-task__line">{line}</span> : null}
      </span>
    </button>
  );
}

/** Three columns (two in portrait); children are `StaffTile`. */
export function StaffTiles({ children }: { children: React.ReactNode }) {
  return <div className="g-tasks">{children}</div>;
}
