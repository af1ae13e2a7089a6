// What goes to the printer, and only there: pages of the paper's own size with each label in its place.
import { createPortal } from 'react-dom';
import { labelPlace, type LabelSize, pageSize } from '#domain/label-size.ts';
import { type DrawnLabel } from './use-labels.ts';
import { TagLabel } from './tag-label.tsx';

export function PrintedPages({ drawn, size }: { drawn: readonly DrawnLabel[]; size: LabelSize }) {
  const { width, height } = pageSize(size);
  const pages = Map.groupBy(
    drawn.map((one, index) => ({ ...one, ...labelPlace(size, index) })),
    ({ page }) => page,
  );
  return createPortal(
    <div className="g-print" data-paper={size.sheet ? 'a4' : size.id} aria-hidden="true">
      {[...pages].map(([page, labels]) => (
        <div key={page} className="g-print__page" style={{ width: `${width}mm`, height: `${height}mm` }}>
          {labels.map(({ label, shapes, x, y }) => (
            <TagLabel
              key={label.gtin14}
              shapes={shapes}
              size={size}
              label={label.name}
              style={{ left: `${x}mm`, top: `${y}mm`, width: `${size.width}mm`, height: `${size.height}mm` }}
            />
          ))}
        </div>
      ))}
    </div>,
    document.body,
  );
}
