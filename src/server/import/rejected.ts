// The rows that were left out, beside the import: line number, why, and the line itself.
// A spreadsheet that opens the file runs no formula from it.
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, rmSync, type WriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { StartRefusal } from '#server/start-refusal.ts';

/** Of each reason, so many lines are told by a dry run, which leaves no file. */
const examplesAtMost = 10;

/** Those of one run: two files of one name in different folders have a file of rejected rows each. */
export class RejectedFiles {
  readonly #folder: string | null;
  readonly #taken = new Set<string>();

  /** `folder` null: a dry run, which makes none and leaves those of an earlier run alone. */
  constructor(folder: string | null) {
    this.#folder = folder;
  }

  open(file: string): Rejected {
    if (this.#folder === null) return new Rejected('');
    mkdirSync(this.#folder, { recursive: true });
    const name = basename(file);
    let path = join(this.#folder, `${name}.rejected.tsv`);
    for (let nth = 2; this.#taken.has(path); nth++) path = join(this.#folder, `${name}.${nth}.rejected.tsv`);
    this.#taken.add(path);
    return new Rejected(path);
  }
}

export class Rejected {
  /** '' in a dry run. */
  readonly path: string;
  count = 0;
  readonly reasons = new Map<string, number>();
  readonly examples: { line: number; reason: string; text: string }[] = [];
  #out: WriteStream | null = null;

  /** Nothing is written until a row is rejected; the file of an earlier run goes, since this run says what holds now. */
  constructor(path: string) {
    this.path = path;
    if (path !== '' && existsSync(path)) rmSync(path);
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
      // Told at the next line or at the end; without a listener until then, a full disk would end the process.
      this.#out.on('error', () => undefined);
      this.#out.write('line\treason\ttext\n');
    }
    const out = this.#out;
    if (out.errored) throw this.#unwritable(out.errored);
    if (out.write(`${line}\t${safeCell(reason)}\t${safeCell(text)}\n`)) return;
    await once(out, 'drain').catch((error: Error) => Promise.reject(this.#unwritable(error)));
  }

  async close(): Promise<void> {
    const out = this.#out;
    if (!out) return;
    out.end();
    await finished(out).catch((error: Error) => Promise.reject(this.#unwritable(error)));
  }

  #unwritable(error: Error): StartRefusal {
    return new StartRefusal(
      `${this.path} cannot be written: ${error.message}`,
      'Make room, or name another folder with --rejected, and run the same command again.',
    );
  }
}

/** One cell: no tab, no line end, and no first character that a spreadsheet takes for a formula. */
export function safeCell(text: string): string {
  const flat = text.replaceAll(/[\t\r\n]+/g, ' ⇥ ');
  return /^\s*[=+\-@|%]/.test(flat) ? `'${flat}` : flat;
}
