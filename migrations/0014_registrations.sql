-- Who signs up, who comes: exact under a rush, little personal data, each with an end date.

-- Seats of an activity by the way of taking part; a full one keeps a waiting list in order. The row is held while a place is given.
create table activity_seats (
  edition_id bigint not null,
  activity_id bigint not null,
  mode text not null check (mode in ('in-person', 'online')),
  -- null: without limit
  capacity integer check (capacity > 0),
  taken integer not null default 0 check (taken >= 0),
  -- people on the waiting list
  waiting integer not null default 0 check (waiting >= 0),
  -- number of the last one who asked
  last_no integer not null default 0,
  primary key (edition_id, activity_id, mode),
  foreign key (edition_id, activity_id) references activity (edition_id, id) on delete cascade
);

create table registration (
  edition_id bigint not null,
  activity_id bigint not null,
  id bigint generated always as identity,
  -- the organiser: only its own people see names
  unit_id bigint not null,
  mode text not null check (mode in ('in-person', 'online')),
  -- short code for the desk, unique in the activity: 7K2M9Q
  code text not null,
  -- goes up when the person asks for a new link; the link is an HMAC of id and version, kept nowhere
  link_version smallint not null default 1,
  name text not null,
  contact text,
  contact_kind text not null check (contact_kind in ('email', 'phone', 'none')),
  -- a group's school, club or company
  organisation text not null default '',
  -- grown-ups and children; children are numbers, never names
  people smallint not null check (people >= 0),
  children smallint not null default 0 check (children >= 0),
  is_guardian boolean not null default false,
  status text not null check (status in ('confirmed', 'waiting', 'withdrawn')),
  -- order of asking within activity and mode
  queue_no integer not null,
  locale text not null default 'vi' check (locale in ('vi', 'en')),
  -- salted hash of the address it came from, forgotten with the rest
  address_hash bytea,
  -- the link went to the contact by mail and was shown to nobody: then a contact stands once in an activity (decision 0018)
  by_mail boolean not null default false,
  -- hash of the form that was sent and what was in it: sent twice it stands once
  form_key bytea,
  created_at timestamptz not null default now(),
  promoted_at timestamptz,
  withdrawn_at timestamptz,
  -- reminders, each once: the day before, and two hours before the first session
  reminded_day_at timestamptz,
  reminded_soon_at timestamptz,
  -- feedback: asked once, given at most once
  asked_at timestamptz,
  score smallint check (score between 1 and 5),
  comment text,
  feedback_at timestamptz,
  -- name and contact are taken out after this day
  delete_after date not null,
  -- name, contact, organisation, comment and address are blank since; the numbers stay
  forgotten_at timestamptz,
  primary key (edition_id, activity_id, id),
  unique (id),
  unique (edition_id, activity_id, code),
  foreign key (edition_id, activity_id) references activity (edition_id, id) on delete cascade,
  check (people + children > 0),
  check ((contact is null) = (contact_kind = 'none')),
  check (name <> '' or forgotten_at is not null),
  check (children = 0 or is_guardian or organisation <> '' or forgotten_at is not null)
);
create index registration_queue on registration (edition_id, activity_id, mode, queue_no) where status = 'waiting';
create index registration_order on registration (edition_id, activity_id, queue_no);
create index registration_end on registration (delete_after) where forgotten_at is null;
create index registration_contact on registration (lower(contact)) where contact is not null and status <> 'withdrawn';
create index registration_address on registration (address_hash, created_at);
create index registration_contact_of on registration (edition_id, activity_id, lower(contact)) where status <> 'withdrawn' and contact is not null;
create unique index registration_once on registration (edition_id, activity_id, lower(contact)) where by_mail and status <> 'withdrawn' and contact is not null;
create unique index registration_form on registration (edition_id, activity_id, form_key) where form_key is not null;

-- Presence: of a session of an activity, or of a site of a ceremony. The id is made by the device, so that what is sent twice stands once.
create table checkin (
  edition_id bigint not null references edition (id),
  id uuid not null,
  unit_id bigint not null,
  event text not null check (event in ('activity', 'ceremony')),
  event_id bigint not null,
  -- activity: number of the session; ceremony: id of the site
  part bigint not null,
  -- the registration or the guest; null for those who came without
  holder_id bigint,
  -- somebody without a registration who wants to be named
  name text,
  people smallint not null check (people >= 0),
  children smallint not null default 0 check (children >= 0),
  way text not null check (way in ('qr', 'list', 'self', 'count')),
  -- which door or device took it
  door text not null default '',
  -- by the device's clock as it was told, and when it arrived
  device_at timestamptz not null,
  received_at timestamptz not null default now(),
  taken_by uuid references account (id) on delete set null,
  undone_at timestamptz,
  primary key (edition_id, id)
);
create unique index checkin_once on checkin (edition_id, event, event_id, part, holder_id) where holder_id is not null and undone_at is null;
create index checkin_event on checkin (edition_id, event, event_id, part, received_at);
create index checkin_taken_by on checkin (taken_by);
-- names of those who came without a sign-up: taken out after 90 days
create index checkin_names on checkin (received_at) where name is not null;

-- Browsers that want to be reminded. Gone when they no longer answer, and with the registration.
create table push_subscription (
  registration_id bigint not null references registration (id) on delete cascade,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  unit_id bigint not null,
  created_at timestamptz not null default now(),
  -- one browser may be reminded of several activities
  primary key (registration_id, endpoint)
);
create index push_subscription_endpoint on push_subscription (endpoint);

-- The key with which this installation speaks to push services (VAPID); the private part encrypted with the installation's key.
create table push_key (
  id boolean primary key default true check (id),
  public_key text not null,
  private_key bytea not null,
  created_at timestamptz not null default now()
);

do $$
declare
  t text;
begin
  foreach t in array array['registration', 'checkin', 'push_subscription'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or unit_id = any ((select app_units())::bigint[]))', t || '_seen', t);
  end loop;
end
$$;
