-- People sign in on their own phones by a code in a mail. Session data: hashes only, never an address.
create table mail_code (
  -- The enrolment that asked: the code is good in that browser and nowhere else.
  device_id text collate "C" primary key,
  email_id text collate "C" not null,
  code_hash text not null,
  tries int8 not null,
  made_ms int8 not null,
  ends_ms int8 not null,
  used_ms int8
);

-- How many mails an address was sent, in this quarter of an hour and on this day.
create table mail_try (
  email_id text collate "C" primary key,
  since_ms int8 not null,
  mails int8 not null,
  day_ms int8 not null,
  day_mails int8 not null
);

-- The home that a new person is about to get: of two phones at the same instant both get the same one.
create table person_reserved (
  email_id text collate "C" primary key,
  home_id text collate "C" not null,
  made_ms int8 not null
);

create index identity_by_id on identity (id);
