-- The first run shows how far it is, also to somebody who closes the window and comes back.

alter table installation
  add column started_at timestamptz,
  -- what is being done now: units, demonstration
  add column step text check (step in ('units', 'demonstration')),
  add column done integer not null default 0,
  add column total integer,
  -- why it stopped, in words for the person who installs; null while all is well
  add column problem text;
