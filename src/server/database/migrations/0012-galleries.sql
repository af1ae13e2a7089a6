-- Further pictures of a product or of one variant.
create table gallery (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  pictures jsonb not null,
  primary key (home_id, id)
);
