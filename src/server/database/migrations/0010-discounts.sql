-- Discounts of every kind, price lists of customer groups, coupons. Plain percentages off listed products stay in promotion.
-- Tables of their own, so that a tablet of before passes over them and, once updated, asks for all of them [EV1].

create table discount (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  name jsonb not null,
  scope jsonb not null,
  from_ms int8 not null,
  to_ms int8,
  weekly jsonb not null,
  stacking jsonb not null,
  rule jsonb not null,
  primary key (home_id, id)
);

create table price_list (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  name jsonb not null,
  scope jsonb not null,
  from_ms int8 not null,
  to_ms int8,
  weekly jsonb not null,
  stacking jsonb not null,
  rule jsonb not null,
  "group" text not null,
  primary key (home_id, id)
);

-- The id is made of the code, which is stored nowhere.
create table coupon (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  name jsonb not null,
  scope jsonb not null,
  from_ms int8 not null,
  to_ms int8,
  weekly jsonb not null,
  stacking jsonb not null,
  rule jsonb not null,
  use text not null,
  primary key (home_id, id)
);

-- Whose prices have changed since a rev: their offers are looked at again, and told against the lawful prior price.
create index price_history_rev on price_history (home_id, rev);
