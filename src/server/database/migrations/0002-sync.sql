-- How records travel: homes with their counters, the change log, receipts, and what follows from an act.
-- A rev row is one committed transaction of one home, in commit order and without gaps [PL1].

create table home (
  id text collate "C" primary key,
  kind text not null,
  chain_id text collate "C" not null,
  name text not null,
  source_id text,
  is_web boolean not null default false,
  demo boolean not null default false,
  currency text not null,
  locales jsonb not null,
  rev int8 not null default 0,
  -- Changes at or below min_rev are not in the log: a cursor behind it starts anew [PL3].
  min_rev int8 not null default 0,
  timeline text not null,
  tag text not null default ''
);
create unique index home_source on home (chain_id, kind, source_id) where source_id is not null;

create table rev (
  home_id text collate "C" not null,
  rev int8 not null,
  tag text not null,
  at_ms int8 not null,
  cause_kind text not null,
  cause_id text not null,
  primary key (home_id, rev)
);

-- By value, so that a page is exact at its rev; no row: the record is gone. reader: the device of a device/own feed.
create table change (
  home_id text collate "C" not null,
  feed text collate "C" not null,
  reader text collate "C" not null default '',
  rev int8 not null,
  n int8 not null,
  table_name text not null,
  row_id text collate "C" not null,
  row jsonb,
  primary key (home_id, feed, reader, rev, n)
);

create table receipt (
  home_id text collate "C" not null,
  id text collate "C" not null,
  hash text not null,
  device text not null,
  epoch text not null,
  seq int8 not null,
  kind text not null,
  v int8 not null,
  lane text not null,
  actor text not null,
  status text not null,
  outcome jsonb,
  revs jsonb not null,
  action jsonb,
  created_ms int8 not null,
  received_ms int8 not null,
  primary key (home_id, id)
);
create index receipt_id on receipt (id);
create index receipt_device on receipt (device, epoch, seq);

create table device_seq (
  device text collate "C" not null,
  epoch text collate "C" not null,
  seq int8 not null,
  action_id text not null,
  primary key (device, epoch, seq)
);

-- What happened, for jobs and for the history checker: no names.
create table event (
  home_id text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  at_ms int8 not null,
  visit text,
  customer text,
  product_id text,
  variant_id text,
  quantity int8,
  data jsonb,
  action_id text,
  primary key (home_id, id)
);
create index event_time on event (home_id, at_ms);

-- Every price that was ever offered; no price: the offer was withdrawn [OC2].
create table price_history (
  home_id text collate "C" not null,
  variant_id text collate "C" not null,
  from_ms int8 not null,
  id text collate "C" not null,
  rev int8 not null,
  to_ms int8,
  price_minor int8,
  was_minor int8,
  currency text,
  source text,
  at_ms int8 not null,
  primary key (home_id, variant_id, from_ms, id, rev)
);

-- What must leave for the shop's platform, after commit and never inside a transaction [SV5].
create table effect (
  home_id text collate "C" not null,
  id text collate "C" not null,
  action_id text not null,
  kind text not null,
  payload jsonb not null,
  state text not null,
  attempts int8 not null default 0,
  next_ms int8 not null,
  result jsonb,
  primary key (home_id, id)
);
create index effect_due on effect (next_ms) where state = 'waiting';

create table snapshot (
  home_id text collate "C" not null,
  feed text collate "C" not null,
  sha256 text not null,
  path text not null,
  bytes int8 not null,
  cursor jsonb not null,
  made_ms int8 not null,
  primary key (home_id, feed)
);

-- Acts that no person may lose and no machine may apply: reused ids, too old ones, parked ones [PO3].
create table dead_letter (
  home_id text collate "C" not null,
  id text collate "C" not null,
  device text not null,
  reason text not null,
  action jsonb,
  at_ms int8 not null,
  primary key (home_id, id)
);
