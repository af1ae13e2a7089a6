// The camera's picture fills its box and is cut at two sides (`object-fit: cover`): from a pixel of the frame to a place
// in the box and back. Promise: what a person sees in the box is exactly what `visiblePart` names.
export type Size = { readonly width: number; readonly height: number };
export type Box = Size & { readonly x: number; readonly y: number };

/** `scale`: CSS pixels per pixel of the frame; `left`, `top`: where the frame begins, 0 or less. */
export function coverOf(frame: Size, box: Size): { scale: number; left: number; top: number } {
  const scale = Math.max(box.width / frame.width, box.height / frame.height);
  return { scale, left: (box.width - frame.width * scale) / 2, top: (box.height - frame.height * scale) / 2 };
}

/** The part of the frame that is seen, in whole pixels of the frame; all of it while the box has no size. */
export function visiblePart(frame: Size, box: Size): Box {
  if (box.width < 2 || box.height < 2) return { x: 0, y: 0, ...frame };
  const { scale, left, top } = coverOf(frame, box);
  const x = Math.max(0, Math.floor(-left / scale));
  const y = Math.max(0, Math.floor(-top / scale));
  return {
    x,
    y,
    width: Math.min(frame.width - x, Math.ceil(box.width / scale)),
    height: Math.min(frame.height - y, Math.ceil(box.height / scale)),
  };
}
