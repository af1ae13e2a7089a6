// What became of an act: the result in words, its code, until when and where, and the way back (undo).
import './outcome-sheet.css';
import type { ReactNode } from 'react';
import { useText } from '#app/text/text.ts';
import { actLooks, type ActState } from './act-state.ts';
import { Chip } from './chip.tsx';
import { CodePlate } from './code-plate.tsx';
import { Sheet, SheetActions } from './sheet.tsx';

export interface OutcomeSheetProps {
  open: boolean;
  onClose: () => void;
  onAccessibility: () => void;
  state: ActState;
  /** "Confirmado às 10:47" */
  stateWords: string;
  /** "O 39 está separado." */
  title: string;
  /** Until when and where. */
  text: string;
  /** Null when there is nothing to prove. */
  code: string | null;
  /** Default: "Seu número". */
  codeLabel?: string;
  /** Buttons, `variant="primary"` last ("Pronto"); undo as outline. */
  children: ReactNode;
}

export function OutcomeSheet({
  state,
  stateWords,
  title,
  text,
  code,
  codeLabel,
  children,
  ...sheet
}: OutcomeSheetProps) {
  const t = useText();
  const [tone, icon] = actLooks[state];
  return (
    <Sheet {...sheet} title={title} titleHidden>
      <div className="g-outcome" role="status">
        <div className="g-outcome__words">
          <Chip tone={tone} icon={icon}>
            {stateWords}
          </Chip>
          <p className="g-outcome__title">{title}</p>
          <p className="g-outcome__text">{text}</p>
        </div>
        {code ? <CodePlate label={codeLabel ?? t('code.yours')} code={code} /> : null}
      </div>
      <SheetActions>{children}</SheetActions>
    </Sheet>
  );
}
