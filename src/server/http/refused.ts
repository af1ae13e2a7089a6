// A request that is refused: thrown by whoever finds out, turned into `{error}` at the door.
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly error: string;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, error: string, more: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.status = status;
    this.error = error;
    this.more = more;
  }
}
