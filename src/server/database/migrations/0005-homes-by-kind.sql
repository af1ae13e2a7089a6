-- A chain's stores, asked for by every act and every pull: customers are homes too, and by far the most of them.
create index home_kind on home (kind, chain_id);
