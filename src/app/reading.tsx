// Every reader of this device behind one context: camera and hand scanner end in the same tag, the tag in a screen.
// A code that is no product of ours never leaves memory: it may be somebody's own, and addresses are written to disk.
import './reading.css';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { parseTag, type Tag } from '#domain/tag.ts';
import { openWedge } from '#scan/wedge.ts';
import type { Scanner, ScannerHint, ScannerState, ScanRead } from '#scan/scanner.ts';
import { useReadable, useTablet } from './tablet-context.ts';

const cameraElementId = 'camera';
/** Long enough to see the brackets close, short enough not to wait for them. */
const acknowledgeMs = 220;

interface Reading {
  /** What the camera does; 'off' until it is armed. */
  state: ScannerState;
  hint: ScannerHint;
  /** True for a moment after a code was read. */
  read: boolean;
  /** The last tag that was no product of this shop. */
  last: Tag | null;
  /** Turns the camera on; the first time from a tap, as some browsers ask. */
  arm(): void;
  retry(): void;
  /** A code that came by hand: typed, from a photo, from the address. */
  open(read: Pick<ScanRead, 'source' | 'raw'>): void;
  /** Give it to the box that should show the camera's picture; without one the camera goes on unseen. */
  lens(box: HTMLElement | null): void;
}

const ReadingContext = createContext<Reading | null>(null);

export function useReading(): Reading {
  const reading = use(ReadingContext);
  if (!reading) throw new Error('outside ReadingProvider');
  return reading;
}

export interface ReadingProviderProps {
  /** A product of this shop was shown. */
  onVariant: (productId: string, variantId: string, gtin14: string) => void;
  /** Anything else was. */
  onOther: (tag: Tag) => void;
  children: ReactNode;
}

export function ReadingProvider({ onVariant, onOther, children }: ReadingProviderProps) {
  const tablet = useTablet();
  const catalogue = useReadable(tablet.catalogue);
  const [armed, setArmed] = useState(false);
  const [camera, setCamera] = useState<Scanner | null>(null);
  const [state, setState] = useState<ScannerState>({ kind: 'off' });
  const [hint, setHint] = useState<ScannerHint>('none');
  const [read, setRead] = useState(false);
  const [last, setLast] = useState<Tag | null>(null);
  const host = useRef<HTMLDivElement>(null);

  const resolve = useCallback(
    (one: Pick<ScanRead, 'source' | 'raw'> & Partial<ScanRead>) => {
      const tag = parseTag(one);
      const found =
        tag.kind === 'gtin'
          ? [tag.gtin14, tag.alternative].flatMap((gtin14) => (gtin14 ? (catalogue?.variantsByGtin(gtin14) ?? []) : []))
          : [];
      const [variant] = found;
      if (variant) onVariant(variant.productId, variant.id, variant.gtin14);
      else {
        setLast(tag);
        onOther(tag);
      }
    },
    [catalogue, onVariant, onOther],
  );

  // The readers live as long as the page; what they call changes with every catalogue.
  const newest = useRef({ resolve, catalogue });
  useEffect(() => {
    newest.current = { resolve, catalogue };
  });

  useEffect(() => {
    let gone = false;
    const wedge = openWedge();
    wedge.onRead((one) => newest.current.resolve(one));
    void wedge.start();
    // Where people have allowed the camera before, the tag may be shown without touching anything.
    void navigator.permissions?.query({ name: 'camera' }).then(
      (permission) => setArmed((already) => already || (!gone && permission.state === 'granted')),
      () => undefined,
    );
    return () => {
      gone = true;
      void wedge.stop();
    };
  }, []);

  useEffect(() => {
    if (!armed) return;
    let opened: Scanner | null = null;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void import('#scan/camera.ts').then(({ openCamera }) => {
      if (gone) return;
      opened = openCamera({
        elementId: cameraElementId,
        isKnown: (gtin14) => (newest.current.catalogue?.variantsByGtin(gtin14).length ?? 0) > 0,
      });
      opened.onState(setState);
      opened.onHint(setHint);
      opened.onRead((one) => {
        setRead(true);
        clearTimeout(timer);
        timer = setTimeout(() => {
          setRead(false);
          newest.current.resolve(one);
        }, acknowledgeMs);
      });
      setCamera(opened);
      return opened.start();
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      void opened?.stop();
    };
  }, [armed]);

  const lens = useCallback((box: HTMLElement | null) => follow(host.current, box), []);
  const reading = useMemo(
    () => ({
      state,
      hint,
      read,
      last,
      arm: () => setArmed(true),
      retry: () => void camera?.start(),
      open: resolve,
      lens,
    }),
    [state, hint, read, last, camera, resolve, lens],
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
