// UTF-8 both ways. TextEncoder is in every runtime that runs this (Node, page, worker), and in no language library.

interface Coder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
interface Decoder {
  decode(bytes: Uint8Array): string;
}
const runtime = globalThis as unknown as { TextEncoder: new () => Coder; TextDecoder: new () => Decoder };
const encoder = new runtime.TextEncoder();
const decoder = new runtime.TextDecoder();

export const utf8Of = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);
/** So short a text is made faster sign by sign than by the runtime's decoder. */
const short = 24;

/** Half a character reads as U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length > short) return decoder.decode(bytes);
  let text = '';
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] ?? 0;
    if (code > 0x7f) return decoder.decode(bytes);
    text += String.fromCharCode(code);
  }
  return text;
}
