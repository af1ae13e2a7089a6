-- A device's own feed, read whole at its first pull, is one device's rows of its store, not a walk over everybody's.
create index outcome_device on outcome (home_id, device);
