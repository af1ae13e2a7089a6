// The tables as TypeScript sees them. Record tables follow from #domain/tables.ts, so the two can't drift apart;
// the rest is written out beside its migration. JSON goes in as text and comes out parsed.
import type { webcrypto } from 'node:crypto';
import type { ColumnType } from 'kysely';
import type { Wishes } from '#domain/consent.ts';
import type { Outcome } from '#domain/outcome.ts';
import { type Row, type TableName, tables } from '#domain/tables.ts';
import type { Action } from '#protocol/action.ts';
import type { Cursor } from '#protocol/pull.ts';

type Snake<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}`
  : Name;

type Json<Value> = ColumnType<Value, string, string>;
type Column<Value> = [Exclude<Value, null>] extends [string | number | boolean] ? Value : Json<Value>;

type RecordTable<T extends TableName> = { home_id: string; id: string; rev: number } & {
  [Field in Exclude<keyof Row<T>, 'id'> as Snake<Field & string>]: Column<Row<T>[Field]>;
};
type RecordTables = { [T in TableName as Snake<T>]: RecordTable<T> };

type WithDefault<Value> = ColumnType<Value, Value | undefined, Value>;

/** What is told when the platform has confirmed, and whom [OC3]. */
export interface PendingOutcome {
  outcome: Outcome;
  home: string;
  device: string;
  name: string;
}

export interface Database extends RecordTables {
  home: {
    id: string;
    kind: 'store' | 'chain' | 'customer';
    chain_id: string;
    name: string;
    source_id: string | null;
    is_web: WithDefault<boolean>;
    demo: WithDefault<boolean>;
    currency: string;
    locales: Json<string[]>;
    rev: WithDefault<number>;
    min_rev: WithDefault<number>;
    timeline: string;
    tag: WithDefault<string>;
  };
  rev: { home_id: string; rev: number; tag: string; at_ms: number; cause_kind: string; cause_id: string };
  change: {
    home_id: string;
    feed: string;
    reader: WithDefault<string>;
    rev: number;
    n: number;
    table_name: string;
    row_id: string;
    row: Json<Record<string, unknown> | null>;
  };
  receipt: {
    home_id: string;
    id: string;
    hash: string;
    device: string;
    epoch: string;
    seq: number;
    kind: string;
    v: number;
    lane: string;
    actor: string;
    status: 'pending' | 'final' | 'accepted';
    outcome: ColumnType<Outcome | null, string | null, string>;
    revs: Json<Record<string, number>>;
    action: ColumnType<Action | null, string | null, string>;
    created_ms: number;
    received_ms: number;
    desk_ms: ColumnType<number | null, number | null | undefined, number | null>;
  };
  device_seq: { device: string; epoch: string; seq: number; action_id: string };
  event: {
    home_id: string;
    id: string;
    name: string;
    at_ms: number;
    visit: string | null;
    customer: string | null;
    product_id: string | null;
    variant_id: string | null;
    quantity: number | null;
    data: ColumnType<Record<string, unknown> | null, string | null, string>;
    action_id: string | null;
  };
  price_history: {
    home_id: string;
    variant_id: string;
    from_ms: number;
    id: string;
    rev: number;
    to_ms: number | null;
    price_minor: number | null;
    was_minor: number | null;
    currency: string | null;
    source: string | null;
    at_ms: number;
  };
  sale_count: {
    home_id: string;
    variant_id: string;
    on_hand: number;
    sold: number;
    since_ms: number;
    at_ms: number;
  };
  effect: {
    home_id: string;
    id: string;
    action_id: string;
    kind: string;
    payload: Json<Record<string, unknown>>;
    state: 'waiting' | 'done' | 'failed';
    attempts: WithDefault<number>;
    next_ms: number;
    result: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
    pending: ColumnType<PendingOutcome | null, string | null | undefined, string | null>;
  };
  snapshot: {
    home_id: string;
    feed: string;
    sha256: string;
    path: string;
    bytes: number;
    cursor: Json<Cursor>;
    made_ms: number;
    format: WithDefault<number>;
  };
  dead_letter: {
    home_id: string;
    id: string;
    device: string;
    reason: string;
    action: ColumnType<unknown, string | null, string | null>;
    at_ms: number;
  };
  enrolment: {
    device_id: string;
    code: string;
    public_key: Json<Row<'device'>['publicKey']>;
    screen: Json<{ width: number; height: number }>;
    suggested: Row<'device'>['mode'] | null;
    store: string | null;
    asked_ms: number;
    ends_ms: number;
    polled_ms: number;
    used_ms: number | null;
  };
  credential: { home_id: string; id: string; pin_hash: string; changed_ms: number };
  pin_try: { home_id: string; device: string; number: string; failures: number; until_ms: number };
  claim: { token_hash: string; home_id: string; made_ms: number; ends_ms: number; used_ms: number | null };
  signing_key: {
    kid: string;
    public_jwk: Json<Row<'device'>['publicKey']>;
    private_jwk: Json<webcrypto.JsonWebKey>;
    created_ms: number;
  };
  device_report: {
    home_id: string;
    device: string;
    epoch: string;
    app_version: string;
    pending: number;
    max_seq: number;
    persisted: boolean | null;
    lost: ColumnType<{ epoch: string; pending: number; maxSeq?: number } | null, string | null, string | null>;
    at_ms: number;
    pending_since_ms: number | null;
    parked: WithDefault<number>;
    usage_bytes: ColumnType<number | null, number | null | undefined, number | null>;
    quota_bytes: ColumnType<number | null, number | null | undefined, number | null>;
    clock_offset_ms: ColumnType<number | null, number | null | undefined, number | null>;
  };
  sealing_key: { kid: string; public_key: string; private_jwk: Json<webcrypto.JsonWebKey>; created_ms: number };
  visit_link: {
    visit_home: string;
    customer: string;
    device: string;
    level: 'pass' | 'card';
    code_name: string | null;
    wishes: ColumnType<Wishes | null, string | null, string | null>;
    linked_ms: number;
    seen_ms: number;
    ended_ms: number | null;
  };
  pass_use: { code_name: string; used_ms: number };
  pass_cert: {
    alias: string;
    phone: string;
    customer: string;
    wishes: ColumnType<Wishes | null, string | null, string | null>;
    issued_ms: number;
    revoked_ms: number | null;
  };
  join_code: { code_hash: string; device: string; visit_home: string; ends_ms: number; used_ms: number | null };
  mail_code: {
    device_id: string;
    email_id: string;
    code_hash: string;
    tries: number;
    made_ms: number;
    ends_ms: number;
    used_ms: number | null;
  };
  mail_try: { email_id: string; since_ms: number; mails: number; day_ms: number; day_mails: number };
  person_reserved: { email_id: string; home_id: string; made_ms: number };
  claim_try: { device: string; failures: number; since_ms: number };
  audit: { home_id: string; id: string; at_ms: number; actor: string; device: string; what: string; about: string };
}

const toSnake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** SQL name of a record's table: listItem → list_item. */
export const sqlTable = (table: TableName): Snake<TableName> => toSnake(table) as Snake<TableName>;

export interface RecordColumn {
  field: string;
  column: string;
}

const columnsByTable = new Map<TableName, RecordColumn[]>();

/** A record's fields with their columns, in the schema's order; `id` comes first. */
export function columnsOf(table: TableName): RecordColumn[] {
  const known = columnsByTable.get(table);
  if (known) return known;
  const columns = Object.keys(tables[table].schema.shape).map((field) => ({ field, column: toSnake(field) }));
  columnsByTable.set(table, columns);
  return columns;
}
