-- Which processes the red flags of each version are about (search/ knows what the bytes say). Other than results, these
-- are kept of every version: they are small. Versions from before this table have none.
create table flags (
  n         {integer} not null,         -- of the version
  indicator {text} not null,
  sets      {blob} not null,            -- of documents, by state; zstd
  primary key (n, indicator)
) {clustered};
