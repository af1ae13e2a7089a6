// The rows of the routes that events come in by: a channel's, and a person's phone's.
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';
import { addChannel } from '#server/events/channels.ts';
import { createHome } from '#server/homes.ts';
import { addGrant, nextId, type TestDevice } from '#test/build/shop-server.ts';
import type { Route, RouteScene } from './route-table.ts';

/** A customer of the chain lets the device act for them. */
export async function letPhoneIn(db: Kysely<Database>, chain: HomeId, device: TestDevice): Promise<void> {
  const id = nextId<HomeId>();
  await createHome(db, { id, kind: 'customer', chain, name: '', currency: 'BRL', locales: [] });
  await addGrant(db, device, 'visit', { kind: 'visit', subject: id });
}

export const eventRoutesAt = (at: () => RouteScene): Record<string, Route> => ({
  'POST /v1/events': {
    // A customer who is new has a home of their own with its first rows; the rest is events and nothing else.
    writes: ['event', 'home', 'rev'],
    records: ['customer', 'identity'],
    signed: false,
    body: async () => {
      const id = nextId();
      const { chain } = at().shop;
      const nowMs = at().server.clock.ms;
      const key = await addChannel(at().database.db, { id, chain, name: id, origins: [], nowMs });
      return { key, events: [{ event: 'search', event_id: id, timestamp: nowMs, client_id: 'c', user_id: id }] };
    },
  },
  'POST /session/v1/events': {
    writes: ['event'],
    records: [],
    signed: true,
    body: () => {
      const seen = { id: nextId(), event: 'view_item', productId: at().shop.productId, variantId: null };
      return { events: [{ ...seen, atMs: at().server.clock.ms }] };
    },
    givesNothing: ({ status }) => status === 403,
  },
});
