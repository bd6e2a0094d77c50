create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'the ledger''s % are never changed or deleted', tg_table_name; end $$;
create trigger entries_fixed before update or delete or truncate on entries execute function refuse_change();
create trigger lines_fixed before update or truncate on lines execute function refuse_change();
create trigger packages_fixed before update or delete or truncate on packages execute function refuse_change();
alter table lines alter column line set storage external;
alter table records alter column compiled set storage external;
