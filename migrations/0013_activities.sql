-- The Week itself: what is announced, when and where it is held, and what came of it.

create extension if not exists btree_gin;

-- Kinds of activities and outputs, as data. `figures` says what one of them adds to which indicator of the national dictionary:
-- [{"indicator": "CLASS.PROF.N", "takes": "one"}]; takes is one, sessions, attendances, people or quantity.
create table activity_kind (
  code text primary key,
  position smallint not null,
  name_vi text not null,
  name_en text not null,
  -- a thing without a date (banners, leaflets, radio items): counted by its quantity
  is_output boolean not null default false,
  -- what its quantity counts: 'tờ', 'chiếc'
  unit_vi text,
  unit_en text,
  -- https://schema.org type of an announced activity
  schema_type text not null default 'Event',
  figures jsonb not null default '[]',
  -- where the kind and its figures are from
  source text not null,
  check (is_output = (unit_vi is not null and unit_en is not null))
);

insert into activity_kind (code, position, name_vi, name_en, is_output, unit_vi, unit_en, schema_type, figures, source) values
  ('class-prof', 10, 'Lớp bồi dưỡng chuyên môn, nghiệp vụ', 'Professional course', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.PROF.N","takes":"one"},{"indicator":"CLASS.PROF.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 5'),
  ('class-langit', 11, 'Lớp ngoại ngữ, tin học', 'Language or computer course', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.LANGIT.N","takes":"one"},{"indicator":"CLASS.LANGIT.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 5'),
  ('class-voc', 12, 'Lớp dạy nghề cho lao động nông thôn', 'Vocational course for rural workers', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.VOC.N","takes":"one"},{"indicator":"CLASS.VOC.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 5'),
  ('class-life', 13, 'Lớp giáo dục kỹ năng sống', 'Life skills course', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.LIFE.N","takes":"one"},{"indicator":"CLASS.LIFE.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 5'),
  ('class-ce', 14, 'Lớp đáp ứng yêu cầu của người học', 'Course on demand of learners', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.CE.N","takes":"one"},{"indicator":"CLASS.CE.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 5'),
  ('class-lit', 15, 'Lớp xóa mù chữ', 'Literacy class', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.LIT.N","takes":"one"},{"indicator":"CLASS.LIT.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 5'),
  ('class-other', 16, 'Lớp học khác', 'Other class', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.OTHER.N","takes":"one"},{"indicator":"CLASS.OTHER.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 5'),
  ('seminar', 20, 'Hội thảo', 'Seminar', false, null, null, 'EducationEvent',
    '[{"indicator":"EVENT.SEMINAR.N","takes":"sessions"},{"indicator":"EVENT.SEMINAR.P","takes":"people"}]', 'mẫu báo cáo 2022, mục 4'),
  ('talk', 21, 'Tọa đàm', 'Talk', false, null, null, 'EducationEvent',
    '[{"indicator":"EVENT.SEMINAR.N","takes":"sessions"},{"indicator":"EVENT.SEMINAR.P","takes":"people"}]', 'mẫu báo cáo 2022, mục 4'),
  ('exhibition', 22, 'Triển lãm', 'Exhibition', false, null, null, 'ExhibitionEvent',
    '[{"indicator":"EVENT.EXHIB.N","takes":"one"},{"indicator":"EVENT.EXHIB.P","takes":"attendances"}]', 'mẫu báo cáo 2022, mục 4'),
  ('performance', 23, 'Hội diễn văn nghệ', 'Performance', false, null, null, 'TheaterEvent',
    '[{"indicator":"EVENT.ARTS.N","takes":"sessions"}]', 'mẫu báo cáo 2022, mục 4'),
  ('contest', 24, 'Cuộc thi', 'Contest', false, null, null, 'Event',
    '[{"indicator":"X.CONTESTS.N","takes":"one"}]', 'kế hoạch các địa phương 2020–2022'),
  ('club', 25, 'Câu lạc bộ, diễn đàn', 'Club or forum', false, null, null, 'SocialEvent',
    '[]', 'kế hoạch các địa phương 2020–2022'),
  ('library', 30, 'Hoạt động thư viện', 'Library event', false, null, null, 'LiteraryEvent',
    '[{"indicator":"LIB.ACTIV","takes":"sessions"}]', 'mẫu báo cáo 2022, mục 6'),
  ('book-day', 31, 'Ngày hội sách, ngày đọc', 'Book day', false, null, null, 'LiteraryEvent',
    '[{"indicator":"LIB.ACTIV","takes":"sessions"}]', 'kế hoạch các địa phương 2020–2022'),
  ('online-course', 32, 'Khóa học trực tuyến', 'Online course', false, null, null, 'EducationEvent',
    '[{"indicator":"CLASS.OTHER.N","takes":"one"},{"indicator":"CLASS.OTHER.P","takes":"attendances"}]', 'kế hoạch các địa phương 2020–2022'),
  ('other', 39, 'Hoạt động khác', 'Other activity', false, null, null, 'Event', '[]', 'kế hoạch các địa phương 2020–2022'),
  ('book-drive', 50, 'Quyên góp, trao tặng sách', 'Book drive', true, 'cuốn', 'books', 'Event',
    '[{"indicator":"X.BOOKS.DONATED","takes":"quantity"}]', 'kế hoạch các địa phương 2020–2022'),
  ('media-press', 51, 'Bài viết trên báo', 'Newspaper article', true, 'bài', 'articles', 'Event',
    '[{"indicator":"MEDIA.PRESS","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 2'),
  ('media-tv', 52, 'Tin, phóng sự truyền hình', 'Television item', true, 'tin, phóng sự', 'items', 'Event',
    '[{"indicator":"MEDIA.TV","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 2'),
  ('media-radio', 53, 'Tin, bài phát thanh', 'Radio or loudspeaker item', true, 'tin, bài', 'items', 'Event',
    '[{"indicator":"MEDIA.RADIO","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 2'),
  ('media-wallpaper', 54, 'Báo tường', 'Wall newspaper', true, 'tờ', 'sheets', 'Event',
    '[{"indicator":"MEDIA.WALLPAPER","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 2'),
  ('media-online', 55, 'Trang tin, bài viết, video trên mạng', 'Web page, post or video', true, 'tin, bài, video', 'items', 'Event',
    '[{"indicator":"MEDIA.ONLINE","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 3'),
  ('leaflet', 56, 'Tờ rơi', 'Leaflet', true, 'tờ', 'leaflets', 'Event',
    '[{"indicator":"PROP.LEAFLET","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 3'),
  ('book', 57, 'Sách, tài liệu phát hành', 'Books and documents issued', true, 'cuốn, bản', 'copies', 'Event',
    '[{"indicator":"PROP.BOOK","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 3'),
  ('banner', 58, 'Băng rôn, pa nô, khẩu hiệu', 'Banners and panels', true, 'chiếc', 'pieces', 'Event',
    '[{"indicator":"PROP.BANNER","takes":"quantity"}]', 'mẫu báo cáo 2022, mục 3'),
  ('bookcase', 59, 'Tủ sách', 'Bookcase', true, 'tủ', 'bookcases', 'Event', '[]', 'kế hoạch các địa phương 2020–2022');

-- An organisation from outside the tree that a commune takes in: its activities count for that commune.
create table organisation (
  id bigint generated always as identity primary key,
  -- the commune that takes it in
  unit_id bigint not null references unit (id),
  name text not null check (name <> ''),
  kind text not null check (kind in ('school', 'centre', 'library', 'association', 'company', 'club', 'other')),
  about text not null default '',
  website text,
  contact_name text not null,
  contact_email citext not null,
  contact_phone text,
  status text not null default 'waiting' check (status in ('waiting', 'accepted', 'refused', 'closed')),
  reason text,
  search_key text not null,
  -- who registered it and speaks for it
  account_id uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  decided_by uuid references account (id) on delete set null,
  decided_at timestamptz,
  check (status not in ('refused', 'closed') or reason is not null)
);
create index organisation_unit on organisation (unit_id, status);
create index organisation_account on organisation (account_id);
create index organisation_decided_by on organisation (decided_by);
create index organisation_search on organisation using gin (search_key gin_trgm_ops);

-- A spreadsheet of activities: looked at, taken in, and taken back in one step.
create table activity_import (
  id bigint generated always as identity primary key,
  edition_id bigint not null references edition (id),
  unit_id bigint not null,
  pos integer not null,
  -- for an organisation that the unit has taken in
  organisation_id bigint references organisation (id),
  file_name text not null,
  -- says that the same file was sent before; the file itself is not kept, nor what its faulty rows hold
  file_sha256 text not null,
  status text not null default 'checked' check (status in ('checked', 'done', 'undone')),
  -- good rows as they will be (emptied once they are taken in) and the faults by cell: features/activities/rules.import.ts
  rows jsonb not null,
  faults jsonb not null,
  taken integer not null default 0,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  undone_at timestamptz,
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id)
);
create index activity_import_unit on activity_import (edition_id, unit_id, created_at);
create index activity_import_organisation on activity_import (organisation_id);
create index activity_import_created_by on activity_import (created_by);

create table activity (
  edition_id bigint not null references edition (id),
  id bigint generated always as identity,
  -- stable name in calendars and feeds, whatever the address of the installation
  uid uuid not null default uuidv7(),
  -- who organises: a unit of the tree, or an organisation that this unit has taken in
  unit_id bigint not null,
  -- tree position of unit_id
  pos integer not null,
  organisation_id bigint references organisation (id),
  -- name of the organiser as shown
  organiser_name text not null,
  co_organisers text[] not null default '{}',
  kind text not null references activity_kind (code),
  title text not null check (title <> ''),
  -- one or two sentences for lists
  summary text not null default '',
  -- plain text, paragraphs divided by an empty line
  description text not null default '',
  form text not null default 'in-person' check (form in ('in-person', 'online', 'both')),
  -- for whom: features/activities/rules.ts AUDIENCES
  audiences text[] not null default '{}',
  -- where: the unit of the tree whose ground it is (a commune as a rule), for lists, maps and area pages;
  -- an activity that is only on line has its organiser's
  area_unit_id bigint not null,
  area_pos integer not null,
  -- "Phường Trấn Biên, tỉnh Đồng Nai"
  area_name text not null,
  -- the province-level unit of the area, where the tree has one
  province_unit_id bigint,
  place_name text not null default '',
  address text not null default '',
  lat double precision check (lat between -90 and 90),
  lng double precision check (lng between -180 and 180),
  online_url text,
  -- false: the link is only for those who have signed up
  is_online_url_public boolean not null default true,
  -- first start and last end of its sessions; null for outputs
  starts_at timestamptz,
  ends_at timestamptz,
  -- outputs: how many, and on which day or up to which day
  quantity integer check (quantity >= 0),
  counted_on date,
  -- sign-up: none, or open from..to; capacities null: without limit
  has_signup boolean not null default false,
  signup_opens_at timestamptz,
  signup_closes_at timestamptz,
  capacity integer check (capacity > 0),
  online_capacity integer check (online_capacity > 0),
  -- đồng; 0 is free
  cost numeric not null default 0 check (cost >= 0),
  cost_note text not null default '',
  -- features/activities/rules.ts ACCESSIBILITY
  accessibility text[] not null default '{}',
  accessibility_note text not null default '',
  contact_name text not null default '',
  contact_phone text not null default '',
  contact_email text not null default '',
  -- [{"url": "https://…", "label": "…"}] evidence and material
  links jsonb not null default '[]',
  status text not null default 'draft' check (status in ('draft', 'sent', 'published', 'returned', 'cancelled')),
  -- why it was returned or cancelled
  status_reason text,
  sent_at timestamptz,
  -- the unit in charge of the area that looks at it now, and until when
  reviewer_unit_id bigint,
  review_due_at timestamptz,
  -- how often the time limit passed and it was handed up
  review_round smallint not null default 0,
  published_at timestamptz,
  published_how text check (published_how in ('own', 'reviewed', 'time-limit')),
  cancelled_at timestamptz,
  -- what happened to its time and form since it was published, for feeds: 'scheduled', 'rescheduled', 'postponed', 'moved-online'
  event_status text not null default 'scheduled' check (event_status in ('scheduled', 'rescheduled', 'postponed', 'moved-online')),
  previous_starts_at timestamptz,
  -- iCalendar SEQUENCE: goes up with each change of time, place or state after publishing
  sequence integer not null default 0,
  version integer not null default 1,
  -- small picture for lists and the page; null: one is drawn
  cover_sha256 text references file (sha256),
  cover_alt text not null default '',
  -- after it: presence as confirmed; attendances (lượt) and people (người) are never the same thing
  confirmed_at timestamptz,
  confirmed_by uuid references account (id) on delete set null,
  sessions_held integer check (sessions_held >= 0),
  attendances integer check (attendances >= 0),
  people integer check (people >= 0),
  children integer check (children >= 0),
  -- why the confirmed numbers differ from those of the check-ins
  presence_reason text,
  -- when the organiser was asked to confirm
  reminded_at timestamptz,
  -- title, summary, organiser, place: platform/text unaccentedKey and markedKey, words divided by one space
  search_key text not null,
  search_text text not null,
  import_id bigint references activity_import (id) on delete set null,
  cloned_from bigint,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (edition_id, id),
  unique (id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, area_unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, reviewer_unit_id) references edition_unit (edition_id, unit_id),
  check (ends_at >= starts_at),
  check (status not in ('returned', 'cancelled') or status_reason is not null),
  check (status <> 'published' or published_at is not null),
  check ((quantity is null) = (counted_on is null))
);
create unique index activity_uid on activity (uid);
create index activity_organiser on activity (edition_id, unit_id, updated_at);
create index activity_area on activity (edition_id, area_unit_id);
create index activity_reviewer on activity (edition_id, reviewer_unit_id, review_due_at);
-- what waits for a decision, by its time limit; what was held and is not confirmed
create index activity_due on activity (review_due_at) where status = 'sent';
create index activity_unconfirmed on activity (ends_at) where status = 'published' and confirmed_at is null and reminded_at is null;
create index activity_organisation on activity (organisation_id);
create index activity_kind_of on activity (kind);
create index activity_import_of on activity (import_id);
create index activity_cover on activity (cover_sha256);
create index activity_created_by on activity (created_by);
create index activity_confirmed_by on activity (confirmed_by);
-- the public list: what is ahead, in the order of time; its last column says without a look at the row what is over
create index activity_public on activity (edition_id, starts_at, id, ends_at) where status in ('published', 'cancelled');
create index activity_public_kind on activity (edition_id, kind, starts_at, id, ends_at) where status in ('published', 'cancelled');
-- by their end: searches of what is not over, and what began on an earlier day and goes on (exhibitions, courses)
create index activity_public_end on activity (edition_id, ends_at, id, starts_at) where status in ('published', 'cancelled');
-- an area's list, and its numbers by day and kind without a look at the rows
create index activity_public_area on activity (edition_id, area_pos, starts_at, id, ends_at, kind) where status in ('published', 'cancelled');
-- near me: a box of degrees
create index activity_public_place on activity (edition_id, lat, lng, ends_at, id) where status in ('published', 'cancelled') and lat is not null;
-- search: each lexeme with its edition before it, so that its list in the index holds one Week. Words without marks and with; each
-- word with the next one ("7:thu vien"); beginnings of words, which a prefix search of the index would gather one by one ("7:vi~");
-- the ground of 16, 128 and 1,024 positions on which it lies ("7#4:13"), so that an area's few are met before a word's many
create function activity_words(edition bigint, area integer, key text, marked text) returns tsvector
  immutable parallel safe language plpgsql as $$
declare
  before text;
  word text;
  lexemes text[] := string_to_array(ltrim(replace(' ' || key || ' ' || marked, ' ', ' ' || edition || ':')), ' ')
    || array[edition || '#4:' || (area >> 4), edition || '#7:' || (area >> 7), edition || '#10:' || (area >> 10)];
begin
  foreach word in array string_to_array(key, ' ') loop
    if before is not null then
      lexemes := lexemes || (edition || ':' || before || ' ' || word);
    end if;
    before := word;
    for length_of in 2 .. least(length(word) - 1, 6) loop
      lexemes := lexemes || (edition || ':' || left(word, length_of) || '~');
    end loop;
  end loop;
  return array_to_tsvector(lexemes);
end
$$;
create index activity_public_words on activity using gin (activity_words(edition_id, area_pos, search_key, search_text)) with (fastupdate = off)
  where status in ('published', 'cancelled');
create index activity_changed on activity (edition_id, updated_at, id) where status in ('published', 'cancelled');
create index activity_search on activity using gin (search_key gin_trgm_ops);

create table activity_session (
  edition_id bigint not null,
  activity_id bigint not null,
  -- from 1, in the order of time
  no smallint not null check (no > 0),
  unit_id bigint not null,
  pos integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- where it differs from the activity's
  place_name text,
  is_cancelled boolean not null default false,
  -- of the rotating code with which people check themselves in
  secret bytea not null,
  -- as confirmed
  attendances integer check (attendances >= 0),
  primary key (edition_id, activity_id, no),
  foreign key (edition_id, activity_id) references activity (edition_id, id) on delete cascade,
  check (ends_at > starts_at)
);

-- Days on which it stands besides the one on which it begins: later sessions of a course, an exhibition that goes on.
create table activity_day (
  edition_id bigint not null,
  activity_id bigint not null,
  -- start of the day's first session; midnight where one of an earlier day goes on
  begins_at timestamptz not null,
  -- last end of what is held on the day
  ends_at timestamptz not null,
  goes_on boolean not null,
  -- its day before this one: a list of several days has it once
  previous_begins_at timestamptz not null,
  previous_ends_at timestamptz not null,
  pos integer not null,
  -- the activity's: an area's days are read along the index
  area_pos integer not null,
  primary key (edition_id, activity_id, begins_at),
  foreign key (edition_id, activity_id) references activity (edition_id, id) on delete cascade
);
create index activity_day_time on activity_day (edition_id, begins_at, activity_id);
create index activity_day_area on activity_day (edition_id, area_pos, begins_at, activity_id);

create table activity_picture (
  edition_id bigint not null,
  activity_id bigint not null,
  id bigint generated always as identity,
  unit_id bigint not null,
  pos integer not null,
  -- re-encoded, without its metadata: the picture and a small one, WebP
  file_sha256 text not null references file (sha256),
  thumb_sha256 text not null references file (sha256),
  width integer not null,
  height integer not null,
  alt text not null check (alt <> ''),
  -- children can be recognised on it; published only with the declared consent of their guardians
  has_children boolean not null,
  has_consent boolean not null,
  is_public boolean not null default false,
  added_by uuid references account (id) on delete set null,
  added_at timestamptz not null default now(),
  primary key (edition_id, activity_id, id),
  foreign key (edition_id, activity_id) references activity (edition_id, id) on delete cascade,
  check (not is_public or not has_children or has_consent)
);
create index activity_picture_file on activity_picture (file_sha256);
create index activity_picture_thumb on activity_picture (thumb_sha256);
create index activity_picture_added_by on activity_picture (added_by);

-- What each confirmed activity, output or ceremony adds to the report of the nearest reporting unit at or above its organiser.
create table figure (
  edition_id bigint not null references edition (id),
  -- the unit whose report it stands in
  unit_id bigint not null,
  indicator text not null,
  source text not null check (source in ('activity', 'ceremony')),
  source_id bigint not null,
  pos integer not null,
  value numeric not null check (value >= 0),
  occurred_on date not null,
  primary key (edition_id, unit_id, indicator, source, source_id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id)
);
create index figure_source on figure (edition_id, source, source_id);

alter table activity enable row level security;
create policy activity_seen on activity for select
  using (status in ('published', 'cancelled') or (select app_is_system())
    or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy activity_written on activity for insert
  with check ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy activity_updated on activity for update
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy activity_deleted on activity for delete
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
do $$
declare
  t text;
begin
  foreach t in array array['activity_import', 'figure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or (edition_id = (select app_edition()) and pos <@ (select app_scope())))', t || '_seen', t);
  end loop;
  -- public where the activity is; pictures besides only when published
  foreach t in array array['activity_session', 'activity_day', 'activity_picture'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select using ((select app_is_system())
      or (edition_id = (select app_edition()) and pos <@ (select app_scope()))
      or (%s exists (select from activity a where a.edition_id = %I.edition_id and a.id = %I.activity_id
        and a.status in (''published'', ''cancelled''))))',
      t || '_seen', t, case t when 'activity_picture' then 'is_public and' else '' end, t, t);
    execute format('create policy %I on %I for insert with check ((select app_is_system())
      or (edition_id = (select app_edition()) and pos <@ (select app_scope())))', t || '_written', t);
    execute format('create policy %I on %I for update using ((select app_is_system())
      or (edition_id = (select app_edition()) and pos <@ (select app_scope())))', t || '_updated', t);
    execute format('create policy %I on %I for delete using ((select app_is_system())
      or (edition_id = (select app_edition()) and pos <@ (select app_scope())))', t || '_deleted', t);
  end loop;
end
$$;
alter table organisation enable row level security;
create policy organisation_seen on organisation
  using ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]) or account_id = (select app_account()));
