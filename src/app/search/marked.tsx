// A name with the words that were asked for marked in it, accents and endings aside.
import { highlightsIn } from '#domain/search/highlights.ts';

export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const parts: { from: number; text: string; isMarked: boolean }[] = [];
  let from = 0;
  for (const { start, end } of highlightsIn(text, words)) {
    parts.push({ from, text: text.slice(from, start), isMarked: false });
    parts.push({ from: start, text: text.slice(start, end), isMarked: true });
    from = end;
  }
  parts.push({ from, text: text.slice(from), isMarked: false });
  return parts.map((part) =>
    part.isMarked ? (
      <mark key={part.from} className="g-marked">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
