// GS1 element strings: what a GS1-128, DataBar, DataMatrix or QR carries, "01…17…10LOT<GS>21…", and the form with
// brackets that people print below. Promise: a value that its identifier does not allow is never passed on.
import { aiFormats, type AiFormat } from './gs1-ai-table.ts';
import { isChecked } from './gtin.ts';

export type Element = { readonly ai: string; readonly value: string };
export type ElementTrouble = {
  readonly trouble: 'unknown_ai' | 'bad_value' | 'check_digit' | 'malformed' | 'contradiction';
  readonly ai?: string;
  readonly value?: string;
};

/** ASCII 29, what a reader sends in place of FNC1 between two elements. */
export const groupSeparator = '\u001d';

const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(yymmdd: string, leastDay: number): boolean {
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4, 6));
  return day >= leastDay && day <= (daysIn[month - 1] ?? -1);
}

/** One value against its identifier's format: undefined when right. */
export function valueTrouble(ai: string, value: string): ElementTrouble | undefined {
  const format = aiFormats.get(ai);
  if (!format) return { trouble: 'unknown_ai', ai };
  const parts = format.pattern.exec(value);
  if (!parts) return { trouble: 'bad_value', ai, value };
  for (const [index, check] of format.checks.entries()) {
    const part = parts[index + 1];
    if (part === undefined) continue;
    if (check === 'c' && !isChecked(part)) return { trouble: 'check_digit', ai, value: part };
    if ((check === 'd' && !isDate(part, 0)) || (check === 'e' && !isDate(part, 1)))
      return { trouble: 'bad_value', ai, value };
  }
  return undefined;
}

/** The same identifier may come twice only with the same value. */
export function withoutRepeats(elements: readonly Element[]): Element[] | ElementTrouble {
  const byAi = new Map<string, Element>();
  for (const element of elements) {
    const first = byAi.get(element.ai);
    if (first && first.value !== element.value) return { trouble: 'contradiction', ai: element.ai };
    if (!first) byAi.set(element.ai, element);
  }
  return [...byAi.values()];
}

function formatAt(data: string, at: number): AiFormat | undefined {
  return (
    aiFormats.get(data.slice(at, at + 2)) ??
    aiFormats.get(data.slice(at, at + 3)) ??
    aiFormats.get(data.slice(at, at + 4))
  );
}

/** `data` without its symbology prefix, GS where a reader met FNC1. A leading GS is allowed. */
export function parseElementString(data: string): Element[] | ElementTrouble {
  const elements: Element[] = [];
  let at = data.startsWith(groupSeparator) ? 1 : 0;
  if (at === data.length) return { trouble: 'malformed' };
  while (at < data.length) {
    const format = formatAt(data, at);
    if (!format) return { trouble: 'unknown_ai', ai: data.slice(at, at + 4) };
    const start = at + format.ai.length;
    const separator = data.indexOf(groupSeparator, start);
    const end =
      format.fixedLength === undefined ? (separator < 0 ? data.length : separator) : start + format.fixedLength;
    const value = data.slice(start, end);
    const trouble = valueTrouble(format.ai, value);
    if (trouble) return trouble;
    elements.push({ ai: format.ai, value });
    at = data[end] === groupSeparator ? end + 1 : end;
  }
  return withoutRepeats(elements);
}

/** "(01)12345678901231(10)LOT"; a bracket inside a value is written "\(". */
export function parseBracketed(text: string): Element[] | ElementTrouble {
  const elements: Element[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole, ai = '', written = ''] = /^\((\d{2,4})\)((?:[^(\\]|\\\(|\\(?!\())*)/.exec(rest) ?? [];
    if (whole === undefined) return { trouble: 'malformed' };
    const value = written.replaceAll(String.raw`\(`, '(');
    const trouble = valueTrouble(ai, value);
    if (trouble) return trouble;
    elements.push({ ai, value });
    rest = rest.slice(whole.length);
  }
  return elements.length === 0 ? { trouble: 'malformed' } : withoutRepeats(elements);
}
