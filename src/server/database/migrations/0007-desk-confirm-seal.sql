-- What a person is told and by whom: when the desk shows an act, what a platform still has to confirm, keys that seal
-- what only the server may read, what a tablet says of its storage, and how old things are found so that they can go.

-- From when on the desk shows it; null: never. Stored, so that a replayed receipt says the same.
alter table receipt add column desk_ms int8;
-- A visit's acts by its claim code [AR2]: eight characters; other lanes are nobody's to ask for.
create index receipt_visit on receipt (lane) where lane like 'visit/________';
-- What prunes receipts finds its work by age: cheap to keep while acts pour in.
create index receipt_age on receipt using brin (received_ms);
create index receipt_kept on receipt (received_ms) where action is not null;
create index outcome_age on outcome using brin (at_ms);

-- The outcome that is told once the platform has said yes, and whom [OC3]; null: told already.
alter table effect add column pending jsonb;

alter table device_report add column parked int8 not null default 0;
alter table device_report add column usage_bytes float8;
alter table device_report add column quota_bytes float8;
alter table device_report add column clock_offset_ms float8;

-- What a tablet has put aside, counted at each hold.
create index hold_held on hold (home_id, device) where state = 'held';

create index problem_open on problem (home_id, device) where state in ('open', 'taken');
create index problem_done on problem (solved_ms) where state in ('solved', 'seen');

-- Every key that ever went out is kept: what was sealed to it may still arrive [AR1]. Part of every backup.
create table sealing_key (
  kid text primary key,
  public_key text not null,
  private_jwk jsonb not null,
  created_ms int8 not null
);

-- Wrong claim codes of one device within an hour [AR2].
create table claim_try (
  device text collate "C" primary key,
  failures int8 not null,
  since_ms int8 not null
);
