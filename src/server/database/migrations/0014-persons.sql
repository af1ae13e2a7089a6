-- Who stands at a tablet: what they let us do, what they had us forget, and the visits that their passes have opened.

create table consent (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  purpose text not null,
  given boolean not null,
  text text not null,
  locale text not null,
  at_ms int8 not null,
  device text not null,
  primary key (home_id, id)
);

create table forgotten (
  home_id text collate "C" not null,
  id text collate "C" not null,
  rev int8 not null,
  at_ms int8 not null,
  primary key (home_id, id)
);

-- Session data from here on. A visit's home is linked once, to one person; the person's own home is told to no tablet.
create table visit_link (
  visit_home text collate "C" primary key,
  customer text collate "C" not null,
  device text collate "C" not null,
  level text not null,
  -- The code that opened it, so that a tablet whose answer was lost may ask again.
  code_name text,
  wishes jsonb,
  linked_ms int8 not null,
  seen_ms int8 not null,
  ended_ms int8
);
create index visit_link_device on visit_link (device) where ended_ms is null;
create index visit_link_customer on visit_link (customer) where ended_ms is null;

-- Codes of one minute that were taken. The name is the certificate's alias and the second.
create table pass_use (
  code_name text collate "C" primary key,
  used_ms int8 not null
);

create table pass_cert (
  alias text collate "C" primary key,
  phone text collate "C" not null,
  customer text collate "C" not null,
  wishes jsonb,
  issued_ms int8 not null,
  revoked_ms int8
);
create index pass_cert_customer on pass_cert (customer);

create table join_code (
  code_hash text collate "C" primary key,
  device text collate "C" not null,
  visit_home text collate "C" not null,
  ends_ms int8 not null,
  used_ms int8
);
create index join_code_device on join_code (device);

-- Of whom there are looks in the audit, for the person to see.
create index audit_about on audit (about, at_ms) where what = 'identify';
