// A start that cannot go on: what happened, and the way on. The entry prints both and exits
// with 1; nothing has been changed on disk.
export class StartRefusal extends Error {
  readonly wayOn: string;

  constructor(whatHappened: string, wayOn: string) {
    super(whatHappened);
    this.name = 'StartRefusal';
    this.wayOn = wayOn;
  }
}
