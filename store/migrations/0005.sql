-- What indicators say of the latest version: red flags, and how suppliers and buyers performed (tables/ knows what the
-- text says). Each version's take the place of those before; the files of a version keep its own for ever.
create table results (
  place     {integer} not null,         -- from 1, in the order of the version's files
  n         {integer} not null,         -- of the version
  list      {text} not null,            -- the table that has it as a row: flags, supplier_performance, buyer_performance
  indicator {text} not null,
  subject   {text} not null,            -- what kind of thing it is about
  ocid      {text} not null,            -- of these, those that the subject has not are empty
  supplier  {text} not null,
  buyer     {text} not null,
  result    {blob} not null,            -- JSON, zstd
  primary key (list, place)
) {clustered};
create index results_indicator on results (list, indicator, place);
create index results_ocid on results (ocid, place) where ocid <> '';
create index results_supplier on results (supplier, place) where supplier <> '';
create index results_buyer on results (buyer, place) where buyer <> '';

-- Of which version there are results, though it may have none.
create table judged (n {integer} primary key);
