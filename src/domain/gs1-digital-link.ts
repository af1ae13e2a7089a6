// GS1 Digital Link: the identity inside a web address, "https://brand.example/01/…/10/LOT?17=…". Promise: the
// address is taken apart as text and never opened, whatever host it names.
import { linkKeys } from './gs1-ai-table.ts';
import { valueTrouble, withoutRepeats, type Element } from './gs1-element-string.ts';
import { isGtinLength } from './gtin.ts';
import { posterInPath } from './poster.ts';

export type LinkTrouble =
  | 'bad_scheme'
  | 'user_info'
  | 'bad_host'
  | 'control_characters'
  | 'bad_characters' // refused: no honest tag has it
  | 'no_identifier'
  | 'bad_value'
  | 'check_digit'; // an address, but not of a thing we can name
export type Link = {
  readonly url: string;
  readonly host: string;
  readonly elements: readonly Element[];
  /** True when a GTIN stood there without its leading zeros, which the standard gave up in 2022. */
  readonly zeroSuppressed: boolean;
};
export type LinkFailure = {
  readonly trouble: LinkTrouble;
  readonly host?: string;
  readonly scheme?: string;
  readonly value?: string;
  /** no_identifier: the code of a poster of our own that stood there instead. */
  readonly poster?: string;
};

const hostPattern = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})(?::\d{1,5})?$/;
/** RFC 3986: everything that may stand in a path, a query or a fragment. */
const urlCharacters = /^[\w!#$%&'()*+,\-./:;=?@[\]~]*$/;

function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The elements of the path, read from the right: the last key whose rest is its qualifiers in their order. */
function pathElements(path: string): Element[] | undefined {
  const segments = path.split('/');
  for (let at = segments.length - 2; at >= 1; at -= 2) {
    const orders = linkKeys.get(segments[at] ?? '');
    if (!orders) continue;
    const ais = segments.slice(at).filter((_, index) => index % 2 === 0);
    const values = segments.slice(at).filter((_, index) => index % 2 === 1);
    const isOrdered = orders.some((order) => {
      const places = ais.slice(1).map((ai) => order.indexOf(ai));
      return places.every((place, index) => place > (index === 0 ? -1 : (places[index - 1] ?? -1)));
    });
    if (isOrdered) return ais.map((ai, index) => ({ ai, value: values[index] ?? '' }));
  }
  return undefined;
}

/** Attributes: only names of 2 to 4 digits are GS1's; every other name is the shop's own and is passed over. */
function queryElements(query: string): Element[] {
  return query.split(/[&;]/).flatMap((pair) => {
    const [, ai, value] = /^(\d{2,4})=(.*)$/.exec(pair) ?? [];
    return ai === undefined ? [] : [{ ai, value: (value ?? '').replaceAll('+', ' ') }];
  });
}

/** An address of at most 512 characters to its elements. With `strict`, a zero-suppressed GTIN is a wrong value. */
export function parseDigitalLink(url: string, options: { strict?: boolean } = {}): Link | LinkFailure {
  if ([...url].some((character) => character <= ' ' || character === '\u007f'))
    return { trouble: 'control_characters' };
  const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/.exec(url) ?? [];
  if (!/^https?$/i.test(scheme) || !rest.startsWith('//'))
    return { trouble: 'bad_scheme', scheme: scheme.toLowerCase() };
  const [, authority = '', path = '', query = ''] = /^\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(rest) ?? [];
  if (authority.includes('@')) return { trouble: 'user_info', host: authority.slice(authority.lastIndexOf('@') + 1) };
  if (!hostPattern.test(authority)) return { trouble: 'bad_host', host: authority };
  const host = authority.toLowerCase();
  if (!urlCharacters.test(rest)) return { trouble: 'bad_characters', host };

  const named = pathElements(path);
  const poster = named ? undefined : posterInPath(path);
  if (!named) return { trouble: 'no_identifier', host, ...(poster === undefined ? {} : { poster }) };
  let zeroSuppressed = false;
  const elements: Element[] = [];
  for (const { ai, value: encoded } of [...named, ...queryElements(query)]) {
    let value = percentDecode(encoded);
    if (value === undefined) return { trouble: 'bad_characters', host };
    if (/\p{Cc}/u.test(value)) return { trouble: 'control_characters', host };
    if (ai === '01' && value.length < 14 && isGtinLength(value) && !options.strict) {
      value = value.padStart(14, '0');
      zeroSuppressed = true;
    }
    const wrong = valueTrouble(ai, value);
    if (wrong) return { trouble: wrong.trouble === 'check_digit' ? 'check_digit' : 'bad_value', host, value };
    elements.push({ ai, value });
  }
  const single = withoutRepeats(elements);
  return 'trouble' in single ? { trouble: 'bad_value', host } : { url, host, elements: single, zeroSuppressed };
}

const encoded = (value: string): string =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The address of a thing: `stem` ("https://shop.example") with its key, its qualifiers in their order, the rest as
 * attributes. null: nothing there has an address, or its qualifiers exclude each other.
 */
export function digitalLinkOf(stem: string, elements: readonly Element[]): string | null {
  const single = withoutRepeats(elements);
  if ('trouble' in single) return null;
  const key = single.find(({ ai }) => ai === '01') ?? single.find(({ ai }) => linkKeys.has(ai));
  const orders = key ? (linkKeys.get(key.ai) ?? []) : [];
  const qualifying = single.filter(({ ai }) => orders.some((order) => order.includes(ai)));
  const order = orders.find((one) => qualifying.every(({ ai }) => one.includes(ai)));
  if (!key || !order) return null;
  const path = [key, ...qualifying.toSorted((a, b) => order.indexOf(a.ai) - order.indexOf(b.ai))];
  const rest = single.filter((element) => element !== key && !qualifying.includes(element));
  const query = rest.map(({ ai, value }) => `${ai}=${encoded(value)}`).join('&');
  return `${stem.replace(/\/$/, '')}${path.map(({ ai, value }) => `/${ai}/${encoded(value)}`).join('')}${query ? `?${query}` : ''}`;
}
