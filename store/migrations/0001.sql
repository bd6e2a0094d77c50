-- The ledger: entries that never change, contiguous from 1 (decision 4).
create table entries (
  seq     {integer} primary key check (seq > 0),
  type    {text} not null check (type in ('release', 'version', 'withdrawal', 'key')),
  ocid    {text} not null,              -- of a release or withdrawal, else empty
  id      {text} not null,              -- of the release, version or key
  sha256  {text} not null,              -- digest of nonce, line feed and line; of a version, its manifest's
  package {integer},                    -- of a release that came in one
  at      {text} not null               -- when it was appended, UTC
);
create unique index entries_release on entries (ocid, id) where type = 'release';
create index entries_process on entries (ocid, seq);

-- What the digests are made of. Only a withdrawal deletes from here.
create table lines (
  seq   {integer} primary key references entries (seq),
  nonce {text} not null,                -- 16 random bytes in hex
  line  {blob} not null                 -- the release, zstd
);

-- What packages say beside their releases, once per package handed in.
create table packages (
  id         {integer} primary key,
  line       {text} not null,           -- the package's other members, as one line
  extensions {text} not null,           -- a JSON list of URLs, in the package's order
  at         {text} not null
);

-- What is published: each version is a prefix of the ledger (decision 5).
create table versions (
  n           {integer} primary key,
  id          {text} not null unique,   -- YYYY-MM-DD.N in the publisher's time zone
  seq         {integer} not null,       -- of its own entry, the one after the prefix
  at          {text} not null,
  releases    {integer} not null,       -- in the prefix
  records     {integer} not null,
  manifest    {text} not null,          -- SHA-256 of manifest.json in the archive
  publication {text} not null           -- what the publisher said of itself then, JSON
);

-- Derived from the ledger from here on.
create table processes (
  ocid  {text} primary key,
  first {integer} not null unique,      -- seq of its first release
  year  {integer} not null              -- of that release's date as written: the partition
);
create index processes_year on processes (year, first);

create table records (
  ocid       {text} not null,
  since      {integer} not null,        -- n of the first version that has it so
  until      {integer} not null,        -- n of the version that has it otherwise
  releases   {text} not null,           -- a JSON list of {id, date, tag}, oldest first
  extensions {text} not null,           -- a JSON list of URLs
  compiled   {blob} not null,           -- the compiled release, zstd
  primary key (ocid, since)
);
