-- Who is at the other end: waiting enrolments, PINs, the first manager's link, the server's key.
-- No shop data; a secret is kept as its hash only, the server's own key excepted.

create table enrolment (
  device_id text collate "C" primary key,
  code text not null,
  public_key jsonb not null,
  screen jsonb not null,
  suggested text,
  store text,
  asked_ms int8 not null,
  ends_ms int8 not null,
  polled_ms int8 not null,
  used_ms int8
);
create unique index enrolment_code on enrolment (code);

create table credential (
  home_id text collate "C" not null,
  id text collate "C" not null,
  pin_hash text not null,
  changed_ms int8 not null,
  primary key (home_id, id)
);

-- Wrong PINs per person and device; a person that doesn't exist is counted like one that does [T9].
create table pin_try (
  home_id text collate "C" not null,
  device text collate "C" not null,
  number text collate "C" not null,
  failures int8 not null,
  until_ms int8 not null,
  primary key (home_id, device, number)
);

create table claim (
  token_hash text primary key,
  home_id text not null,
  made_ms int8 not null,
  ends_ms int8 not null,
  used_ms int8
);

create table signing_key (
  kid text primary key,
  public_jwk jsonb not null,
  private_jwk jsonb not null,
  created_ms int8 not null
);

-- What a device said of itself at its last hello [K13, SG1, SG3].
create table device_report (
  home_id text collate "C" not null,
  device text collate "C" not null,
  epoch text not null,
  app_version text not null,
  pending int8 not null,
  max_seq int8 not null,
  persisted boolean,
  lost jsonb,
  at_ms int8 not null,
  -- Since when its outbox has not been empty; null: empty.
  pending_since_ms int8,
  primary key (home_id, device)
);

create table audit (
  home_id text collate "C" not null,
  id text collate "C" not null,
  at_ms int8 not null,
  actor text not null,
  device text not null,
  what text not null,
  about text not null,
  primary key (home_id, id)
);
