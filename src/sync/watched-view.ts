// Keeps what screens watch in step: after every page, act and receipt the view is computed again from rows and acts.
// Promise: catalogue, view and activity are always of the same moment.
import type { ActContext } from '#domain/act.ts';
import type { Grant } from '#domain/actor.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { FeedRows } from '#local/feed-rows.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { packedCatalogue } from '#local/packed-catalogue.ts';
import { cell, computed, type Readable } from '#local/readable.ts';
import { FeedSet, isBeyondRows, type View, viewOf } from '#local/view.ts';
import type { Installation } from '#protocol/session.ts';
import { type Activity, activityOf, parkedParents } from './activity.ts';
import { isForPeople } from './records.ts';
import type { Visit } from './visit.ts';

export interface Seen {
  feeds: FeedSet;
  records: readonly ActionRecord[];
  installation: Installation | null;
  visit: Visit;
  /** The latest plausible instant [CK3]. */
  nowMs: number;
  /** This outbox; null: it is not open yet. */
  epoch: string | null;
  /** Grants of shifts that were opened on this page. */
  grants: ReadonlyMap<string, Grant>;
}

export interface WatchedView {
  readonly view: Readable<View>;
  readonly catalogue: Readable<Catalogue | null>;
  readonly activity: Readable<readonly Activity[]>;
  show(seen: Seen): void;
}

// An instant in a prediction may be this much behind, so that an act is not run again for every millisecond.
const instantMs = 10_000;

export function watchedView(): WatchedView {
  const view = computed<View>(viewOf(new FeedSet([]), []));
  const catalogue = cell<Catalogue | null>(null);
  const activity = computed<readonly Activity[]>([]);
  let shownRows: readonly (FeedRows | null)[] = [];

  const showCatalogue = (feeds: FeedSet, { chain, home, web }: Installation): void => {
    const rows = [feeds.of('chain/catalogue', chain), feeds.of('store/floor', home), feeds.of('store/floor', web)];
    if (rows.every((one, at) => one === shownRows[at])) return;
    shownRows = rows;
    const [chainRows, homeRows, webRows] = rows;
    const floors = new Map<HomeId, FeedRows>();
    if (webRows) floors.set(web, webRows);
    if (homeRows) floors.set(home, homeRows);
    catalogue.set(chainRows?.cursor ? packedCatalogue(chain, chainRows, floors) : null);
  };

  return {
    view,
    catalogue,
    activity,
    show(seen) {
      if (seen.installation) showCatalogue(seen.feeds, seen.installation);
      view.set((before) => viewAt({ ...seen, nowMs: seen.nowMs - (seen.nowMs % instantMs) }, before));
      activity.set(() => activitiesOf(seen, view.get()));
      view.tell();
      activity.tell();
    },
  };
}

function viewAt(seen: Seen, before: View): View {
  const { feeds, records, installation, epoch, nowMs } = seen;
  const replays = records
    .filter((record) => isBeyondRows(feeds, record))
    .map((record) => ({ record, context: contextOf(record, seen) }));
  const own = installation && epoch !== null ? { device: installation.device.id, epoch, nowMs } : null;
  return viewOf(feeds, replays, own, before);
}

/** Newest first. Whoever stands at a shopper's tablet sees the acts of the own visit only [OC1]. */
function activitiesOf({ records, installation, visit }: Seen, { predictions }: View): Activity[] {
  const ofVisit = installation?.device.mode === 'shopper' ? visit.id : null;
  const waitsFor = parkedParents(records);
  return records
    .filter((record) => isForPeople(record) && (ofVisit === null || record.visit === ofVisit))
    .map((record) => activityOf(record, predictions.get(record.id) ?? null, waitsFor.get(record.id) ?? null))
    .toReversed();
}

function contextOf(record: ActionRecord, { installation, feeds, grants, nowMs }: Seen): ActContext | null {
  if (!installation) return null;
  const { chain, web, home, grant: own } = installation;
  const grant =
    own.id === record.actor
      ? own
      : (grants.get(record.actor) ?? feeds.of('device/own', home)?.get('grant', record.actor));
  if (!grant) return null;
  const { id, home: at, createdAtMs: atMs, epoch } = record;
  return { actionId: id, home: at, chain, web, atMs, nowMs: Math.max(atMs, nowMs), epoch, grant };
}
