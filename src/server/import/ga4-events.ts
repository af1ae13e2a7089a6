// GA4's e-commerce events as they come out of BigQuery (JSON lines) or a data layer, to lines of a web history: one per
// item. Promise: a guest's cookie id is kept nowhere, only a hash of it; who refused the statistics is passed over.
import type { Expand } from './records.ts';
import { eventNames } from './history-row.ts';
import { sourceUuid } from './source-id.ts';

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** BigQuery writes whole numbers as text, and "(not set)" for what is missing. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? (value === '(not set)' ? '' : value.trim()) : typeof value === 'number' ? `${value}` : '';

/** Null for an object that is no such event; nothing for one that is no event of a shop. */
export const ga4Lines: Expand = (event) => {
  const commerce = event['ecommerce'];
  const items = itemsOf(event['items']) ?? itemsOf(fieldsOf(commerce)['items']);
  const isExported = 'event_timestamp' in event && 'event_name' in event && !('item' in event) && !('item_id' in event);
  const isPushed = commerce !== undefined || textOf(event['event']).startsWith('gtm.');
  if (!isExported && !isPushed && !items) return null;

  const name = textOf(event['event_name']) || textOf(event['event']);
  const refused = textOf(fieldsOf(event['privacy_info'])['analytics_storage']).toLowerCase() === 'no';
  if (!eventNames.includes(name) || refused) return [{ values: {}, fault: null, isPassedOver: true }];
  const params = paramsOf(event['event_params']);
  const said = (key: string): string =>
    textOf(fieldsOf(commerce)[key]) || (params.get(key) ?? '') || textOf(event[key]);
  const at = timeOf(event);
  const common = {
    ...plainFields(event),
    customer: textOf(event['user_id']),
    visit: visitOf(event, said),
    event: name,
    event_id: said('event_id'),
    transaction_id: said('transaction_id'),
    // Without any time the file has no such column, and the import says so.
    ...(at === '' ? {} : { ts: at }),
  };
  const line = (item: Fields) => ({
    values: {
      ...plainFields(item),
      ...common,
      item: textOf(item['item_id']) || textOf(item['id']),
      qty: textOf(item['quantity']),
      unit_price: priceText(item['price']),
      currency: textOf(item['currency']) || said('currency'),
    },
    fault: null,
  });
  if (items && items.length > 0) return items.map((item) => line(fieldsOf(item)));
  return name === 'search' ? [line({})] : [{ values: common, fault: `the event ${name} names no items` }];
};

/** An empty list is as good as none: the export has one beside every event. */
const itemsOf = (value: unknown): unknown[] | undefined =>
  Array.isArray(value) && value.length > 0 ? value : undefined;

const plainFields = (object: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, `${value}`]] : [],
    ),
  );

/** `[{key, value: {int_value}}]` */
function paramsOf(value: unknown): Map<string, string> {
  const list = Array.isArray(value) ? value.map(fieldsOf) : [];
  return new Map(
    list.map(({ key, value: one }) => {
      const { string_value: text, int_value: whole, float_value: float, double_value: double } = fieldsOf(one);
      return [textOf(key), textOf(text ?? whole ?? float ?? double)];
    }),
  );
}

/** What one person did in one session; a device's name comes from a cookie, so it is hashed. */
function visitOf(event: Fields, said: (key: string) => string): string {
  const session = said('ga_session_id') || said('session_id') || textOf(event['event_date']);
  const device = textOf(event['user_pseudo_id']) || textOf(event['client_id']);
  if (device !== '') return sourceUuid('ga4', device, session);
  return session || said('transaction_id');
}

/** Microseconds since 1970 in the export; what else a log of pushes names its time. */
function timeOf(event: Fields): string {
  const text = ['event_timestamp', 'timestamp', 'ts', 'time', 'at', 'date', 'datetime']
    .map((name) => textOf(event[name]))
    .find((one) => one !== '');
  return text !== undefined && /^\d{15,17}$/.test(text) ? text.slice(0, -3) : (text ?? '');
}

/** A number of JSON has one meaning; written with four decimals it has that in a cell too. Nothing is no price. */
const priceText = (value: unknown): string => {
  const number = typeof value === 'number' ? value : /^-?\d+(\.\d+)?$/.test(textOf(value)) ? Number(value) : Number.NaN;
  return number === 0 ? '' : Number.isNaN(number) ? textOf(value) : number.toFixed(4);
};
