// "Deu certo hoje?": one tap of five, then one question that may stay open. Said after everything of the visit is gone, by
// the tablet; what is typed goes nowhere but into that one act.
import Annoyed from 'lucide-react/icons/annoyed';
import Frown from 'lucide-react/icons/frown';
import Laugh from 'lucide-react/icons/laugh';
import Meh from 'lucide-react/icons/meh';
import Smile from 'lucide-react/icons/smile';
import './rating.css';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { rateVisit } from '#domain/actions/rate-visit.ts';
import { answerAtMost, answerOf, isSomebodys } from '#domain/visit-rating.ts';
import type { Ended } from './farewell.ts';

const faces = [Frown, Annoyed, Meh, Smile, Laugh] as const;
const scores = [1, 2, 3, 4, 5] as const;

/** `onSign`: somebody is at it. */
export function Rating({ ended, onSign }: { ended: Ended; onSign: () => void }) {
  const t = useText();
  const tablet = useTablet();
  const [score, setScore] = useState<number | null>(null);
  const [text, setText] = useState('');
  const [isDone, setDone] = useState(false);
  const isSaid = useRef(false);
  const wrong = isSomebodys(text);
  const say = (answer: string | null) => {
    if (score === null || isSaid.current) return;
    isSaid.current = true;
    // A tap that could not be kept is no loss that whoever leaves should hear of.
    void tablet.act(rateVisit, { score, answer, ended, fulfilled: null }).catch(() => undefined);
  };
  const finish = (answer: string | null) => {
    say(answer);
    setDone(true);
  };
  // Whoever taps a face and leaves has said it too; half a sentence that nobody sent is not kept.
  const leave = useEffectEvent(() => say(null));
  useEffect(() => () => leave(), []);
  if (score === null)
    return (
      <section className="g-rate" aria-labelledby="rate">
        <h2 id="rate" className="g-rate__title">
          {t('rate.title')}
        </h2>
        <div className="g-rate__faces">
          {scores.map((one, index) => (
            <button
              key={one}
              type="button"
              className="g-rate__face"
              onClick={() => {
                setScore(one);
                onSign();
              }}
            >
              <Icon of={faces[index] ?? Meh} size="l" />
              <span>{t(`rate.score_${one}`)}</span>
            </button>
          ))}
        </div>
        <p className="g-note g-quiet">{t('rate.nameless')}</p>
      </section>
    );
  return (
    <section className="g-rate" aria-label={t('rate.title')}>
      <p className="g-rate__title" role="status">
        {t('rate.thanks')}
      </p>
      {isDone ? null : (
        <form
          className="g-rate__ask"
          onSubmit={(event) => {
            event.preventDefault();
            if (!wrong) finish(answerOf(text));
          }}
        >
          <TextField
            label={t('rate.ask')}
            hint={t('rate.hint')}
            error={wrong ? t('rate.not_kept') : null}
            value={text}
            maxLength={answerAtMost}
            onChange={(next) => {
              setText(next);
              onSign();
            }}
          />
          <div className="g-rate__ways">
            <Button variant="strong" onClick={() => finish(null)}>
              {t('rate.skip')}
            </Button>
            <Button variant="strong" type="submit" disabled={wrong}>
              {t('rate.send')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
