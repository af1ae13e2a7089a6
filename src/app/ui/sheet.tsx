// What slides up under a rail and asks something. Native dialog: focus stays inside, Escape leaves, focus goes back.
// The accessibility button is drawn again above the veil, in its own corner: no sheet hides it.
import './sheet.css';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { AccessibilityButton } from './app-bar.tsx';

export interface SheetProps {
  open: boolean;
  /** Escape and a touch on the veil. There is always a way out. */
  onClose: () => void;
  title: string;
  /** Hidden title: the content draws its own heading. */
  titleHidden?: boolean;
  /** Leave out only inside the accessibility sheet itself. */
  onAccessibility?: () => void;
  /** A control marked `data-first` takes the focus; else the title does. */
  children: ReactNode;
}

export function Sheet({ open, ...rest }: SheetProps) {
  return open ? <OpenSheet {...rest} /> : null;
}

function OpenSheet({ onClose, title, titleHidden = false, onAccessibility, children }: Omit<SheetProps, 'open'>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The sheet's own choice of first focus, or its title: never the corner button by accident.
    element?.querySelector<HTMLElement>('[data-first], h2')?.focus({ preventScroll: true });
    return () => element?.close();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    const onVeil = (event: MouseEvent): void => {
      if (event.target === element) onClose();
    };
    element?.addEventListener('click', onVeil);
    return () => element?.removeEventListener('click', onVeil);
  }, [onClose]);
  return (
    <dialog
      ref={dialog}
      className="g-sheet"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {onAccessibility ? (
        <div className="g-sheet__corner">
          <AccessibilityButton onPress={onAccessibility} />
        </div>
      ) : null}
      <div className="g-sheet__panel">
        <div className="g-sheet__inner">
          <h2 id={titleId} className={titleHidden ? 'g-sr' : 'g-sheet__title'} tabIndex={-1}>
            {title}
          </h2>
          {children}
        </div>
      </div>
    </dialog>
  );
}

/** Buttons at the foot of a sheet; the primary one last. */
export function SheetActions({ children }: { children: ReactNode }) {
  return <div className="g-sheet__actions">{children}</div>;
}
