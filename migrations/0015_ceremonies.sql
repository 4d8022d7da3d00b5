-- The ceremony: one programme at many sites, guests by office with a quota.

create table ceremony (
  edition_id bigint not null references edition (id),
  id bigint generated always as identity,
  uid uuid not null default uuidv7(),
  unit_id bigint not null,
  pos integer not null,
  title text not null check (title <> ''),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  about text not null default '',
  status text not null default 'draft' check (status in ('draft', 'published', 'held', 'cancelled')),
  status_reason text,
  -- open to everybody to watch: shown on the portal with its public link
  is_public boolean not null default false,
  public_url text,
  version integer not null default 1,
  -- of its calendar entry: goes up with each change of time or place
  sequence integer not null default 0,
  -- the programme is written by others than the head: it has a version of its own
  programme_version integer not null default 1,
  -- a screen is opened by a link that holds this version: raising it makes every earlier link worthless
  screen_version smallint not null default 1,
  -- minutes by which the running programme is behind (or before), as the stage has said; and before the last step,
  -- so that a step too many can be taken back
  delay_minutes integer not null default 0,
  delay_before integer not null default 0,
  -- the item on the stage, as its manager has said; null: by the clock
  current_row_id bigint,
  -- what the day itself gave, where the counted figures had to be corrected, and why
  held_points integer check (held_points >= 0),
  held_people integer check (held_people >= 0),
  held_reason text,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (edition_id, id),
  unique (id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id),
  check (ends_at > starts_at),
  check (status <> 'cancelled' or status_reason is not null),
  check (held_points is null and held_people is null or held_reason is not null)
);
create index ceremony_unit on ceremony (edition_id, unit_id);
create index ceremony_created_by on ceremony (created_by);

create table ceremony_site (
  edition_id bigint not null,
  ceremony_id bigint not null,
  id bigint generated always as identity,
  unit_id bigint not null,
  pos integer not null,
  position integer not null,
  kind text not null check (kind in ('central', 'connected')),
  name text not null check (name <> ''),
  -- the unit at whose place it is; its people work at the door
  host_unit_id bigint,
  place text not null default '',
  address text not null default '',
  contact_name text not null default '',
  contact_phone text not null default '',
  -- the room of the video meeting
  link text,
  -- link test: when, and the list of what is to be seen to: [{"what": "…", "done": true}]
  link_test_at timestamptz,
  checklist jsonb not null default '[]',
  link_state text not null default 'untested' check (link_state in ('untested', 'good', 'bad')),
  link_note text not null default '',
  -- who said it: the organiser's people, the host's, or whoever holds the site's link; null: not tested
  link_tester text check (link_tester in ('organiser', 'host', 'link')),
  -- the page of whoever sits there without an account is opened by a link that holds this version
  link_version smallint not null default 1,
  -- the test is ticked by the host's people while the organiser's edit the rest
  version integer not null default 1,
  seats integer check (seats > 0),
  -- rows of seats by letter and number: [{"row": "A", "seats": 12}]; empty: no seating plan
  seat_rows jsonb not null default '[]',
  primary key (edition_id, ceremony_id, id),
  unique (id),
  foreign key (edition_id, ceremony_id) references ceremony (edition_id, id) on delete cascade,
  foreign key (edition_id, host_unit_id) references edition_unit (edition_id, unit_id)
);
create index ceremony_site_order on ceremony_site (edition_id, ceremony_id, position);
create index ceremony_site_host on ceremony_site (edition_id, host_unit_id);

create table programme_row (
  edition_id bigint not null,
  ceremony_id bigint not null,
  id bigint generated always as identity,
  unit_id bigint not null,
  pos integer not null,
  position integer not null,
  -- both may be wrong or missing while the programme is written; the findings tell
  starts_at timestamptz,
  ends_at timestamptz,
  content text not null,
  in_charge text not null default '',
  -- null: at every site
  site_id bigint references ceremony_site (id) on delete cascade,
  primary key (edition_id, ceremony_id, id),
  foreign key (edition_id, ceremony_id) references ceremony (edition_id, id) on delete cascade
);
create index programme_row_order on programme_row (edition_id, ceremony_id, position);
create index programme_row_site on programme_row (site_id);

-- An invitation to an office: so many people of it, at one site.
create table guest_group (
  edition_id bigint not null,
  ceremony_id bigint not null,
  id bigint generated always as identity,
  unit_id bigint not null,
  pos integer not null,
  site_id bigint not null references ceremony_site (id),
  position integer not null,
  -- "Hiệu trưởng các trường THPT công lập"
  label text not null check (label <> ''),
  office_unit_id bigint,
  quota integer not null check (quota > 0),
  -- where the office's answer is asked for, without an account
  contact_email citext,
  link_version smallint not null default 1,
  -- the office has answered; true: it sends nobody
  answered_at timestamptz,
  is_declined boolean not null default false,
  answer_note text not null default '',
  invited_at timestamptz,
  reminded_at timestamptz,
  -- of the calendar entry in its mails: SEQUENCE, and what the last one said of time and place
  mail_sequence integer not null default 0,
  told text,
  primary key (edition_id, ceremony_id, id),
  unique (id),
  foreign key (edition_id, ceremony_id) references ceremony (edition_id, id) on delete cascade,
  foreign key (edition_id, office_unit_id) references edition_unit (edition_id, unit_id)
);
create index guest_group_site on guest_group (site_id);
create index guest_group_office on guest_group (edition_id, office_unit_id);

-- One place of an invitation: somebody, or nobody yet. A group has as many as its quota.
create table guest (
  edition_id bigint not null,
  ceremony_id bigint not null,
  id bigint generated always as identity,
  unit_id bigint not null,
  pos integer not null,
  group_id bigint not null references guest_group (id) on delete cascade,
  -- its number among the places of the group
  slot integer not null default 1,
  site_id bigint not null references ceremony_site (id),
  -- null until the office says who comes
  name text,
  post text not null default '',
  email citext,
  phone text,
  answer text not null default 'none' check (answer in ('none', 'yes', 'no', 'delegate')),
  -- who comes in the place of the one who was invited
  delegate_name text,
  delegate_post text not null default '',
  answer_note text not null default '',
  answered_at timestamptz,
  invited_at timestamptz,
  reminded_at timestamptz,
  mail_sequence integer not null default 0,
  told text,
  link_version smallint not null default 1,
  -- short code for the door
  code text not null,
  seat text,
  -- name and contact are taken out after this day
  delete_after date not null,
  primary key (edition_id, ceremony_id, id),
  unique (id),
  unique (edition_id, ceremony_id, code),
  foreign key (edition_id, ceremony_id) references ceremony (edition_id, id) on delete cascade
);
create index guest_group_of on guest (group_id, slot);
create index guest_site on guest (site_id);
create index guest_end on guest (delete_after);
create unique index guest_seat on guest (site_id, seat) where seat is not null;

do $$
declare
  t text;
begin
  foreach t in array array['ceremony', 'ceremony_site', 'programme_row', 'guest_group'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or (edition_id = (select app_edition()) and pos <@ (select app_scope())))', t || '_seen', t);
  end loop;
end
$$;
-- Guests are people: the unit that invites sees them; a host works with those of its site through the service.
alter table guest enable row level security;
create policy guest_seen on guest using ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));

-- What the guests' side keeps of a ceremony: up to which SEQUENCE its invited guests were told of changes, and the drafts
-- that were made of its guests.
alter table ceremony
  add column guests_told integer not null default 0,
  add column invitation_paper_id bigint references paper (id) on delete set null,
  add column minutes_paper_id bigint references paper (id) on delete set null;
create index ceremony_invitation_paper on ceremony (invitation_paper_id);
create index ceremony_minutes_paper on ceremony (minutes_paper_id);

-- A mail may carry more than its text: the calendar's part of an invitation.
-- [{"as": "alternative" | "attachment", "type": "text/calendar; …", "name": "…", "content": "…"}]
alter table mail_message add column parts jsonb not null default '[]';
-- address of the page where whoever gets it ends it (RFC 2369); for reminders and letters to many
alter table mail_message add column unsubscribe text;
