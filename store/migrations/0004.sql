-- How processes are found (search/ knows what the bytes say). A document is a record as some versions have it.
create table found (
  doc   {integer} primary key,          -- from 1; those of a later version are larger
  ocid  {text} not null,
  since {integer} not null,             -- as the record's
  until {integer} not null,
  facts {blob} not null
);
create unique index found_record on found (ocid, since);
create index found_until on found (until);
create index found_since on found (since, doc);

-- In which documents each word stands: those of all versions, by blocks of documents.
create table words (
  word  {text} not null,
  block {integer} not null,
  docs  {blob} not null,
  primary key (word, block)
) {clustered};
