-- What the rules found in each process (decision 12: what follows from one process is stored with it).
alter table records add column checks {blob}; -- JSON, zstd; null where nothing was asked
