// `npm run bench -- scan --fuzz N [--seed S]`: messages as tags hold them, mutated, through the resolver behind every
// reader. Promise: it needs no file; a corpus and GS1's vectors, where they are given, are mutated too.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { groupSeparator as gs } from '#domain/gs1-element-string.ts';
import { fuzzMessages } from './gs1-fuzz.ts';
import { readVectors, toScan } from './gs1-vectors.ts';
import { readCorpus } from './scan-corpus.ts';

/** One of each kind that the shop's readers meet, and some that it must not follow. */
const messages = [
  '7891000100103',
  '07891000100103',
  '96385074',
  '04252614',
  '036000291452',
  '2012345012953',
  '100014',
  '(01)07891000100103(17)270131(10)L2611(21)S+1',
  `01078910001001031727013110L2611${gs}21S1`,
  `]C10107891000100103310300075015270131`,
  `]d2010789100010010310L1${gs}3922129500`,
  'https://id.example/01/07891000100103/22/A/10/L%2F1/21/S?17=270131&3103=000750',
  'https://id.example/01/7891000100103?linkType=gs1:pip',
  'http://shop.example/p/01/00036000291452',
  'https://shop.example/s/100014',
  'https://user:word@id.example/01/07891000100103',
  'javascript:alert(1)',
  'WIFI:T:WPA;S:loja;P:segredo;;',
  'BEGIN:VCARD\nFN:Ana\nEND:VCARD',
  'Bota Serra 39 caramelo',
] as const;

interface FuzzOptions {
  fuzz: string;
  seed: string;
  corpus?: string | undefined;
  vectors?: string | undefined;
}

export async function runFuzz({ fuzz, seed, corpus, vectors }: FuzzOptions): Promise<object> {
  const rounds = Number(fuzz);
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error(`--fuzz ${fuzz} is no whole number from 1`);
  if (!Number.isSafeInteger(Number(seed))) throw new Error(`--seed ${seed} is no whole number`);
  const beside = corpus === undefined ? undefined : join(corpus, 'gs1-vectors.json');
  const file = vectors ?? (beside !== undefined && existsSync(beside) ? beside : undefined);
  const real = [
    ...messages,
    ...(file === undefined ? [] : readVectors(file).map(toScan)),
    ...(corpus === undefined ? [] : readCorpus(corpus).flatMap(({ expectedText }) => expectedText ?? [])),
  ];
  return { bench: 'scan', messages: real.length, fuzz: fuzzMessages(real, { rounds, seed: Number(seed) }) };
}
