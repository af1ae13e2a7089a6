// People before the screens: they tap what the plan says, choose among what there is, and look at what came of it.
import type { AnyAct } from '#domain/actions/all.ts';
import { callStaff } from '#domain/actions/call-staff.ts';
import { changePrice } from '#domain/actions/change-price.ts';
import { finishTask } from '#domain/actions/finish-task.ts';
import { handOver } from '#domain/actions/hand-over.ts';
import { hold } from '#domain/actions/hold.ts';
import { publishCard } from '#domain/actions/publish-card.ts';
import { releaseHold } from '#domain/actions/release-hold.ts';
import { mainList, saveToList } from '#domain/actions/save-to-list.ts';
import type { ActionId } from '#domain/ids.ts';
import type { ActOptions } from '#sync/tablet-port.ts';
import type { ActPlan } from './plan.ts';
import type { SimPage } from './profile.ts';
import { type Rng, rngOf } from './rng.ts';
import { proof, type SimShop } from './shop.ts';
import type { Watch } from './watch.ts';
import type { World } from './world.ts';

interface Tap {
  act: AnyAct;
  open: object;
  options: ActOptions;
}

const tapOf = (act: unknown, open: object, ...dependsOn: ActionId[]): Tap => ({
  act: act as AnyAct,
  open,
  options: { dependsOn },
});

const words = (text: string) => ({ 'pt-BR': text, en: text, es: text });
/** A kind and a version that this server does not know: an act of a newer tablet. */
const unknownAct = { ...callStaff, kind: 'sing', v: 7 };

export class People {
  readonly #world: World;
  readonly #shop: SimShop;
  readonly #watch: Watch;

  constructor(world: World, shop: SimShop, watch: Watch) {
    this.#world = world;
    this.#shop = shop;
    this.#watch = watch;
  }

  /** Resolves when the screen has answered; never when the page dies before. */
  async tap(page: SimPage, plan: ActPlan, poison: boolean): Promise<void> {
    const { tablet, profile } = page;
    if (plan.endsVisit) {
      this.#watch.expectsNothing(page);
      tablet.endVisit();
    }
    const needsShift = profile.device.level !== 'device' && tablet.shift.get() === null;
    if (needsShift) void this.signIn(page);
    const tapped = needsShift ? this.#call(rngOf(plan.draw, 'call')) : this.#choose(page, plan);
    const { variantId } = tapped.open as { variantId?: string };
    const listed = tapped.act.kind === saveToList.kind ? this.#watch.mayChange(page, `${mainList}/${variantId}`) : 0;
    const id = tablet.newActionId();
    if (poison) this.poisoned.add(id);
    try {
      const shown = await tablet.act(tapped.act, tapped.open as never, { ...tapped.options, id });
      this.#watch.made.push({
        id: shown.id,
        profile,
        life: this.#watch.lifeOf(profile),
        kind: shown.kind,
        lane: shown.lane,
        savedMs: this.#world.nowMs,
        dependsOn: tapped.options.dependsOn ?? [],
      });
      if (!profile.dexie && !profile.disk.records.has(shown.id))
        this.#watch.broken('I9', `${shown.id} was said to be saved and is not on the disk`);
      const { lease } = tapped.open as { lease?: string };
      // What the screen says at the tap is the promise: another page of this tablet may have used the unit up.
      const isPromised = shown.prediction?.status === 'applied' || shown.prediction?.status === 'adjusted';
      if (lease !== undefined && isPromised) this.leased.add(shown.id);
      if (shown.kind === 'hold') this.variantOf.set(shown.id, (tapped.open as { variantId: string }).variantId);
      if (shown.kind === 'save-to-list') {
        const { saved } = tapped.open as { saved: boolean };
        if (shown.prediction?.status === 'applied')
          this.#watch.willRead(page, shown.id, shown.home, `${mainList}/${variantId}`, saved, listed);
        const isKnown = tablet.catalogue.get() !== null && tablet.view.get().knows('customer', shown.home);
        if (isKnown && shown.prediction === null && shown.outcome === null)
          this.#watch.broken('I5', `${page.owner.name} saved ${shown.id}, and its screen shows nothing of it`);
      }
    } catch {
      // "Not saved", and the form is kept: the person may try again.
    }
  }

  /** The server throws for these as long as they are poison. */
  readonly poisoned = new Set<string>();

  async signIn(page: SimPage): Promise<void> {
    const { tablet, profile } = page;
    if (profile.device.level === 'device' || tablet.shift.get() || tablet.phase.get() !== 'ready') return;
    await tablet.signIn(profile.device.level === 'manager' ? '11' : '10', '1234').catch(() => undefined);
  }

  /** Whoever stands there reads every outcome; older visits' are read at the desk. */
  look(page: SimPage): void {
    const ids = new Set<string>(
      page.tablet.activity
        .get()
        .filter((one) => one.outcome && !one.seen)
        .map(({ id }) => id),
    );
    for (const { id, profile } of this.#watch.made) if (profile === page.profile) ids.add(id);
    for (const record of page.profile.disk.records.values()) ids.add(record.id);
    for (const id of ids) {
      const record = page.profile.disk.records.get(id);
      if (!page.profile.dexie && (!record?.receipt?.outcome || record.seen)) continue;
      void page.tablet.seen(id as ActionId).catch(() => undefined);
    }
  }

  #choose(page: SimPage, { kind, draw }: ActPlan): Tap {
    const rng = rngOf(draw, kind);
    const { productId, variantIds, displays, fulfilments, store } = this.#shop;
    const { tablet, profile } = page;
    // What went with an earlier disk is shown nowhere, so nobody can ask for more of it.
    const life = this.#watch.lifeOf(profile);
    const own = this.#watch.made.filter((made) => made.profile === profile && made.life === life);
    switch (kind) {
      case 'hold': {
        const variantId = rng.pick([variantIds[0], variantIds[0], variantIds[1], variantIds[1], variantIds[2]]);
        const offers = tablet.view.get().offersOf(this.#shop.chain, variantId);
        const shown = rng.chance(0.7) ? (offers[0]?.price ?? null) : null;
        // Somebody looked at it before: the tablet may hold a unit that it can promise without asking.
        if (rng.chance(0.5)) tablet.wantLease(rng.pick(variantIds));
        const lease = tablet.leaseFor(variantId)?.id;
        const quantity = lease === undefined ? rng.between(1, 2) : 1;
        return tapOf(hold, {
          productId,
          variantId,
          quantity,
          shown,
          customer: null,
          siblings: variantIds,
          ...(lease === undefined ? {} : { lease }),
        });
      }
      case 'release': {
        const held = own.filter((made) => made.kind === 'hold' && this.variantOf.has(made.id));
        const parent = held.length > 0 ? rng.pick(held.slice(-3)) : null;
        if (!parent) return this.#choose(page, { kind: 'hold', draw } as ActPlan);
        return tapOf(releaseHold, { holdId: parent.id, variantId: this.variantOf.get(parent.id) }, parent.id);
      }
      case 'save': {
        const parent = own.at(-1);
        const open = { productId, variantId: rng.pick(variantIds), store, saved: rng.chance(0.7) };
        return tapOf(saveToList, open, ...(parent && rng.chance(0.2) ? [parent.id] : []));
      }
      case 'finish': {
        const mine = own.filter((made) => made.kind === 'call-staff').slice(-4);
        const all = this.#watch.made.filter((made) => made.kind === 'call-staff').slice(-6);
        const task = rng.chance(0.6) && mine.length > 0 ? rng.pick(mine) : all.length > 0 ? rng.pick(all) : null;
        if (!task) return this.#call(rng);
        return tapOf(finishTask, { taskId: task.id }, ...(task.profile === profile ? [task.id] : []));
      }
      case 'publish': {
        const card = {
          template: 'shelf',
          version: 1,
          title: words(`n${draw}`),
          variantIds: [rng.pick(variantIds)],
          locale: 'en',
        };
        const price = own.findLast((made) => made.kind === 'change-price');
        return tapOf(
          publishCard,
          { display: rng.pick(displays), card, fromMs: this.#world.nowMs, toMs: null },
          ...(price && rng.chance(0.5) ? [price.id] : []),
        );
      }
      case 'price':
        return tapOf(changePrice, {
          productId,
          variantIds: [rng.pick(variantIds)],
          price: { minor: 30_000 + rng.int(20_000), currency: 'BRL' },
        });
      case 'hand-over':
        return tapOf(handOver, { fulfilmentId: rng.pick(fulfilments), proof: rng.chance(0.9) ? proof : '000000' });
      case 'unknown':
        return tapOf(unknownAct, this.#call(rng).open);
      case 'call':
        return this.#call(rng);
    }
  }

  #call(rng: Rng): Tap {
    return tapOf(callStaff, { reason: 'call', text: `please ${rng.int(1000)}`, productId: null, variantId: null });
  }

  /** Holds that a lease backed when they were made. */
  readonly leased = new Set<string>();
  /** Filled as holds are made: which variant each was of. */
  readonly variantOf = new Map<string, string>();
}
