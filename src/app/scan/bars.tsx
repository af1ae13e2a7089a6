// Bars as a tag has them: a drawing that says where to look, not a code that could be read.
const widths = [
  3, 2, 1, 4, 2, 1, 3, 1, 2, 3, 1, 1, 4, 2, 1, 2, 3, 1, 1, 3, 2, 4, 1, 1, 2, 3, 1, 2, 4, 1, 2, 1, 3, 2, 1, 1, 3, 4, 1,
  2, 3,
] as const;

const { path, total } = [...widths, ...widths.toReversed(), ...widths].reduce(
  ({ path: before, total: x }, width, index) => ({
    path: index % 2 === 0 ? `${before}M${x} 0h${width}v10h-${width}z` : before,
    total: x + width,
  }),
  { path: '', total: 0 },
);

export function Bars({ className }: { className: string }) {
  return (
    <svg
      className={className}
      viewBox={`0 0 ${total} 10`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
