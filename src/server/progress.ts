// What a start is doing, for the person who waits: one bar on a terminal, one line per step
// anywhere else (a log file, a container).
import { SingleBar } from 'cli-progress';

export type Progress = {
  /** Begins the next step. `weight` of all steps together is the whole bar. */
  step: (doing: string) => void;
  /** 0 … 1 of the running step. */
  portion: (fraction: number) => void;
  say: (line: string) => void;
  end: () => void;
};

type Output = { isTTY?: boolean; write: (text: string) => unknown };

/** A step that takes long says how far it is, this often. */
const LINE_EVERY_MS = 3_000;

/** `weights` are the steps' rough seconds, in order. */
export function showProgress(
  weights: number[],
  output: Output = process.stderr,
  nowMs = () => performance.now(),
): Progress {
  const isTerminal = output.isTTY === true && !process.env['CI'];
  return isTerminal ? barProgress(weights) : lineProgress(weights.length, output, nowMs);
}

function barProgress(weights: number[]): Progress {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bar = new SingleBar(
    {
      format: '  {bar} {percentage}%  {doing}  {seconds}',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
    },
    presetBar,
  );
  let at = -1;
  let done = 0;
  let doing = '';
  let startedMs = performance.now();
  const draw = (value: number): void => {
    const seconds = Math.floor((performance.now() - startedMs) / 1000);
    bar.update(value, { doing, seconds: seconds > 1 ? `${seconds} s` : '' });
  };
  bar.start(total, 0, { doing, seconds: '' });
  // Steps that cannot tell how far they are still show that time goes on.
  const clock = setInterval(() => draw(done), 500);
  return {
    step(next) {
      done += weights[at] ?? 0;
      at += 1;
      doing = next;
      startedMs = performance.now();
      draw(done);
    },
    portion: (fraction) => draw(done + (weights[at] ?? 0) * Math.min(1, fraction)),
    say(line) {
      doing = line;
      draw(done);
    },
    end() {
      clearInterval(clock);
      bar.stop();
    },
  };
}

const presetBar = { barCompleteChar: '█', barIncompleteChar: '░' } as ConstructorParameters<typeof SingleBar>[1];

function lineProgress(count: number, output: Output, nowMs: () => number): Progress {
  let at = 0;
  let saidMs = 0;
  return {
    step(doing) {
      at += 1;
      saidMs = nowMs();
      output.write(`[${at}/${count}] ${doing}\n`);
    },
    portion(fraction) {
      if (nowMs() - saidMs < LINE_EVERY_MS) return;
      saidMs = nowMs();
      output.write(`      ${Math.round(fraction * 100)} %\n`);
    },
    say: (line) => void output.write(`      ${line}\n`),
    end: () => undefined,
  };
}
