-- What a chain says of its tags: goods called back, less for what must go soon, numbers of its own, posters.

create table recall (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  gtin14 text not null,
  lots jsonb not null,
  serials jsonb not null,
  from_ms int8 not null,
  to_ms int8,
  text jsonb not null,
  level text not null,
  primary key (home_id, id)
);

create table markdown (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  product_ids jsonb not null,
  steps jsonb not null,
  primary key (home_id, id)
);

create table tag_rule (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  prefix text not null,
  item jsonb not null,
  names text not null,
  base text,
  value jsonb,
  primary key (home_id, id)
);

create table poster (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  code text not null,
  name jsonb not null,
  product_ids jsonb not null,
  primary key (home_id, id)
);
