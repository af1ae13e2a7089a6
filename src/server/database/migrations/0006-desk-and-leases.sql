-- The problem desk, leases of stock, and how to reach somebody who put goods aside.

alter table store add column leases jsonb;
alter table hold add column contact jsonb;

create table lease (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  device text not null,
  epoch text not null,
  variant_id text not null,
  units int8 not null,
  used int8 not null,
  end_ms int8 not null,
  give_back_ms int8 not null,
  state text not null,
  primary key (home_id, id)
);
create index lease_due on lease (give_back_ms) where state = 'live';
-- device/own, read whole at a device's first pull.
create index lease_device on lease (home_id, device);

create table problem (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  code text not null,
  reason text not null,
  kind text not null,
  status text,
  outcome_code text,
  open jsonb,
  result jsonb not null,
  alternatives jsonb not null,
  contact jsonb,
  device text not null,
  device_name text not null,
  made_ms int8 not null,
  opens_ms int8 not null,
  deadline_ms int8 not null,
  state text not null,
  owner text,
  owner_name text,
  how text,
  answer text,
  solved_by text,
  solved_ms int8,
  primary key (home_id, id)
);
