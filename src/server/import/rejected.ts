// The rows that were left out, beside the import: line number, why, and the line itself.
// A spreadsheet that opens the file runs no formula from it.
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, rmSync, type WriteStream } from 'node:fs';
import { basename, join } from 'node:path';

/** Of each reason, so many lines are told by a dry run, which leaves no file. */
const examplesAtMost = 10;

export class Rejected {
  /** '' in a dry run. */
  readonly path: string = '';
  count = 0;
  readonly reasons = new Map<string, number>();
  readonly examples: { line: number; reason: string; text: string }[] = [];
  #out: WriteStream | null = null;

  /**
   * Nothing is written until a row is rejected; the file of an earlier run goes, since this run says what holds now.
   * `folder` null: a dry run, which leaves both alone.
   */
  constructor(folder: string | null, file: string) {
    if (folder === null) return;
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, `${basename(file)}.rejected.tsv`);
    if (existsSync(this.path)) rmSync(this.path);
  }

  async add(line: number, reason: string, text: string): Promise<void> {
    this.count += 1;
    const kind = reason.replaceAll(/"[^"]*"|\d+/g, '…');
    if (this.reasons.size < 100 || this.reasons.has(kind)) this.reasons.set(kind, (this.reasons.get(kind) ?? 0) + 1);
    if (this.path === '') {
      if ((this.reasons.get(kind) ?? Infinity) <= examplesAtMost) this.examples.push({ line, reason, text });
      return;
    }
    if (this.#out === null) {
      this.#out = createWriteStream(this.path, { mode: 0o600 });
      this.#out.write('line\treason\ttext\n');
    }
    if (!this.#out.write(`${line}\t${safeCell(reason)}\t${safeCell(text)}\n`)) await once(this.#out, 'drain');
  }

  async close(): Promise<void> {
    const out = this.#out;
    if (!out) return;
    out.end();
    await once(out, 'close');
  }
}

/** One cell: no tab, no line end, and no first character that a spreadsheet takes for a formula. */
export function safeCell(text: string): string {
  const flat = text.replaceAll(/[\t\r\n]+/g, ' ⇥ ');
  return /^\s*[=+\-@|%]/.test(flat) ? `'${flat}` : flat;
}
