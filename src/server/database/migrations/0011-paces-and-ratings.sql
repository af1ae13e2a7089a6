-- How fast each variant leaves the shelves of a store: what tablets are told, and the running count behind it; ratings.

create table pace (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  sold_per_day float8 not null,
  lost_per_day float8 not null,
  primary key (home_id, id)
);

-- `sold` fades by e in 56 days from `at_ms` on; the row 'usual' says when the paces of the store were last reckoned.
create table sale_count (
  home_id text collate "C" not null,
  variant_id text collate "C" not null,
  on_hand int8 not null,
  sold float8 not null,
  since_ms int8 not null,
  at_ms int8 not null,
  primary key (home_id, variant_id)
);

-- What buyers said of a product.
create table rating (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  average float8 not null,
  count int8 not null,
  quotes jsonb not null,
  primary key (home_id, id)
);
