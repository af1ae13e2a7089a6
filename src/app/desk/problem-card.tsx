// One entry of the desk at a glance: until when, what was asked, what went wrong, who waits, and the next step to tap.
import CircleAlert from 'lucide-react/icons/circle-alert';
import ClockAlert from 'lucide-react/icons/clock-alert';
import Clock from 'lucide-react/icons/clock';
import PhoneOutgoing from 'lucide-react/icons/phone-outgoing';
import { pictureOf } from '#app/pictures.ts';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { type TextKey, useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { CodePlate } from '#app/ui/code-plate.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Thumb } from '#app/ui/product-row.tsx';
import { Well } from '#app/ui/well.tsx';
import { isAboutDevice, isToTell, type Problem } from '#domain/problem.ts';
import { Person, Tried, useOwner } from './person.tsx';
import { type Left, useProblemWords } from './problem-words.ts';
import { WayButton } from './way-button.tsx';
import { isWrongCode, type Way } from './ways.ts';

export interface ProblemCardProps {
  problem: Problem;
  left: Left;
  /** The one step that is ready; null: the page has more to say first. */
  ready: Way | null;
  onTake: (way: Way) => void;
  onOpen: () => void;
}

export function ProblemCard({ problem, left, ready, onTake, onOpen }: ProblemCardProps) {
  const t = useText();
  const locale = useLocale();
  const { title, wrong, thing, price, name } = useProblemWords()(problem);
  const toTell = isToTell(problem);
  const open = t(ready && !toTell ? 'problem.other_ways' : openKey(problem));
  const ownerOf = useOwner(useReadable(useTablet().shift)?.grant.subject ?? null);
  return (
    <li className="g-card g-problem" data-code={problem.code} data-late={left.tone === 'stop'}>
      <div className="g-problem__head">
        <span className="g-entry__chips">
          <Chip tone={left.tone} icon={left.tone === 'plain' ? Clock : ClockAlert}>
            {left.words}
          </Chip>
          {toTell ? (
            <Chip tone="note" icon={PhoneOutgoing}>
              {t('problem.to_tell')}
            </Chip>
          ) : null}
        </span>
        <CodePlate small code={problem.code} />
      </div>
      <div className="g-problem__what">
        {thing ? (
          <Thumb
            corner
            id={thing.product.id}
            pigment={thing.product.pigment}
            picture={pictureOf(thing.product, thing.variant, locale, 'small')}
          />
        ) : (
          <Well big tone="stale" icon={CircleAlert} />
        )}
        <div className="g-problem__words">
          <h2 className="g-row-title">{title}</h2>
          <p>{wrong}</p>
        </div>
        {price ? <PriceTag price={price} size="row" /> : null}
      </div>
      <div className="g-problem__who">
        {isAboutDevice(problem) || isWrongCode(problem) ? null : (
          <Person contact={problem.contact} name={name} code={problem.code} plain={ready?.kind === 'call'} />
        )}
        <Tried problem={problem} />
        <p className="g-note g-quiet">{ownerOf(problem)}</p>
      </div>
      <div className="g-problem__steps">
        {ready ? (
          <WayButton way={ready} kind={problem.kind} name={null} variant="primary" wide onTake={onTake} />
        ) : null}
        <Button
          variant={ready ? 'outline' : 'primary'}
          wide={!ready}
          onClick={onOpen}
          aria-label={`${open}: ${problem.code}`}
        >
          {open}
        </Button>
      </div>
    </li>
  );
}

/** What there is to do on its page, where the list can't do it. */
const openKey = (problem: Problem): TextKey =>
  isAboutDevice(problem) ? 'problem.ask_floor' : isWrongCode(problem) ? 'problem.look_box' : 'problem.open';
