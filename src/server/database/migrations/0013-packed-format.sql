-- The format of a packed file: one that this build's tablets can't open is made anew, and is told to nobody until then.
alter table snapshot add column format int8 not null default 0;

-- What was bought, for the ranks of the search words and for the paces of the stores: both walk months of it.
create index event_purchase on event (home_id, at_ms) include (product_id, variant_id, quantity) where name = 'purchase';
