-- Who may send what visitors of a web shop did: a key per channel, of which only the hash is kept. Without origins it is a
-- server's key; with origins it stands in public pages, and is good from these alone.
create table channel (
  id text primary key,
  chain_id text collate "C" not null,
  name text not null,
  key_hash text not null unique,
  origins jsonb not null,
  created_ms int8 not null,
  revoked_ms int8
);
create unique index channel_name on channel (chain_id, name) where revoked_ms is null;

-- Up to which rev the orders of a home have become purchases.
create table order_mark (
  home_id text collate "C" primary key,
  rev int8 not null
);
create index order_rev on "order" (home_id, rev);
create index order_source on "order" (home_id, source_id);

-- What a web shop's pages call a thing.
create index variant_source on variant (home_id, source_id);
create index product_source on product (home_id, source_id);
