// What a step at the desk came to, in words: for whom, what they are to hear now, or that it did not work.
import { useActivityWords, useReason } from '#app/activity-words.ts';
import { useCatalogue } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import type { Activity } from '#sync/tablet-port.ts';
import { firstName } from './problem-words.ts';
import { useTelling } from './telling.ts';
import { solutionOf } from './ways.ts';
import type { Solved } from './use-solve.ts';

export interface Said {
  title: string;
  text: string;
  bad: boolean;
}

export function useSaid(): (solved: Solved, answer: Activity | null) => Said {
  const t = useText();
  const catalogue = useCatalogue();
  const reasonOf = useReason();
  const wordsOf = useActivityWords();
  const sayOf = useTelling();

  return ({ problem, way, toTell, answer: answerId }, answer) => {
    const outcome = answer?.outcome ?? null;
    if (outcome && outcome.status !== 'applied' && outcome.status !== 'adjusted')
      return { title: t('problem.failed'), text: reasonOf(outcome), bad: true };
    const name = firstName(problem);
    if (toTell) {
      const say = sayOf({ ...problem, state: 'taken', how: solutionOf[way.kind], answer: answerId });
      return { title: name ? t('problem.tell', { name }) : t('problem.tell_one'), text: say ?? '', bad: false };
    }
    if (answer?.kind === 'hold') {
      const size = catalogue?.variant((answer.open as { variantId: string }).variantId)?.size;
      const title = size ? t('hold.done', { size }) : t('hold.done_one');
      const tell = name ? t('problem.tell_name', { name }) : t('problem.tell_nobody', { code: problem.code });
      return { title: outcome ? title : t('hold.queued'), text: `${wordsOf(answer).line} ${tell}`.trim(), bad: false };
    }
    if (answer) return { title: wordsOf(answer).title, text: wordsOf(answer).line, bad: false };
    return { ...closed(), bad: false };

    function closed(): Omit<Said, 'bad'> {
      switch (way.kind) {
        case 'online':
          return { title: t('problem.noted'), text: t('problem.online_text', { count: way.count }) };
        case 'told':
          return name
            ? { title: t('problem.told_name', { name }), text: t('problem.told_text', { name }) }
            : { title: t('problem.told_one'), text: t('problem.told_text_one') };
        case 'asked':
          return { title: t('problem.asked_done'), text: t('problem.asked_text') };
        case 'box_here':
          return { title: t('problem.box_here'), text: t('problem.box_here_text') };
        case 'box_gone':
          return { title: t('problem.box_gone'), text: t('problem.box_gone_text') };
        case 'counted':
          return { title: t('problem.counted'), text: t('problem.counted_text') };
        default:
          return { title: t('problem.dismissed'), text: t('problem.dismissed_text') };
      }
    }
  };
}
