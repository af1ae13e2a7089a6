-- Rows of the change log that were written before their records had these fields: a tablet would take them for gone.
update change set row = row || '{"leases": null}'::jsonb where table_name = 'store' and row is not null and not row ? 'leases';
update change set row = row || '{"contact": null}'::jsonb where table_name = 'hold' and row is not null and not row ? 'contact';
