// One tag as it comes out on paper: the same shapes as in the server's PDF, in millimetres.
import './tags.css';
import type { CSSProperties } from 'react';
import type { Rect, Shape } from '#domain/label.ts';
import type { LabelSize } from '#domain/label-size.ts';

const pathOf = (rects: readonly Rect[]): string =>
  rects.map(([x, y, width, height]) => `M${mm(x)} ${mm(y)}h${mm(width)}v${mm(height)}h${mm(-width)}z`).join('');
/** A thousandth of a millimetre is beyond every printer. */
const mm = (value: number): number => Math.round(value * 1000) / 1000;

export interface TagLabelProps {
  shapes: readonly Shape[];
  size: LabelSize;
  /** For readers: what the tag is of. */
  label: string;
  style?: CSSProperties;
}

export function TagLabel({ shapes, size: { width, height }, label, style }: TagLabelProps) {
  return (
    <svg className="g-label" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} style={style}>
      {shapes.map((shape, index) =>
        shape.kind === 'rects' ? (
          <path key={index} d={pathOf(shape.rects)} />
        ) : (
          <text
            key={index}
            x={shape.x}
            y={shape.baseline}
            fontSize={shape.size}
            textAnchor={shape.anchor}
            className={shape.isBold ? 'g-label__bold' : shape.isStruck ? 'g-label__struck' : undefined}
          >
            {shape.text}
          </text>
        ),
      )}
    </svg>
  );
}
