-- The campaign: documents, editions with their frozen tree, plans, tasks, due dates, forms, reports and totals.

create table document (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  file_sha256 text not null references file (sha256),
  file_name text not null,
  media_type text not null,
  status text not null default 'waiting' check (status in ('waiting', 'read', 'failed', 'confirmed')),
  -- DocumentBlocks, for showing the document beside what was understood
  blocks jsonb,
  -- the report form found in it (FormDefinition), as it is to be used
  form_definition jsonb,
  -- what the engine found: PlanReading and its sources, never changed afterwards
  reading jsonb,
  sources jsonb,
  -- what a person made of it: a PlanReading, and which agency is which unit or level
  corrected jsonb,
  problem_code text,
  problem text,
  version integer not null default 1,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now()
);
create index document_unit on document (unit_id, created_at);
create index document_file on document (file_sha256);
create index document_created_by on document (created_by);
alter table document enable row level security;
create policy document_seen on document
  using ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));

create table edition (
  id bigint generated always as identity primary key,
  year integer not null check (year between 1990 and 2200),
  title text not null,
  root_unit_id bigint not null references unit (id),
  -- the tree is that of this day
  tree_date date not null,
  week_start date,
  week_end date,
  themes text[] not null default '{}',
  status text not null default 'open' check (status in ('open', 'closed')),
  document_id bigint references document (id),
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  check (week_end >= week_start)
);
create index edition_root on edition (root_unit_id);
create index edition_document on edition (document_id);
create index edition_created_by on edition (created_by);
create unique index edition_once on edition (root_unit_id, year);

-- The tree as it was when the edition opened. Positions are in preorder: a subtree is lft..rgt.
create table edition_unit (
  edition_id bigint not null references edition (id),
  unit_id bigint not null references unit (id),
  parent_id bigint,
  lft integer not null,
  rgt integer not null,
  depth smallint not null,
  -- from the root to the unit itself
  ancestors bigint[] not null,
  level text not null,
  kind text not null,
  code text,
  name text not null,
  search_key text not null,
  primary key (edition_id, unit_id),
  foreign key (edition_id, parent_id) references edition_unit (edition_id, unit_id),
  check (lft <= rgt)
);
create unique index edition_unit_place on edition_unit (edition_id, lft);
create index edition_unit_parent on edition_unit (edition_id, parent_id, lft);
create index edition_unit_unit on edition_unit (unit_id);
create index edition_unit_search on edition_unit using gin (search_key gin_trgm_ops);

create table plan (
  edition_id bigint not null references edition (id),
  id bigint generated always as identity,
  unit_id bigint not null,
  -- tree position of the unit, for row-level security
  pos integer not null,
  parent_plan_id bigint,
  document_id bigint references document (id),
  status text not null default 'draft' check (status in ('draft', 'issued')),
  version integer not null default 1,
  title text not null,
  number text,
  issued_on date,
  place text,
  themes text[] not null default '{}',
  week_start date,
  week_end date,
  -- features/plans/rules.ts PlanContent: bases, purpose, activities, ceremony, programme, slogans, recipients, signer
  content jsonb not null,
  issued_at timestamptz,
  issued_by uuid references account (id) on delete set null,
  sent_at timestamptz,
  sent_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (edition_id, id),
  unique (edition_id, unit_id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, parent_plan_id) references plan (edition_id, id),
  check (week_end >= week_start),
  check (sent_at is null or status = 'issued')
);
create index plan_parent on plan (edition_id, parent_plan_id);
create index plan_document on plan (document_id);
create index plan_issued_by on plan (issued_by);
create index plan_sent_by on plan (sent_by);
alter table plan enable row level security;
-- an issued plan is read by everybody in the edition; a draft by those whose unit it is or who stand above
create policy plan_seen on plan for select
  using ((select app_is_system()) or (edition_id = (select app_edition()) and (status = 'issued' or pos <@ (select app_scope()))));
create policy plan_written on plan for insert
  with check ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy plan_changed on plan for update
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy plan_deleted on plan for delete
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));

create table task (
  edition_id bigint not null references edition (id),
  id bigint generated always as identity,
  plan_id bigint not null,
  -- the unit whose plan it is, and its tree position
  unit_id bigint not null,
  pos integer not null,
  position integer not null,
  -- who is to do it, in the plan's words, and what that is in the tree: one unit, or every unit of a level below
  assignee_label text not null,
  assignee_unit_id bigint,
  assignee_level text,
  part text not null default 'lead' check (part in ('lead', 'support')),
  body text not null,
  due_on date,
  primary key (edition_id, id),
  foreign key (edition_id, plan_id) references plan (edition_id, id) on delete cascade,
  foreign key (edition_id, assignee_unit_id) references edition_unit (edition_id, unit_id)
);
create index task_plan on task (edition_id, plan_id, position);
create index task_assignee on task (edition_id, assignee_unit_id);

create table task_progress (
  edition_id bigint not null,
  unit_id bigint not null,
  task_id bigint not null,
  pos integer not null,
  status text not null check (status in ('doing', 'done')),
  note text not null default '',
  version integer not null default 1,
  updated_by uuid references account (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (edition_id, unit_id, task_id),
  foreign key (edition_id, task_id) references task (edition_id, id) on delete cascade,
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id)
);
create index task_progress_task on task_progress (edition_id, task_id);
create index task_progress_updated_by on task_progress (updated_by);
alter table task_progress enable row level security;
create policy task_progress_seen on task_progress
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));

create table due_date (
  edition_id bigint not null references edition (id),
  id bigint generated always as identity,
  plan_id bigint not null,
  unit_id bigint not null,
  pos integer not null,
  -- what is owed: a plan, a report, or something else in words
  kind text not null check (kind in ('plan', 'report', 'other')),
  what text not null,
  due_on date not null,
  due_time time,
  from_label text not null,
  from_unit_id bigint,
  from_level text,
  to_labels text[] not null default '{}',
  via_label text,
  via_unit_id bigint,
  primary key (edition_id, id),
  foreign key (edition_id, plan_id) references plan (edition_id, id) on delete cascade,
  foreign key (edition_id, from_unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, via_unit_id) references edition_unit (edition_id, unit_id)
);
create index due_date_plan on due_date (edition_id, plan_id);
create index due_date_from on due_date (edition_id, from_unit_id);
create index due_date_via on due_date (edition_id, via_unit_id);

create table form (
  id bigint generated always as identity primary key,
  edition_id bigint not null references edition (id),
  title text not null,
  -- FormDefinition; frozen once a report exists
  definition jsonb not null,
  -- keys of the measures in the order of the cells: cell n is measures[n]
  measures text[] not null,
  -- cells that are added up over units
  adds_up boolean[] not null,
  file_sha256 text references file (sha256),
  created_at timestamptz not null default now(),
  check (cardinality(measures) = cardinality(adds_up))
);
create index form_edition on form (edition_id);
create index form_file on form (file_sha256);

-- One row for each unit that is expected to report: the frozen list, and the report's state.
create table report (
  edition_id bigint not null references edition (id),
  unit_id bigint not null,
  form_id bigint not null references form (id),
  pos integer not null,
  -- reporting line: not the parent, but who receives it, through whom
  recipient_unit_id bigint,
  via_unit_id bigint,
  via_label text,
  due_on date,
  status text not null default 'open' check (status in ('open', 'draft', 'submitted', 'returned', 'accepted')),
  -- goes up with every change of a cell, section or row
  version integer not null default 0,
  -- how often it was sent
  round integer not null default 0,
  submitted_at timestamptz,
  submitted_by uuid references account (id) on delete set null,
  accepted_at timestamptz,
  accepted_by uuid references account (id) on delete set null,
  -- own values that stand in the totals now, by cell; null when the report is not counted
  counted numeric[],
  -- why units below that have not reported were left out when it was sent
  missing_reason text,
  primary key (edition_id, unit_id, form_id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, recipient_unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, via_unit_id) references edition_unit (edition_id, unit_id)
);
create index report_form on report (form_id);
create index report_place on report (edition_id, form_id, pos);
create index report_recipient on report (edition_id, recipient_unit_id);
create index report_via on report (edition_id, via_unit_id);
create index report_submitted_by on report (submitted_by);
create index report_accepted_by on report (accepted_by);

create table report_cell (
  edition_id bigint not null,
  unit_id bigint not null,
  form_id bigint not null,
  -- position in form.measures, from 1
  cell smallint not null,
  pos integer not null,
  -- blank, zero and not applicable are three things
  state text not null check (state in ('blank', 'value', 'not-applicable')),
  value numeric,
  -- what the system would have filled in, and why a person gave another number
  filled numeric,
  override_reason text,
  -- report.version of the last change
  version integer not null,
  updated_by uuid references account (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (edition_id, unit_id, form_id, cell),
  foreign key (edition_id, unit_id, form_id) references report (edition_id, unit_id, form_id),
  check ((state = 'value') = (value is not null))
);
create index report_cell_updated_by on report_cell (updated_by);

create table report_section (
  edition_id bigint not null,
  unit_id bigint not null,
  form_id bigint not null,
  section text not null,
  pos integer not null,
  body text not null,
  version integer not null,
  updated_by uuid references account (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (edition_id, unit_id, form_id, section),
  foreign key (edition_id, unit_id, form_id) references report (edition_id, unit_id, form_id)
);
create index report_section_updated_by on report_section (updated_by);

-- Rows that a unit adds to an open group. Never summed across labels.
create table report_row (
  edition_id bigint not null,
  unit_id bigint not null,
  form_id bigint not null,
  -- position of the group in the form, from 1
  group_no smallint not null,
  row_no smallint not null,
  pos integer not null,
  label text not null,
  value numeric,
  version integer not null,
  updated_by uuid references account (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (edition_id, unit_id, form_id, group_no, row_no),
  foreign key (edition_id, unit_id, form_id) references report (edition_id, unit_id, form_id)
);
create index report_row_updated_by on report_row (updated_by);

create table report_return (
  edition_id bigint not null,
  unit_id bigint not null,
  form_id bigint not null,
  id bigint generated always as identity,
  pos integer not null,
  round integer not null,
  -- what is to be corrected: one cell, one section, one group of open rows, or the report as a whole
  target text not null check (target in ('cell', 'section', 'group', 'report')),
  cell smallint,
  section text,
  group_no smallint,
  reason text not null check (reason <> ''),
  returned_by uuid references account (id) on delete set null,
  returned_at timestamptz not null default now(),
  primary key (edition_id, unit_id, form_id, id),
  foreign key (edition_id, unit_id, form_id) references report (edition_id, unit_id, form_id)
);
create index report_return_returned_by on report_return (returned_by);

-- What was sent and what was accepted, whole, chained by hash: the official document is made from it.
create table report_snapshot (
  edition_id bigint not null,
  unit_id bigint not null,
  form_id bigint not null,
  seq integer not null,
  pos integer not null,
  kind text not null check (kind in ('submitted', 'accepted')),
  payload jsonb not null,
  taken_by uuid references account (id) on delete set null,
  taken_at timestamptz not null default now(),
  previous_hash bytea not null,
  hash bytea not null,
  primary key (edition_id, unit_id, form_id, seq),
  foreign key (edition_id, unit_id, form_id) references report (edition_id, unit_id, form_id)
);
create index report_snapshot_taken_by on report_snapshot (taken_by);

-- Sums over the subtree of a unit, itself included, of the reports that are sent or accepted: one row a unit, by cell.
create table report_total (
  edition_id bigint not null,
  unit_id bigint not null,
  form_id bigint not null references form (id),
  pos integer not null,
  sums numeric[] not null,
  -- how many units gave a value in each cell
  givers integer[] not null,
  reports integer not null default 0,
  primary key (edition_id, unit_id, form_id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id)
) with (fillfactor = 50);
create index report_total_form on report_total (form_id);

create function array_plus(a numeric[], b numeric[]) returns numeric[] language sql immutable parallel safe strict
  return (select array_agg(x + y order by n) from unnest(a, b) with ordinality as t (x, y, n));
create function array_plus(a integer[], b integer[]) returns integer[] language sql immutable parallel safe strict
  return (select array_agg(x + y order by n) from unnest(a, b) with ordinality as t (x, y, n));

do $$
declare
  t text;
begin
  foreach t in array array['report', 'report_cell', 'report_section', 'report_row', 'report_return', 'report_snapshot'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or (edition_id = (select app_edition()) and pos <@ (select app_scope())))', t || '_seen', t);
  end loop;
end
$$;

-- A unit sees its own totals and those below; the sums at its ancestors are changed by this function only,
-- which runs with the owner's rights. Rows are locked from the leaf to the root: always the same order, no deadlock.
create function report_total_add(p_edition bigint, p_unit bigint, p_form bigint, p_sums numeric[], p_givers integer[], p_reports integer)
returns void language plpgsql security definer set search_path = public as $$
begin
  with locked as (
    select t.unit_id from report_total t
    where t.edition_id = p_edition and t.form_id = p_form
      and t.unit_id = any ((select u.ancestors from edition_unit u where u.edition_id = p_edition and u.unit_id = p_unit)::bigint[])
    order by t.pos desc
    for update
  )
  update report_total t
  set sums = array_plus(t.sums, p_sums), givers = array_plus(t.givers, p_givers), reports = t.reports + p_reports
  from locked
  where t.edition_id = p_edition and t.form_id = p_form and t.unit_id = locked.unit_id;
end
$$;

-- Totals that differ from what the counted reports give: empty when all is well. Run nightly.
create function report_total_differences(p_edition bigint)
returns table (unit_id bigint, form_id bigint, cell integer, stands numeric, should_be numeric)
language sql stable security definer set search_path = public as $$
  with should as (
    select a.unit_id, r.form_id, v.cell::integer as cell, sum(coalesce(v.value, 0)) as total
    from report r
    join edition_unit u on u.edition_id = r.edition_id and u.unit_id = r.unit_id
    cross join unnest(u.ancestors) as a (unit_id)
    cross join lateral unnest(r.counted) with ordinality as v (value, cell)
    where r.edition_id = p_edition and r.counted is not null
    group by 1, 2, 3
  ), stands as (
    select t.unit_id, t.form_id, v.cell::integer as cell, v.value as total
    from report_total t cross join lateral unnest(t.sums) with ordinality as v (value, cell)
    where t.edition_id = p_edition
  )
  select coalesce(s.unit_id, h.unit_id), coalesce(s.form_id, h.form_id), coalesce(s.cell, h.cell), s.total, h.total
  from stands s full join should h on h.unit_id = s.unit_id and h.form_id = s.form_id and h.cell = s.cell
  where coalesce(s.total, 0) <> coalesce(h.total, 0)
$$;

alter table report_total enable row level security;
create policy report_total_seen on report_total for select
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy report_total_written on report_total for insert with check (true);

grant usage, select on all sequences in schema public to suotdoi_app;
revoke update, delete on report_total from suotdoi_app;
revoke update, delete on report_snapshot from suotdoi_app;
