// GS1 Application Identifiers: how long each value is, what it may hold, which ones name a thing in an address.
// The lines come from gs1-ai-formats.ts, which a script makes of GS1's own dictionary.
import { formats, linkOrders } from './gs1-ai-formats.ts';

export const linkKeys: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(linkOrders);

/** Check digit; a date YYMMDD whose day may be 00; one whose day may not. */
type Check = 'c' | 'd' | 'e' | '';

export type AiFormat = {
  readonly ai: string;
  /** Whole value; each group is one part of the format. */
  readonly pattern: RegExp;
  readonly checks: readonly Check[];
  /** Exact length when predefined (no FNC1 follows), else undefined. */
  readonly fixedLength: number | undefined;
  readonly maxLength: number;
};

const sets: Record<string, string> = {
  N: String.raw`\d`,
  X: String.raw`[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]`,
  Y: String.raw`[#\-/0-9A-Z]`,
  Z: '[-0-9A-Z_a-z=]',
};

const isCheck = (letter: string): letter is Check => ['c', 'd', 'e', ''].includes(letter);

function partToPattern(part: string): { pattern: string; check: Check; length: number } {
  const [, open, set = 'N', upTo, length = '', check = ''] = /^(\[)?([NXYZ])(\.\.)?(\d+)([cde])?\]?$/.exec(part) ?? [];
  const pattern = `(${sets[set] ?? ''}{${upTo ? '1,' : ''}${length}})${open ? '?' : ''}`;
  return { pattern, check: isCheck(check) ? check : '', length: Number(length) };
}

function* identifiers(list: string): Generator<string> {
  for (const entry of list.split(' ')) {
    const [first = '', last = first] = entry.split('-');
    for (let ai = Number(first); ai <= Number(last); ai++) yield String(ai).padStart(first.length, '0');
  }
}

/**
 * One line per value format, then the identifiers that have it (`3100-3105` is a run). Parts of a format: N digits, X the
 * 82 characters of GS1 (table 7.11-1), Y the 39, Z the 64; `6` exactly, `..20` one to 20, `[…]` may be missing; then a
 * letter of `Check`. A star: the length is predefined, so no FNC1 has to follow.
 */
function readFormats(): Map<string, AiFormat> {
  const table = new Map<string, AiFormat>();
  for (const line of formats.trim().split('\n')) {
    const [format = '', list = ''] = line.split(': ');
    const parts = format.replace('*', '').split(' ').map(partToPattern);
    const pattern = new RegExp(`^${parts.map((part) => part.pattern).join('')}$`);
    const maxLength = parts.reduce((sum, part) => sum + part.length, 0);
    const fixedLength = format.startsWith('*') ? maxLength : undefined;
    for (const ai of identifiers(list))
      table.set(ai, { ai, pattern, checks: parts.map((part) => part.check), fixedLength, maxLength });
  }
  return table;
}

export const aiFormats: ReadonlyMap<string, AiFormat> = readFormats();
