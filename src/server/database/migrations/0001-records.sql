-- The records of #domain/tables.ts, one table each: `rev` is the home's revision that last wrote the row [PL1].
-- Every table is led by its home, no key crosses homes [FD1]; ids sort by bytes, as the tablet sorts them.

create table store (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  name text not null,
  kind text not null,
  zone text not null,
  address text not null,
  opens text,
  closes text,
  hold_minutes int8 not null,
  delivery_days float8,
  delivery_fee_minor float8,
  primary key (home_id, id)
);

create table product (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  source_id text not null,
  department jsonb not null,
  pigment text not null,
  brand text not null,
  name jsonb not null,
  subtitle jsonb not null,
  description jsonb not null,
  care jsonb not null,
  unit text not null,
  picture jsonb,
  tags jsonb not null,
  live boolean not null,
  primary key (home_id, id)
);

create table variant (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  source_id text not null,
  product_id text not null,
  gtin14 text not null,
  sku text not null,
  colour jsonb,
  size text,
  "order" int8 not null,
  picture jsonb,
  live boolean not null,
  primary key (home_id, id)
);

create table promotion (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  name jsonb not null,
  percent float8 not null,
  product_ids jsonb not null,
  from_ms int8 not null,
  to_ms int8 not null,
  primary key (home_id, id)
);

create table offer (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  variant_id text not null,
  price jsonb not null,
  was jsonb,
  reasons jsonb not null,
  from_ms int8 not null,
  to_ms int8,
  source text not null,
  as_of_ms int8 not null,
  primary key (home_id, id)
);

create table neighbours (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  near jsonb not null,
  primary key (home_id, id)
);

create table stock (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  on_hand int8 not null,
  reserved int8 not null,
  leased int8 not null,
  as_of_ms int8 not null,
  primary key (home_id, id)
);

create table place (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  aisle text not null,
  bay text not null,
  seen_ms int8 not null,
  primary key (home_id, id)
);

create table display (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  name text not null,
  kind text not null,
  width int8 not null,
  height int8 not null,
  orientation text not null,
  zone text not null,
  groups jsonb not null,
  sync_group text,
  primary key (home_id, id)
);

create table publication (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  revision int8 not null,
  display text not null,
  card jsonb not null,
  author text not null,
  approver text,
  previous text,
  from_ms int8 not null,
  to_ms int8,
  published_ms int8 not null,
  primary key (home_id, id)
);

create table manifest (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  revision int8 not null,
  items jsonb not null,
  assets jsonb not null,
  issued_ms int8 not null,
  primary key (home_id, id)
);

create table staff (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  number text not null,
  name text not null,
  role text not null,
  live boolean not null,
  primary key (home_id, id)
);

create table "order" (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  source_id text not null,
  number text not null,
  customer text,
  first_name text not null,
  channel text not null,
  placed_ms int8 not null,
  state text not null,
  lines jsonb not null,
  total jsonb not null,
  paid jsonb not null,
  fulfilment_ids jsonb not null,
  primary key (home_id, id)
);

create table fulfilment (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  order_id text not null,
  order_home text not null,
  number text not null,
  customer text,
  first_name text not null,
  state text not null,
  lines jsonb not null,
  box text,
  proof text not null,
  paid_on_web boolean not null,
  ordered_ms int8 not null,
  ready_ms int8,
  arrived_ms int8,
  handed_over jsonb,
  primary key (home_id, id)
);

create table hold (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  code text not null,
  product_id text not null,
  variant_id text not null,
  quantity int8 not null,
  customer text,
  device text not null,
  state text not null,
  price jsonb,
  held_ms int8 not null,
  until_ms int8 not null,
  ended_ms int8,
  primary key (home_id, id)
);

create table task (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  code text not null,
  kind text not null,
  text text not null,
  product_id text,
  variant_id text,
  device text not null,
  state text not null,
  created_ms int8 not null,
  done_by text,
  done_ms int8,
  primary key (home_id, id)
);

create table device (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  name text not null,
  mode text not null,
  state text not null,
  public_key jsonb not null,
  enrolled_ms int8 not null,
  approved_by text,
  primary key (home_id, id)
);

create table "grant" (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  kind text not null,
  level text not null,
  home text not null,
  device text not null,
  subject text,
  name text,
  issued_ms int8 not null,
  ends_ms int8 not null,
  revoked_ms int8,
  signature text not null,
  primary key (home_id, id)
);

create table outcome (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  device text not null,
  outcome jsonb not null,
  at_ms int8 not null,
  primary key (home_id, id)
);

create table customer (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  source_id text,
  kind text not null,
  first_name text,
  device text,
  created_ms int8 not null,
  primary key (home_id, id)
);

create table identity (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  kind text not null,
  customer text not null,
  since_ms int8 not null,
  until_ms int8,
  primary key (home_id, id)
);

create table list_item (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  list text not null,
  product_id text not null,
  variant_id text not null,
  saved_ms int8 not null,
  store text,
  primary key (home_id, id)
);

create index variant_product on variant (home_id, product_id);
create index variant_gtin on variant (home_id, gtin14);
create index staff_number on staff (home_id, number);
create index order_number on "order" (home_id, number);
create index order_customer on "order" (home_id, customer);
create index fulfilment_order on fulfilment (home_id, order_id);
create index fulfilment_number on fulfilment (home_id, number);
create index hold_due on hold (until_ms) where state = 'held';
-- A device, a grant: found by id alone, whatever the home.
create index device_id on device (id);
create index grant_id on "grant" (id);
create index grant_device on "grant" (device);
