-- How visits went: one tap after the end, of nobody in particular.

create table visit_rating (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  score int8 not null,
  answer text collate "C",
  at_ms int8 not null,
  device text collate "C" not null,
  primary key (home_id, id)
);
