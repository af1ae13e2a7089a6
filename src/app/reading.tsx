// Every reader of this device behind one context: camera and hand scanner end in the same tag, the tag in a screen.
// A code that is no product of anybody never leaves memory: it may be somebody's own, and addresses are written to disk.
import './reading.css';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from 'react';
import type { Variant } from '#domain/product.ts';
import { parseTag, type Tag } from '#domain/tag.ts';
import { lookUpTag, type Piece } from '#domain/tag-lookup.ts';
import type { ScanRead } from '#scan/scanner.ts';
import { type NfcReading, useOtherReaders } from './other-readers.ts';
import { productPath } from './routes.ts';
import { variantPath, variantShown } from './shared-code.ts';
import { useReadable, useTablet } from './tablet-context.ts';
import { useUnmet } from './unmet.ts';
import { type CameraReading, useCamera } from './use-camera.ts';
import { useVisitState } from './use-visit-state.ts';

const cameraElementId = 'camera';

export interface Reading extends CameraReading {
  /** The last tag of this visit that was no product of this shop. */
  last: Tag | null;
  /** The piece that was shown last in this visit, with what its tag says beyond its product. */
  piece: Piece | null;
  /** A code that came by hand: typed, from a photo, from the address. */
  open(read: Pick<ScanRead, 'source' | 'raw'> & Partial<ScanRead>): void;
  nfc: NfcReading;
  /** Give it to the box that should show the camera's picture; without one the camera goes on unseen. */
  lens(box: HTMLElement | null): (() => void) | undefined;
}

export const ReadingContext = createContext<Reading | null>(null);

export function useReading(): Reading {
  const reading = use(ReadingContext);
  if (!reading) throw new Error('outside ReadingProvider');
  return reading;
}

export interface ReadingProviderProps {
  /** A product of this shop was shown; without a variant, its code is of several products and its page asks which. */
  onProduct: (path: string, variant: Variant | undefined) => void;
  /** A poster or shelf code of this shop was; without it, it is like anything else. */
  onPoster?: (code: string) => void;
  /** A pass or a card, as it was read; without it, such a tag does nothing here. */
  onPerson?: (text: string) => void;
  /** Anything else was. */
  onOther: (tag: Tag) => void;
  children: ReactNode;
}

export function ReadingProvider({ onProduct, onPoster, onPerson, onOther, children }: ReadingProviderProps) {
  const tablet = useTablet();
  const catalogue = useReadable(tablet.catalogue);
  const [last, setLast] = useVisitState<Tag>();
  const [piece, setPiece] = useVisitState<Piece>();
  const host = useRef<HTMLDivElement>(null);

  const noteUnmet = useUnmet();
  const resolve = useCallback(
    (one: Pick<ScanRead, 'source' | 'raw'> & Partial<ScanRead>) => {
      const tag = parseTag(one);
      if (tag.kind === 'pass' || tag.kind === 'card') {
        onPerson?.(tag.raw.replace(/^\][A-Za-z]\d/, ''));
        return;
      }
      const found = catalogue && lookUpTag(tag, catalogue);
      if (catalogue && found?.kind === 'variant') {
        const { gtin14 } = found.variant;
        setPiece({ gtin14, facts: found.facts });
        const variant = variantShown(catalogue, found);
        onProduct(variant ? variantPath(catalogue, variant) : productPath(gtin14), variant);
      } else if (found?.kind === 'poster' && onPoster) onPoster(found.poster.code);
      else {
        setLast(tag);
        noteUnmet(tag);
        onOther(tag);
      }
    },
    [catalogue, onProduct, onPoster, onPerson, onOther, noteUnmet, setLast, setPiece],
  );

  // The readers live as long as the page; what they call changes with every catalogue.
  const newest = useRef({ resolve, catalogue });
  useEffect(() => {
    newest.current = { resolve, catalogue };
  });

  const hear = useCallback((one: ScanRead) => newest.current.resolve(one), []);
  const nfc = useOtherReaders(hear);

  const isKnown = useCallback((gtin14: string) => {
    const { catalogue: known } = newest.current;
    return known !== null && lookUpTag(parseTag({ source: 'camera', raw: gtin14 }), known).kind === 'variant';
  }, []);
  const camera = useCamera({ elementId: cameraElementId, isKnown, onRead: hear });

  const lens = useCallback((box: HTMLElement | null) => follow(host.current, box), []);
  const reading = useMemo(
    () => ({ ...camera, last, piece, open: resolve, nfc, lens }),
    [camera, last, piece, resolve, nfc, lens],
  );
  return (
    <ReadingContext value={reading}>
      <div ref={host} className="g-camera" data-shown="false" aria-hidden="true">
        <div id={cameraElementId} />
      </div>
      {children}
    </ReadingContext>
  );
}

/** Lays the camera's picture under the box, wherever the layout puts it. A video that moved in the page would stop. */
function follow(host: HTMLElement | null, box: HTMLElement | null): (() => void) | undefined {
  if (!host || !box) return undefined;
  const place = (): void => {
    const { top, left, width, height } = box.getBoundingClientRect();
    Object.assign(host.style, { top: `${top}px`, left: `${left}px`, width: `${width}px`, height: `${height}px` });
  };
  const observer = new ResizeObserver(place);
  observer.observe(box);
  place();
  host.dataset['shown'] = 'true';
  return () => {
    observer.disconnect();
    host.dataset['shown'] = 'false';
  };
}
