-- Posters, banners and sharing pictures that were made: what stands on a sheet and how it is drawn → its file.
create table kit_file (
  -- hash of the sheet, its kind and the version of the drawing: features/portal/kit/made-files.ts
  key text primary key check (key ~ '^[A-Za-z0-9_-]{43}$'),
  file_sha256 text not null references file (sha256),
  -- what nobody has asked for in 60 days is removed, with its bytes
  used_on date not null default current_date
);
create index kit_file_file on kit_file (file_sha256);
create index kit_file_used on kit_file (used_on);

-- A whole kit that somebody waits for: while its line is there, nobody else need order it.
create table kit_order (
  -- hash of its sheets
  key text primary key check (key ~ '^[A-Za-z0-9_-]{43}$'),
  ordered_at timestamptz not null default now()
);
