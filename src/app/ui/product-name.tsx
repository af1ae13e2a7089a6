// A product's name as the shop wrote it, in its own direction of writing. One that is too long is cut for the eye, never for
// readers; the lines come from the place (`--name-lines`).
import './product-name.css';
import type { ReactNode } from 'react';
import { titleOf } from './name-fit.ts';

/** `children`: the same name with parts marked. */
export function ProductName({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <span className="g-product-name" dir="auto" title={titleOf(name)}>
      {children ?? name}
    </span>
  );
}
