create trigger entries_kept before delete on entries begin select raise(abort, 'ledger entries are never deleted'); end;
create trigger entries_fixed before update on entries begin select raise(abort, 'ledger entries are never changed'); end;
create trigger lines_fixed before update on lines begin select raise(abort, 'ledger lines are never changed'); end;
create trigger packages_kept before delete on packages begin select raise(abort, 'packages are never deleted'); end;
create trigger packages_fixed before update on packages begin select raise(abort, 'packages are never changed'); end;
