// What the person of a visit is told and asked through, between the tablet and the part that keeps them.
import type { Act } from '#domain/act.ts';
import type { FeedName } from '#domain/home.ts';
import type { ActionId } from '#domain/ids.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { Installation } from '#protocol/session.ts';
import type { Clock } from './clock.ts';
import type { Http } from './http.ts';
import type { Time } from './ports.ts';
import type { Tablet } from './tablet-port.ts';
import type { Visit, Visits } from './visit.ts';

export interface VisitPersonDeps {
  http: Http;
  time: Time;
  clock: Clock;
  visits: Visits;
  installation(): Installation | null;
  catalogue(): Catalogue | null;
  /** Ends the visit there is, and begins this one. */
  turn(next: Visit | null): void;
  queue<Open>(act: Act<Open>, open: Open): Promise<ActionId>;
  /** The server has not answered for it yet. */
  isWaiting(id: ActionId): boolean;
  listenAnew(): void;
  /** The page's own address: what a phone's camera opens. */
  origin(): string;
}

export interface VisitPersons {
  readonly port: Pick<Tablet, 'person' | 'identify' | 'joinCode' | 'sayConsent' | 'forgetHistory'>;
  /** The visit is over: nothing of its person is left. */
  drop(): void;
  hears(): readonly FeedName[];
  onMoved(feeds: readonly string[] | null): void;
  /** Receipts have come. */
  onRecords(): void;
}
