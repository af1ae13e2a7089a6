// `npm run bench -- gs1 --vectors FILE [--fuzz N --seed S]`: GS1's own vectors and, mutated over all planes of Unicode,
// the resolver behind every reader. Promise: a vector that is answered wrongly, or a string that breaks it, is named.
import { parseArgs } from 'node:util';
import { answerOf, isRightAnswer, readVectors } from './gs1-vectors.ts';
import { fuzzResolver } from './gs1-fuzz.ts';

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      vectors: { type: 'string' },
      fuzz: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.vectors === undefined) throw new Error('gs1 needs --vectors FILE, the vectors as JSON');
  const vectors = readVectors(values.vectors);
  const answers = vectors.map((vector) => ({ vector, answer: answerOf(vector) }));
  const wrong = answers.filter(({ vector, answer }) => !isRightAnswer(vector, answer));
  const count = (valid: boolean) => ({
    right: answers.filter(({ vector, answer }) => vector.valid === valid && isRightAnswer(vector, answer)).length,
    of: vectors.filter((vector) => vector.valid === valid).length,
  });
  const rounds = Number(values.fuzz);
  const byKind = Object.fromEntries(
    [...Map.groupBy(answers, ({ vector }) => vector.kind)].map(([kind, group]) => [
      kind,
      {
        right: group.filter(({ vector, answer }) => isRightAnswer(vector, answer)).length,
        of: group.length,
      },
    ]),
  );
  return {
    bench: 'gs1',
    vectors: vectors.length,
    valid: count(true),
    invalidRefused: count(false),
    byKind,
    wrong: wrong.map(({ vector: { kind, input, expected, source }, answer }) => ({
      kind,
      input,
      expected,
      answer,
      source,
    })),
    ...(rounds > 0 ? { fuzz: fuzzResolver(vectors, { rounds, seed: Number(values.seed) }) } : {}),
  };
}
