// The catalogue bench's page: one engine, filled or opened again, then examined. Promise: the clock is the page's own,
// good to 5 µs because the page is isolated; every question is asked once, so nothing is warm that a shopper has cold.
import { type Engine, fold } from './engine.ts';
import { type Applied, type EngineName, type Examination, type Marks, type Question, questionKinds } from './plan.ts';
import type { Sources } from './plan.ts';

declare global {
  interface Window {
    /** Milliseconds from here to the first look-up. */
    fillEngine(name: EngineName, sources: Sources, gtin14: string): Promise<number>;
    /** Milliseconds from the engine's script to the first look-up; only on an address that names the engine. */
    opened: Promise<number>;
    examine(examination: Examination): Promise<Marks>;
    /** Fetches a pull's answer and applies it; then looks that product up. */
    applyChanges(path: string, gtin14: string): Promise<Applied>;
  }
}

const engines: Record<EngineName, () => Promise<() => Engine>> = {
  gondola: async () => (await import('./gondola.ts')).gondola,
  dexie: async () => (await import('./dexie.ts')).dexie,
  'sqlite-wasm': async () => (await import('./sqlite.ts')).sqlite,
  minisearch: async () => (await import('./mini-search.ts')).miniSearch,
};

let engine: Engine;

async function firstLookUp(gtin14: string, fromMs: number): Promise<number> {
  if ((await engine.byGtin(gtin14)) === null) throw new Error(`${gtin14} is not there`);
  return performance.now() - fromMs;
}

window.fillEngine = async (name, sources, gtin14) => {
  const fromMs = performance.now();
  engine = (await engines[name]())();
  await engine.fill(sources);
  return firstLookUp(gtin14, fromMs);
};

async function openAgain(name: EngineName, gtin14: string): Promise<number> {
  const make = await engines[name]();
  const fromMs = performance.now();
  engine = make();
  await engine.open();
  return firstLookUp(gtin14, fromMs);
}

// In the address's hash, which is no part of what the browser keeps the page by.
const asked = new URLSearchParams(location.hash.slice(1));
const toOpen = asked.get('open') as EngineName | null;
if (toOpen) window.opened = openAgain(toOpen, asked.get('gtin') ?? '');

async function ask(kind: (typeof questionKinds)[number], questions: readonly Question[]) {
  const ms: number[] = [];
  let good = 0;
  for (const { text, meant } of questions) {
    const fromMs = performance.now();
    const names = await engine.search(text, kind);
    ms.push(performance.now() - fromMs);
    if (names === null) return null;
    if (names.map(fold).some((name) => meant.every((word) => name.includes(word)))) good += 1;
  }
  return { ms, good };
}

window.examine = async ({ gtins, questions }) => {
  const marks: Marks = {
    lookupMs: [],
    misses: 0,
    priceMinor: 0,
    onHand: 0,
    firstSearchMs: 0,
    searches: { prefix: null, twoWords: null, typo: null },
  };
  for (const gtin14 of gtins) {
    const fromMs = performance.now();
    const shown = await engine.byGtin(gtin14);
    marks.lookupMs.push(performance.now() - fromMs);
    marks.misses += shown ? 0 : 1;
    marks.priceMinor += shown?.priceMinor ?? 0;
    marks.onHand += shown?.onHand ?? 0;
  }
  for (const kind of questionKinds) marks.searches[kind] = await ask(kind, questions[kind]);
  marks.firstSearchMs = marks.searches.prefix?.ms[0] ?? 0;
  return marks;
};

window.applyChanges = async (path, gtin14) => {
  const text = await (await fetch(path)).text();
  let longestBlockMs = 0;
  let isOver = false;
  let lastMs = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    const now = performance.now();
    longestBlockMs = Math.max(longestBlockMs, now - lastMs);
    lastMs = now;
    if (!isOver) port2.postMessage(null);
  });
  port1.start();
  port2.postMessage(null);
  const fromMs = performance.now();
  await engine.apply?.(text);
  const shown = await engine.byGtin(gtin14);
  const ms = performance.now() - fromMs;
  isOver = true;
  longestBlockMs = Math.max(longestBlockMs, performance.now() - lastMs);
  return { ms, longestBlockMs, priceMinor: shown?.priceMinor ?? 0, onHand: shown?.onHand ?? 0 };
};
