// Lines of a tag-rule file to what the chain's own numbers mean, drawn as they are printed: `20IIIIIPPPPPC`.
// Promise: a number of somebody else's circulation, or a drawing that can be read in two ways, makes no rule.
import { isGtinLength } from '#domain/gtin.ts';
import { minorDigits } from '#domain/money.ts';
import { type TagRule, valueCheckDigit } from '#domain/tag-rule.ts';
import { refuseOtherCurrency } from './catalogue-row.ts';
import { type Into, linesPerBatch, onlyOnce, storeChainRows, type Wanted } from './chain-rows.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { sourceUuid } from './source-id.ts';
import { BadCell, brief, wholeNumber, words, yesOrNo } from './values.ts';

type RuleBody = Omit<TagRule, 'id'>;

export interface TagRuleLine {
  id: string;
  /** null: withdrawn. */
  body: RuleBody | null;
}

export function openTagRules(into: Into): Sink<TagRuleLine> {
  const seen = new Seen();
  return {
    linesPerBatch,
    parse(read) {
      const name = words(read('id'), 'the id', 120);
      if (name === '') throw new BadCell('the id of the rule is missing');
      const body = yesOrNo(read('live')) ? ruleBody(read, into.chain.currency) : null;
      const id = sourceUuid(into.chain.id, 'tag-rule', name);
      onlyOnce(seen, id, `the rule ${name}`);
      return { id, body };
    },
    async store(lines, tally, reject) {
      const { db, chain } = into;
      const rules = await db.selectFrom('tag_rule').select(['id', 'prefix']).where('home_id', '=', chain.id).execute();
      const idByPrefix = new Map(rules.map(({ id, prefix }) => [prefix, id]));
      const prefixById = new Map(rules.map(({ id, prefix }) => [id, prefix]));
      const wanted = lines.flatMap(({ id, body }, at): Wanted<'tagRule'>[] => {
        const owner = body === null ? undefined : idByPrefix.get(body.prefix);
        if (body !== null && owner !== undefined && owner !== id) {
          reject(at, `another rule has the prefix ${body.prefix} already`);
          return [];
        }
        const earlier = prefixById.get(id);
        if (earlier !== undefined) idByPrefix.delete(earlier);
        if (body !== null) idByPrefix.set(body.prefix, id);
        return [{ id, row: body === null ? null : (): TagRule => ({ id, ...body }) }];
      });
      await storeChainRows(into, 'tagRule', wanted, tally);
    },
  };
}

/** A rule as its line says it, for a chain of this currency. Throws BadCell. */
export function ruleBody(read: (field: string) => string, currency: string): RuleBody {
  const pattern = patternOf(read('pattern').trim().toUpperCase());
  const prefix = /^\d+/.exec(pattern)?.[0] ?? '';
  const item = runOf(pattern, 'I');
  if (item === null) throw new BadCell('the pattern has no I: which digits name the item?');
  const names = read('names').trim().toLowerCase() || 'gtin';
  if (names !== 'gtin' && names !== 'sku') throw new BadCell(`names "${brief(names)}" is neither gtin nor sku`);
  refuseOtherCurrency(read('currency'), currency);
  return {
    prefix,
    item,
    names,
    base: baseOf(read('base').trim(), names, item),
    value: valueOf(pattern, read('decimals'), currency),
  };
}

function patternOf(text: string): string {
  if (text === '') throw new BadCell('the pattern is missing (20IIIIIPPPPPC)');
  // Twelve are a UPC-A: the same number without its leading zero.
  const pattern = text.length === 12 ? `0${text}` : text;
  if (!/^\d{1,7}[IPWVX]{5,}C$/.test(pattern) || pattern.length !== 13)
    throw new BadCell(`"${brief(text)}" is no pattern of 12 or 13 places such as 20IIIIIPPPPPC`);
  if (!/^(02|04|2\d)/.test(pattern))
    throw new BadCell(`the prefix ${/^\d+/.exec(text)?.[0]} is not the shop's own: 02, 04 or 20 to 29`);
  return pattern;
}

/** First and last place of a letter, counted from 1; null when it is not there. */
function runOf(pattern: string, letter: string): [number, number] | null {
  const [from, to] = [pattern.indexOf(letter), pattern.lastIndexOf(letter)];
  if (from < 0) return null;
  if (pattern.slice(from, to + 1) !== letter.repeat(to + 1 - from))
    throw new BadCell(`the ${letter} of the pattern do not stand together`);
  return [from + 1, to + 1];
}

function baseOf(base: string, names: 'gtin' | 'sku', [from, to]: readonly [number, number]): string | null {
  if (base === '') return null;
  if (names === 'sku') throw new BadCell('a base goes with names = gtin only');
  const whole = base + '0'.repeat(to - from + 2);
  if (!/^\d{1,12}$/.test(base) || !isGtinLength(whole))
    throw new BadCell(
      `the base ${brief(base)} with the item and a check digit makes no GTIN of 8, 12, 13 or 14 digits`,
    );
  return base;
}

function valueOf(pattern: string, decimalsText: string, currency: string): TagRule['value'] {
  const [price, weight, verifier] = [runOf(pattern, 'P'), runOf(pattern, 'W'), runOf(pattern, 'V')];
  if (price && weight) throw new BadCell('the pattern has P and W: price or weight?');
  const places = price ?? weight;
  if (!places) {
    if (verifier) throw new BadCell('the pattern has a V, but neither P nor W');
    return null;
  }
  const length = places[1] - places[0] + 1;
  if (verifier && (verifier[0] !== verifier[1] || verifier[1] !== places[0] - 1))
    throw new BadCell('V is one place, right before the P or W');
  if (verifier && valueCheckDigit('0'.repeat(length)) === undefined)
    throw new BadCell(`GS1 has no check digit for a value of ${length} digits`);
  const usual = price ? minorDigits(currency) : 3;
  const decimals = decimalsText.trim() === '' ? usual : wholeNumber(decimalsText, 'the number of decimals');
  if (decimals < 0 || decimals > 5) throw new BadCell(`${decimals} decimals: at most 5`);
  return {
    kind: price ? 'price' : 'weight',
    places,
    decimals,
    currency: price ? currency : null,
    check: verifier !== null,
  };
}
