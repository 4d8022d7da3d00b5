-- What the public sees beside the activities: each area's own look, published results, the honour board.

create table unit_look (
  unit_id bigint primary key references unit (id),
  -- a colour of the palette: features/portal/rules.ts LOOKS
  colour text not null,
  -- a greeting of its own on its page
  greeting text not null default '',
  -- picture of the page's head, re-encoded
  picture_sha256 text references file (sha256),
  picture_alt text not null default '',
  version integer not null default 1,
  updated_by uuid references account (id) on delete set null,
  updated_at timestamptz not null default now()
);
create index unit_look_picture on unit_look (picture_sha256);
create index unit_look_updated_by on unit_look (updated_by);

-- What anybody may read of activities, and no column more. The views are the owner's: they say themselves what is public, so that a
-- search may use its index (row-level security forbids that to conditions that could leak).
create view public_activity as
  select edition_id, id, uid, unit_id, organisation_id, organiser_name, co_organisers, kind, title, summary, description, form, audiences,
    area_unit_id, area_pos, area_name, province_unit_id, place_name, address, lat, lng,
    case when is_online_url_public then online_url end as online_url, starts_at, ends_at, quantity, counted_on,
    has_signup, signup_opens_at, signup_closes_at, capacity, online_capacity, cost, cost_note, accessibility, accessibility_note,
    contact_name, contact_phone, contact_email, links, status, case when status = 'cancelled' then status_reason end as status_reason,
    published_at, cancelled_at, event_status, previous_starts_at, sequence, cover_sha256, cover_alt,
    confirmed_at, attendances, people, search_key, search_text, created_at, updated_at
  from activity where status in ('published', 'cancelled');
create view public_session as
  select s.edition_id, s.activity_id, s.no, s.starts_at, s.ends_at, s.place_name, s.is_cancelled
  from activity_session s join activity a on a.edition_id = s.edition_id and a.id = s.activity_id
  where a.status in ('published', 'cancelled');
create view public_day as
  select d.begins_at as day_begins_at, d.ends_at as day_ends_at, d.goes_on, d.previous_begins_at, d.previous_ends_at, d.area_pos as day_area_pos, a.*
  from activity_day d join public_activity a on a.edition_id = d.edition_id and a.id = d.activity_id;
create view public_picture as
  select p.edition_id, p.activity_id, p.id, p.file_sha256, p.thumb_sha256, p.width, p.height, p.alt
  from activity_picture p join activity a on a.edition_id = p.edition_id and a.id = p.activity_id
  where p.is_public and a.status in ('published', 'cancelled');
create view public_seats as
  select s.edition_id, s.activity_id, s.mode, s.capacity, s.taken, s.waiting
  from activity_seats s join activity a on a.edition_id = s.edition_id and a.id = s.activity_id
  where a.status in ('published', 'cancelled');
create view public_ceremony as
  select edition_id, id, uid, unit_id, title, starts_at, ends_at, about, status, public_url, sequence, updated_at
  from ceremony where is_public and status in ('published', 'held', 'cancelled');
revoke insert, update, delete on public_activity, public_session, public_day, public_picture, public_seats, public_ceremony from suotdoi_app;

-- Results of a Week as a unit has published them: the figures of that moment.
create table result_publication (
  edition_id bigint not null,
  unit_id bigint not null,
  pos integer not null,
  -- [{"indicator": "CLASS.PROF.N", "label": "…", "unit": "lớp", "value": "12"}], reports counted and expected
  figures jsonb not null,
  reports integer not null,
  expected integer not null,
  words text not null default '',
  published_by uuid references account (id) on delete set null,
  published_at timestamptz not null default now(),
  primary key (edition_id, unit_id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id)
);
create index result_publication_by on result_publication (published_by);

-- The honour board: whom a decision has commended.
create table commendation (
  edition_id bigint not null references edition (id),
  id bigint generated always as identity,
  unit_id bigint not null,
  pos integer not null,
  -- a unit or a person
  awardee_kind text not null check (awardee_kind in ('unit', 'person')),
  awardee text not null check (awardee <> ''),
  achievement text not null default '',
  -- "Giấy khen", "Bằng khen"
  award text not null,
  decision_number text,
  decided_on date,
  is_public boolean not null default false,
  search_key text not null,
  added_by uuid references account (id) on delete set null,
  added_at timestamptz not null default now(),
  primary key (edition_id, id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id)
);
create index commendation_unit on commendation (edition_id, unit_id, decided_on);
create index commendation_added_by on commendation (added_by);

alter table result_publication enable row level security;
create policy result_publication_seen on result_publication for select using (true);
create policy result_publication_written on result_publication for insert
  with check ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy result_publication_updated on result_publication for update
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy result_publication_deleted on result_publication for delete
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
alter table commendation enable row level security;
create policy commendation_seen on commendation for select using (is_public or (select app_is_system())
  or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy commendation_written on commendation for insert
  with check ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy commendation_updated on commendation for update
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy commendation_deleted on commendation for delete
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
