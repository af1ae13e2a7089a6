// ICU messages → Lingui's tokens, for the part of ICU the catalogues use: {name}, plural, select, '#'.
// The library's own compiler weighs 6 kB in the first screen; icu.test.ts holds this one equal to it on every message.
export type Token = string | [name: string] | [name: string, kind: string, forms: Forms];
interface Forms { [form: string]: Token[] | number | undefined; offset: number | undefined }

/** Throws on a brace that is never closed: a broken catalogue is found by the test, not by a shopper. */
export function compileIcu(message: string): Token[] {
  let at = 0;

  function until(pattern: RegExp): string {
    const from = at;
    while (at < message.length && !pattern.test(message.charAt(at))) at += 1;
    if (at >= message.length) throw new Error(`Unclosed brace: ${message}`);
    return message.slice(from, at).trim();
  }

  /** Text and arguments up to the closing brace of `nested` text, or to the end. */
  function tokens(nested: boolean, counted: boolean): Token[] {
    const found: Token[] = [];
    let text = '';
    const flush = (): void => { if (text) found.push(text); text = ''; };
    while (at < message.length && !(nested && message.charAt(at) === '}')) {
      const sign = message.charAt(at);
      at += 1;
      if (sign === '{') { flush(); found.push(argument(counted)); }
      else if (sign === '#' && counted) { flush(); found.push('#'); }
      else text += sign;
    }
    if (nested && at >= message.length) throw new Error(`Unclosed brace: ${message}`);
    flush();
    return found;
  }

  function argument(counted: boolean): Token {
    const name = until(/[,}]/);
    at += 1;
    if (message.charAt(at - 1) === '}') return [name];
    const kind = until(/[,}]/);
    at += 1;
    const forms: Forms = { offset: undefined };
    for (;;) {
      const form = until(/[{}]/);
      at += 1;
      if (message.charAt(at - 1) === '}') return [name, kind, forms];
      forms[form.replace('=', '')] = tokens(true, counted || kind === 'plural');
      at += 1;
    }
  }

  return tokens(false, false);
}
