// Every record of the shop: its schema, the kind of home it lives in, the feeds it travels in [FD2].
// The database's columns, the wire's rows and the tablet's stores all follow from this list.
import type * as z from 'zod/mini';
import { Device, Grant, Staff } from './actor.ts';
import { Consent, Forgotten } from './consent.ts';
import { Coupon, Discount, PriceList } from './discount/deal.ts';
import { Display, Manifest, Publication } from './display.ts';
import { Gallery } from './gallery.ts';
import { type FeedKind, type HomeKind, Store } from './home.ts';
import type { HomeId } from './ids.ts';
import { Lease } from './lease.ts';
import { Markdown } from './markdown.ts';
import { Offer, Promotion } from './offer.ts';
import { Fulfilment, Order } from './order.ts';
import { OutcomeRow } from './outcome.ts';
import { Pace } from './pace.ts';
import { Poster } from './poster.ts';
import { Problem } from './problem.ts';
import { Customer, Hold, Identity, ListItem, Task } from './person.ts';
import { Neighbours, Product, Variant } from './product.ts';
import { Rating } from './rating.ts';
import { Recall } from './recall.ts';
import { Place, Stock } from './stock.ts';
import { TagRule } from './tag-rule.ts';
import { VisitRating } from './visit-rating.ts';

interface TableShape {
  schema: z.ZodMiniType;
  home: HomeKind;
  feeds: readonly FeedKind[];
  personal: boolean;
}

export const tables = {
  store: { schema: Store, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  product: { schema: Product, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  variant: { schema: Variant, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  promotion: { schema: Promotion, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  discount: { schema: Discount, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  priceList: { schema: PriceList, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  coupon: { schema: Coupon, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  offer: { schema: Offer, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  neighbours: { schema: Neighbours, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  gallery: { schema: Gallery, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  rating: { schema: Rating, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  recall: { schema: Recall, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  markdown: { schema: Markdown, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  tagRule: { schema: TagRule, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  poster: { schema: Poster, home: 'chain', feeds: ['chain/catalogue'], personal: false },
  stock: { schema: Stock, home: 'store', feeds: ['store/floor'], personal: false },
  place: { schema: Place, home: 'store', feeds: ['store/floor'], personal: false },
  pace: { schema: Pace, home: 'store', feeds: ['store/floor'], personal: false },
  display: { schema: Display, home: 'store', feeds: ['store/floor'], personal: false },
  publication: { schema: Publication, home: 'store', feeds: ['store/floor'], personal: false },
  manifest: { schema: Manifest, home: 'store', feeds: ['store/floor'], personal: false },
  staff: { schema: Staff, home: 'store', feeds: ['store/staff'], personal: true },
  order: { schema: Order, home: 'store', feeds: ['store/staff'], personal: true },
  fulfilment: { schema: Fulfilment, home: 'store', feeds: ['store/staff'], personal: true },
  hold: { schema: Hold, home: 'store', feeds: ['store/staff'], personal: true },
  task: { schema: Task, home: 'store', feeds: ['store/staff'], personal: true },
  problem: { schema: Problem, home: 'store', feeds: ['store/staff'], personal: true },
  visitRating: { schema: VisitRating, home: 'store', feeds: ['store/staff'], personal: true },
  device: { schema: Device, home: 'store', feeds: ['device/own', 'store/staff'], personal: false },
  grant: { schema: Grant, home: 'store', feeds: ['device/own'], personal: false },
  outcome: { schema: OutcomeRow, home: 'store', feeds: ['device/own'], personal: false },
  lease: { schema: Lease, home: 'store', feeds: ['device/own'], personal: false },
  customer: { schema: Customer, home: 'customer', feeds: ['customer/self'], personal: true },
  identity: { schema: Identity, home: 'customer', feeds: ['customer/self'], personal: true },
  consent: { schema: Consent, home: 'customer', feeds: ['customer/self'], personal: true },
  forgotten: { schema: Forgotten, home: 'customer', feeds: ['customer/self'], personal: true },
  listItem: { schema: ListItem, home: 'customer', feeds: ['customer/self'], personal: true },
} as const satisfies Record<string, TableShape>;

export type TableName = keyof typeof tables;
export type Row<T extends TableName = TableName> = z.infer<(typeof tables)[T]['schema']>;

export const tableNames = Object.keys(tables) as TableName[];
export const isTableName = (name: string): name is TableName => Object.hasOwn(tables, name);

/** The tables that one feed carries, in the order of the list above. */
export const tablesOfFeed = (feed: FeedKind): TableName[] =>
  tableNames.filter((name) => (tables[name].feeds as readonly FeedKind[]).includes(feed));

/** The device whose device/own feed a row belongs to: the row's own id for a device, its `device` field otherwise. */
export function readerOf(table: TableName, row: Row): string | null {
  if (!(tables[table].feeds as readonly FeedKind[]).includes('device/own')) return null;
  return 'device' in row && table !== 'device' ? String(row.device) : String(row.id);
}

/** A record with the home it lives in: how records travel between import, demo shop and database. */
export type Placed = { [T in TableName]: { table: T; home: HomeId; row: Row<T> } }[TableName];
