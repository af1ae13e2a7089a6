// How far something is, in words and as a bar; it never runs without a number to show.
import './progress-bar.css';

export function ProgressBar({
  label,
  done,
  total,
  words,
}: {
  label: string;
  done: number;
  total: number;
  words?: string;
}) {
  const part = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div className="g-progress">
      <p className="g-progress__head">
        <b>{label}</b>
        {words ? <span>{words}</span> : null}
      </p>
      <div
        className="g-progress__bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <i style={{ inlineSize: `${part * 100}%` }} />
      </div>
    </div>
  );
}
