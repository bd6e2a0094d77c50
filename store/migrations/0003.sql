-- What became of each process over its releases, which tables and comparisons of versions tell.
alter table records add column history {blob}; -- JSON, zstd; null of what was merged before there was one
