// Who this visit is of, as far as they have said so. Promise: all of it lives in this page's memory and goes with the visit;
// an answer that comes after its end is thrown away; without their consent nothing is asked of what they did on the web.
import { forgetHistory } from '#domain/actions/forget-history.ts';
import { sayConsent } from '#domain/actions/say-consent.ts';
import { feedName, type FeedName } from '#domain/home.ts';
import { cell } from '#local/readable.ts';
import { cardPrefix } from '#protocol/pass.ts';
import { JoinAnswer, VisitAnswer } from '#protocol/person.ts';
import * as z from 'zod/mini';
import { offlinePassesOf, productsNamed } from './offline-pass.ts';
import { identifiedError } from './identified-error.ts';
import { orNull } from './look-up.ts';
import { personHistoryOf } from './person-history.ts';
import { personSayingsOf } from './person-sayings.ts';
import type { ConsentPurpose, Identified, VisitPerson } from './tablet-port.ts';
import { Offline } from './trouble.ts';
import type { Visit } from './visit.ts';
import type { VisitPersonDeps, VisitPersons } from './visit-person-port.ts';

/** One identified visit, until it ends. */
interface Current {
  visit: Visit;
  by: VisitPerson['by'];
  text: string | null;
  ending: AbortController;
  stopTimer(): void;
}

const patienceMs = 5_000;
/** The server takes half an hour of silence for the end of a visit. */
const signOfLifeMs = 10 * 60_000;

export function visitPersonOf(deps: VisitPersonDeps): VisitPersons {
  const { http, time, visits, installation } = deps;
  const person = cell<VisitPerson | null>(null);
  const offlinePasses = offlinePassesOf(deps.clock);
  let current: Current | null = null;
  let joining: { visit: Visit; endsMs: number } | null = null;
  let asked: { text: string; answer: Promise<Identified> } | null = null;
  let round = 0;
  let refreshes = 0;

  const device = () => installation()?.device.id ?? null;
  const change = (to: Partial<VisitPerson>): void => {
    const now = person.get();
    if (now) person.set({ ...now, ...to });
  };
  const sayings = personSayingsOf(deps);
  const history = personHistoryOf({ http, change, state: () => person.get()?.historyState ?? 'off' });

  const pause = (): Promise<void> => new Promise((resolve) => void time.after(0, resolve));
  const end = (home: string): void => {
    const deviceId = device();
    if (deviceId) void http.ask('/session/v1/visit/end', { deviceId, home }, z.unknown()).catch(() => undefined);
  };

  const drop = (): void => {
    round += 1;
    asked = null;
    const was = current;
    current = null;
    person.set(null);
    history.stop();
    sayings.clear();
    if (!was) return;
    was.ending.abort();
    was.stopTimer();
    if (was.by !== 'offline') end(was.visit.customerHome);
  };

  const begin = (visit: Visit, text: string | null, first: VisitPerson): Current => {
    deps.turn(visit);
    joining = null;
    const fresh: Current = { visit, by: first.by, text, ending: new AbortController(), stopTimer: () => undefined };
    current = fresh;
    person.set(first);
    if (first.by === 'offline') return fresh;
    const beat = (): void => {
      fresh.stopTimer = time.after(signOfLifeMs, () => {
        void refresh(fresh);
        beat();
      });
    };
    beat();
    deps.listenAnew();
    return fresh;
  };

  /** Asks what the server says of them now, and then for the history when they let us. */
  const refresh = async (now: Current): Promise<void> => {
    const deviceId = device();
    if (current !== now || !deviceId || now.by === 'offline') return;
    const question = { deviceId, home: now.visit.customerHome };
    refreshes += 1;
    const mine = refreshes;
    try {
      const answer = await orNull(http.ask('/lookup/v1/visit', question, VisitAnswer, { signal: now.ending.signal }));
      // Of two that overtake each other, only the one that was asked later knows what was said last.
      if (current !== now || mine !== refreshes) return;
      // Another pass is being looked at: its own end decides, and a no of that one asks again here.
      if (!answer && asked) return void asked.answer.then(() => refresh(now));
      // It has ended elsewhere: the person took their passes back, or stands at another tablet.
      if (!answer) return deps.turn(null);
      const { firstName, wishes, consents } = answer.person;
      change({ firstName, wishes, consents: sayings.over(consents) });
    } catch {
      // No network, or no answer of ours: the next poke asks again.
    }
    if (current === now) askHistory(now);
  };
  const askHistory = (now: Current): void => {
    const deviceId = device();
    if (now.by !== 'pass' || !deviceId) return;
    // What has just been said or forgotten here counts, although the server has not heard of it yet.
    if (!person.get()?.consents.history_now) history.stop();
    else if (!sayings.areWaiting()) history.ask({ deviceId, home: now.visit.customerHome });
  };

  const offline = async (text: string, visit: Visit, mine: number): Promise<Identified> => {
    const told = installation();
    if (!told || text.startsWith(cardPrefix)) return { ok: false, error: 'offline' };
    const checked = await offlinePasses.check(text, told);
    if ('error' in checked) return { ok: false, error: checked.error };
    if (mine !== round) return { ok: false, error: 'failed' };
    const { firstName, consents, wishes, products } = checked.certificate;
    const isKnown = consents.history_now && products.length > 0;
    const now = begin(visit, text, {
      firstName,
      by: 'offline',
      consents,
      wishes,
      history: [],
      historyState: isKnown ? 'loading' : 'off',
      wishlist: [],
    });
    const catalogue = deps.catalogue();
    if (isKnown && catalogue)
      void productsNamed(catalogue, products, pause).then((ids) => {
        if (current !== now || !person.get()?.consents.history_now || sayings.areWaiting()) return;
        change({ history: ids.map((productId) => ({ productId, weight: 128 })), historyState: 'ready' });
      });
    return { ok: true };
  };

  const ask = async (text: string, mine: number): Promise<Identified> => {
    const deviceId = device();
    if (!deviceId) return { ok: false, error: 'failed' };
    const visit = visits.prepare();
    const late = new AbortController();
    const cancel = time.after(patienceMs, () => late.abort());
    try {
      const question = { deviceId, home: visit.customerHome, text };
      const { person: told } = await http.ask('/session/v1/visit', question, VisitAnswer, { signal: late.signal });
      if (mine !== round) {
        end(visit.customerHome);
        return { ok: false, error: 'failed' };
      }
      askHistory(begin(visit, text, personOf(told)));
      return { ok: true };
    } catch (error) {
      if (mine !== round) return { ok: false, error: 'failed' };
      return error instanceof Offline ? offline(text, visit, mine) : identifiedError(error);
    } finally {
      cancel();
    }
  };

  const hears = (): FeedName[] =>
    [current?.by === 'offline' ? null : current?.visit, joining?.visit].flatMap((visit) =>
      visit ? [feedName('customer/self', visit.customerHome)] : [],
    );

  const lookAtJoin = async (): Promise<void> => {
    const waiting = joining;
    const deviceId = device();
    if (!waiting || !deviceId) return;
    const mine = round;
    const question = { deviceId, home: waiting.visit.customerHome };
    const answer = await orNull(http.ask('/lookup/v1/visit', question, VisitAnswer)).catch(() => null);
    if (!answer || joining !== waiting) return;
    // Whoever has gone meanwhile, or shown a pass, has not waited for this.
    if (mine !== round) return end(waiting.visit.customerHome);
    askHistory(begin(waiting.visit, null, personOf(answer.person)));
  };

  const port: VisitPersons['port'] = {
    person,
    identify(text) {
      // One code is read many times in a second.
      if (asked?.text === text) return asked.answer;
      if (current?.text === text) return Promise.resolve({ ok: true });
      round += 1;
      const answer = ask(text, round).catch((): Identified => ({ ok: false, error: 'failed' }));
      const mine = { text, answer };
      asked = mine;
      void answer.then(() => {
        if (asked === mine) asked = null;
      });
      return answer;
    },
    async joinCode() {
      const deviceId = device();
      if (!deviceId) return null;
      const visit = visits.prepare();
      const mine = round;
      try {
        const { code, endsMs } = await http.ask('/session/v1/join', { deviceId, home: visit.customerHome }, JoinAnswer);
        if (mine !== round) return null;
        joining = { visit, endsMs };
        deps.listenAnew();
        return { text: `${deps.origin()}/me?join=${code}`, endsMs };
      } catch (error) {
        if (error instanceof Offline) return null;
        throw error;
      }
    },
    async sayConsent(purpose: ConsentPurpose, given, text, locale) {
      const before = person.get()?.consents;
      const now = current;
      const said = (): void => {
        if (current !== now || !before) return;
        change({ consents: { ...(person.get()?.consents ?? before), [purpose]: given } });
        if (purpose === 'history_now' && !given) history.stop();
      };
      const saying = sayings.add(purpose, given);
      // "No" holds at once, whether it can be written down or not.
      if (!given) said();
      try {
        saying.queued(await deps.queue(sayConsent, { purpose, given, text, locale }));
      } catch (error) {
        if (given) saying.takeBack();
        throw error;
      }
      said();
      if (current === now && purpose === 'history_now' && given && now?.by === 'pass')
        change({ historyState: 'loading' });
    },
    async forgetHistory() {
      const saying = sayings.add(null, false);
      history.forget();
      saying.queued(await deps.queue(forgetHistory, {}));
    },
  };

  return {
    port,
    drop() {
      joining = null;
      drop();
    },
    hears,
    onMoved(feeds) {
      const isOwn = (visit: Visit): boolean => feeds?.includes(feedName('customer/self', visit.customerHome)) ?? true;
      if (current && isOwn(current.visit)) void refresh(current);
      if (joining && isOwn(joining.visit)) void lookAtJoin();
    },
    onRecords() {
      if (current && sayings.haveSettled()) void refresh(current);
    },
  };
}

const personOf = (told: z.infer<typeof VisitAnswer>['person']): VisitPerson => ({
  firstName: told.firstName,
  by: told.level,
  consents: told.consents,
  wishes: told.wishes,
  history: [],
  historyState: 'off',
  wishlist: [],
});
