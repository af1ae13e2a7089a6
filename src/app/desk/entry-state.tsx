// Where an entry stands: until when, whether only the telling is left, who has it; and how it changes hands.
import ClockAlert from 'lucide-react/icons/clock-alert';
import Clock from 'lucide-react/icons/clock';
import HandIcon from 'lucide-react/icons/hand';
import PhoneOutgoing from 'lucide-react/icons/phone-outgoing';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { giveBackProblem } from '#domain/actions/give-back-problem.ts';
import { takeProblem } from '#domain/actions/take-problem.ts';
import { isToTell, type Problem } from '#domain/problem.ts';
import { useOwner } from './person.tsx';
import { useLeft } from './problem-words.ts';

export function EntryState({ problem, nowMs }: { problem: Problem; nowMs: number }) {
  const t = useText();
  const tablet = useTablet();
  const left = useLeft(nowMs)(problem.deadlineMs);
  const subject = useReadable(tablet.shift)?.grant.subject ?? null;
  const isMine = problem.owner !== null && problem.owner === subject;
  const input = { problemId: problem.id };
  return (
    <div className="g-entry__chips">
      <Chip tone={left.tone} icon={left.tone === 'plain' ? Clock : ClockAlert}>
        {left.words}
      </Chip>
      {isToTell(problem) ? (
        <Chip tone="note" icon={PhoneOutgoing}>
          {t('problem.to_tell')}
        </Chip>
      ) : null}
      <Chip icon={HandIcon}>{useOwner(subject)(problem)}</Chip>
      <Button onClick={() => void tablet.act(isMine ? giveBackProblem : takeProblem, input).catch(() => undefined)}>
        {t(isMine ? 'problem.give_back' : 'problem.take')}
      </Button>
    </div>
  );
}
