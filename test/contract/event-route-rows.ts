// The row of the route that a channel's events come in by.
import { addChannel } from '#server/events/channels.ts';
import { nextId } from '#test/build/shop-server.ts';
import type { Route, RouteScene } from './route-table.ts';

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
});
