// What screens may ask of the tablet: everything they need and nothing else. They know no database and no wire.
import type { Act } from '#domain/act.ts';
import type { DeviceMode, Grant, Staff } from '#domain/actor.ts';
import type { ActionId, HomeId } from '#domain/ids.ts';
import type { Lease } from '#domain/lease.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { Readable } from '#local/readable.ts';
import type { View } from '#local/view.ts';
import type { DeskWord, EnrolmentAnswer, FleetAnswer, OrderAnswer, StockAnswer } from '#protocol/lookup.ts';
import type { EnrolAnswer, Installation } from '#protocol/session.ts';
import type { Activity } from './activity.ts';
import type { Phone } from './phone.ts';
import type { Visit } from './visit.ts';

export type { CodeAsked, CodeEntered, MeAnswer, Phone } from './phone.ts';
export type { Pass } from './phone-pass.ts';
export type { Activity, EnrolAnswer, EnrolmentAnswer, FleetAnswer, Installation, OrderAnswer, StockAnswer, Visit };

export interface Status {
  /** Says what the last attempts met; the browser's own opinion is not asked. */
  link: 'online' | 'offline' | 'unknown';
  lastAnswerMs: number | null;
  /** Acts whose outcome is not in yet, parked ones too. */
  pending: number;
  /** True while acts are on the wire: no moment for an update [EV4]. */
  sending: boolean;
  /** `held`: this page waits for one of an older version to let go of the database; it is opening meanwhile. */
  storage: 'ok' | 'blocked' | 'full' | 'newer' | 'held';
  /** unknown_device: the server does not know this device (any more); nothing is dropped. update_first: reload with the new version. */
  paused: null | 'unknown_device' | 'update_first';
  /** The browser threw an outbox away that held this many acts [SG3]; null: it did not. */
  lost: number | null;
  /** What the browser answered when it was asked to keep this origin's data [SG1]; null: not yet, or it cannot say. */
  persisted: boolean | null;
  /** Acts that the server could not take; they wait for a person [PO3]. */
  parked: number;
}

export type Progress = { step: 'catalogue' | 'store'; doneBytes: number; totalBytes: number };

export type SignIn =
  | { ok: true }
  | { ok: false; error: 'wrong_pin' | 'locked' | 'offline'; triesLeft: number | null; untilMs: number | null };

export interface ActOptions {
  /** Made when the confirm sheet opened: two taps are one act [ID6]. */
  id?: ActionId;
  home?: HomeId;
  grant?: Grant;
  dependsOn?: ActionId[];
  /** The act whose needs_choice this one answers [OC3]. */
  answers?: ActionId;
}

export interface PersonalOptions<Personal> extends ActOptions {
  /** Sealed to the server before it is stored: nobody at this tablet can read it back [AR1]. */
  personal?: Personal | null;
}

/** One act of a visit that has ended, opened by its claim code [AR2]. It shows what was asked for and never a name. */
export type ClaimedAct = Pick<Activity, 'id' | 'code' | 'kind' | 'open' | 'state' | 'outcome' | 'createdMs'> & {
  /** It lies in this tablet's own outbox; otherwise the server told it. */
  here: boolean;
  /** What the shop's people did about it; null or absent: they have nothing to do, or the server could not be asked. */
  deskWord?: DeskWord | null | undefined;
};

export type ConsentPurpose = 'history_now' | 'remember' | 'contact';

/** What this tablet knows of the person of this visit, in memory only [PR6]: the visit's end drops it [K6]. */
export interface VisitPerson {
  firstName: string;
  /** pass: checked by the server; offline: checked here; card: static, name only; phone: this is the person's own phone. */
  by: 'pass' | 'offline' | 'card' | 'phone';
  consents: Readonly<Record<ConsentPurpose, boolean>>;
  wishes: { locale: string | null; text: string | null; theme: string | null } | null;
  /** Sorted by id; weight 1–255. Empty unless history_now is given and the answer is here. */
  history: readonly { productId: string; weight: number }[];
  historyState: 'off' | 'loading' | 'ready' | 'offline';
  wishlist: readonly { productId: string; variantId: string }[];
}

/** `used`: its minute was taken already. `foreign`: another chain's. `failed`: the server said something else. */
export type Identified =
  | { ok: true }
  | {
      ok: false;
      error: 'expired' | 'used' | 'forged' | 'revoked' | 'foreign' | 'unknown_card' | 'offline' | 'failed';
    };

export interface Tablet {
  /** opening: reading what is stored. unenrolled: no device yet. ready: `installation` is set. */
  readonly phase: Readable<'opening' | 'unenrolled' | 'ready'>;
  /** null until this browser is an approved device. */
  readonly installation: Readable<Installation | null>;
  readonly enrol: {
    /** Rejects with Offline when there is no network, with Refused when the server says no. */
    start(demo: { store: HomeId; mode: DeviceMode } | null): Promise<EnrolAnswer>;
    /** Polls until somebody has decided; being off line only makes it wait. */
    wait(signal: AbortSignal): Promise<'approved' | 'ended'>;
  };
  /** The first manager's one-time link. Rejects with Offline or Refused. */
  claim(token: string, name: string, pin: string): Promise<void>;
  /** null: not filled yet. */
  readonly catalogue: Readable<Catalogue | null>;
  /** Set while a packed file is coming. */
  readonly progress: Readable<Progress | null>;
  readonly view: Readable<View>;
  /** Resolves after the outbox has it ("saved on this tablet"), rejects with NotSaved when it has not. */
  act<Open, Personal>(act: Act<Open, Personal>, open: Open, options?: PersonalOptions<Personal>): Promise<Activity>;
  newActionId(): ActionId;
  /** Newest first. On a shopper's tablet the acts of this visit only [OC1]; elsewhere all of the last 7 days. */
  readonly activity: Readable<readonly Activity[]>;
  /** A person has seen the outcome. */
  seen(id: ActionId): Promise<void>;
  /** A parked act goes back into its lane [PO3]. */
  retry(id: ActionId): Promise<void>;
  /**
   * Somebody looks at it: while the network is there the shop is asked for one unit that may be promised when it is
   * gone [LS2]. `lookedMs`, by latestNow(): when they last showed that they are there, else now; after a lease's minutes a
   * look is over. Does nothing where it makes no sense; never throws.
   */
  wantLease(variantId: string, lookedMs?: number): void;
  /** The lease that backs a hold of this variant now; null: none. Its id goes into the hold's `lease` [CK3, LS2]. */
  leaseFor(variantId: string): Lease | null;
  /** The text of a file with parked and unsent acts, or with these ones: another tablet can send it [PO3, SV1]. */
  exportActs(ids?: readonly ActionId[]): Promise<string>;
  /** Rejects with BadActFile for anything but such a file, with NotSaved when it can't be stored. */
  importActs(text: string): Promise<{ added: number; known: number }>;
  /** The acts of the visit that has this claim code, oldest first. `online` false: only this tablet could be asked. */
  openClaim(code: string): Promise<{ acts: ClaimedAct[]; online: boolean }>;
  readonly status: Readable<Status>;
  readonly visit: Readable<Visit>;
  scanned(productId: string, variantId: string): void;
  hide(productId: string): void;
  endVisit(): void;
  /** null: nobody has said who they are. */
  readonly person: Readable<VisitPerson | null>;
  /** What a reader read that is a pass ("GP1…") or a card ("GC1…"). Begins a new visit when it is ok [K7]; never rejects. */
  identify(text: string): Promise<Identified>;
  /** A one-time code for the person's own phone, `text` being the QR's; null: off line. */
  joinCode(): Promise<{ text: string; endsMs: number } | null>;
  /** Acts at once here; queued as an act. `text`: exactly what was on the screen [PR4]. */
  sayConsent(purpose: ConsentPurpose, given: boolean, text: string, locale: string): Promise<void>;
  /** Empty here at once; deleted by the server when the act arrives. */
  forgetHistory(): Promise<void>;
  /** What only a person's own phone has, one for the life of the page; comes with its screens. */
  phone(): Promise<Phone>;
  readonly shift: Readable<{ grant: Grant; staff: Staff } | null>;
  signIn(number: string, pin: string): Promise<SignIn>;
  signOut(): Promise<void>;
  /** Each rejects with Offline when there is no network, with Refused when the server says no. */
  readonly lookUp: {
    stock(variantId: string): Promise<StockAnswer>;
    order(number: string): Promise<OrderAnswer | null>;
    enrolment(code: string): Promise<EnrolmentAnswer | null>;
    /** The store's devices as they last said they are [SG1]; needs a manager's shift. */
    fleet(): Promise<FleetAnswer>;
  };
  /** The corrected instant [CK1]. */
  now(): number;
  /** What has ended off line uses the latest plausible instant, what has begun the earliest [CK3]. */
  latestNow(): number;
  earliestNow(): number;
  wake(): void;
  close(): Promise<void>;
}
