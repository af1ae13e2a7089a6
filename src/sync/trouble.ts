// The three ways in which asking the server, or saving, can end badly. A refusal of an act is none of them:
// that is an outcome, stored and shown.
import type { Trouble } from '#local/storage-trouble.ts';

/** No answer of ours came back: no network, a captive portal, a cut body, a time-out [PU1]. */
export class Offline extends Error {
  override readonly name: string = 'Offline';
  readonly retryAfterMs: number | null;

  constructor(why: string, retryAfterMs: number | null = null, cause?: unknown) {
    super(why, { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server answered, and said no to the request as a whole. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly body: unknown;
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string, body: unknown, retryAfterMs: number | null) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.body = body;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The act is not on this tablet: the form is kept, nothing is said to be saved [LC2]. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
  readonly trouble: Trouble | 'failed';

  constructor(trouble: Trouble | 'failed', cause?: unknown) {
    super(`not saved: ${trouble}`, { cause });
    this.trouble = trouble;
  }
}
