// A person acts: the act is named, hashed and written in one transaction; only then is it said to be saved [LC1, LC2].
// Promise: whatever goes wrong before that is "not saved", never silence.
import type { Act } from '#domain/act.ts';
import type { Grant } from '#domain/actor.ts';
import { type ActionId, type HomeId, uuidv7 } from '#domain/ids.ts';
import type { ActionRecord, Json } from '#local/outbox.ts';
import { troubleOf } from '#local/storage-trouble.ts';
import { actionHash } from '#protocol/action.ts';
import type { Installation } from '#protocol/session.ts';
import type { Clock } from './clock.ts';
import { sealingKeyOf } from './hello.ts';
import type { Chance } from './ports.ts';
import type { Records } from './records.ts';
import type { PersonalOptions } from './tablet-port.ts';
import type { TapOrder } from './tap-order.ts';
import { NotSaved } from './trouble.ts';
import type { Visit } from './visit.ts';

export interface ActDeps {
  records: Records;
  clock: Clock;
  chance: Chance;
  order: TapOrder;
  installation(): Installation | null;
  grant(): Grant | null;
  visit(): Visit;
  /** What the person saw: the cursors of the offers and of the stock at the tap [OC2]. */
  base(home: HomeId): ActionRecord['base'];
}

export const newActionId = (clock: Clock, chance: Chance): ActionId =>
  uuidv7(clock.nowMs(), chance.bytes(10)) as ActionId;

/** Rejects with NotSaved. Input that the act's own schema refuses is a bug of the caller and throws. */
export async function queueAct<Open, Personal>(
  deps: ActDeps,
  act: Act<Open, Personal>,
  open: Open,
  options: PersonalOptions<Personal>,
): Promise<ActionRecord> {
  const id = options.id ?? newActionId(deps.clock, deps.chance);
  const { rawAtMs, ...reading } = deps.clock.read();
  const installation = deps.installation();
  const grant = options.grant ?? deps.grant();
  if (!installation || !grant) throw new NotSaved('failed', new Error('no device yet'));

  const payload = { open: act.open.parse(open) as Json, sealed: null as ActionRecord['payload']['sealed'] };
  const { personal: said = null } = options;
  const personal = said === null ? null : act.personal.parse(said);
  const visit = deps.visit();
  const home = options.home ?? homeOf(act.home, installation, visit);
  const meaning = {
    kind: act.kind,
    v: act.v,
    home,
    actor: grant.id,
    lane: act.lane(open, visit.laneName),
    dependsOn: options.dependsOn ?? [],
    base: deps.base(home),
    payload,
  };
  const place = deps.order.enter(meaning.lane);
  try {
    if (personal !== null) payload.sealed = await sealedPart(installation, { id, kind: act.kind, v: act.v }, personal);
    const hash = await actionHash(meaning);
    await place.turn;
    return await deps.records.add({
      ...meaning,
      ...reading,
      rawAtMs,
      id,
      hash,
      device: installation.device.id,
      answers: options.answers ?? null,
      visit: visit.id,
      state: 'queued',
      attempts: 0,
      failingSinceMs: null,
      nextAtMs: 0,
      sendClaim: null,
      receipt: null,
      formerOutcome: null,
      sentMs: null,
      seen: false,
      settledMs: null,
      ...(act.quiet ? { quiet: true } : {}),
    });
  } catch (error) {
    throw new NotSaved(troubleOf(error) ?? 'failed', error);
  } finally {
    place.leave();
  }
}

/** [AR1] Before the hash and outside the transaction; the library comes when the first name is typed, not with the page. */
async function sealedPart(
  installation: Installation,
  about: { id: ActionId; kind: string; v: number },
  personal: unknown,
): Promise<ActionRecord['payload']['sealed']> {
  const key = sealingKeyOf(installation);
  if (!key) throw new Error('the server has not told its sealing key yet');
  const { seal } = await import('#protocol/sealed.ts');
  return seal(key, about, personal);
}

const homeOf = (kind: Act<unknown>['home'], { home, chain }: Installation, { customerHome }: Visit): HomeId =>
  kind === 'store' ? home : kind === 'chain' ? chain : customerHome;
