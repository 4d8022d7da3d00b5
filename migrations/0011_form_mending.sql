-- A person mends the report form: before any unit has written in it, its measures may change; then it is frozen.

-- goes up with every change of the definition; an entry page says which form it was made of
alter table form add column version integer not null default 1;

-- A form that somebody is making ready for a Week, read from a file; at most one a Week. Not in force until it is put there.
create table form_draft (
  edition_id bigint primary key references edition (id),
  -- tree position of the Week's root, for row-level security
  pos integer not null,
  -- FormDefinition
  definition jsonb not null,
  file_sha256 text not null references file (sha256),
  version integer not null default 1,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now()
);
create index form_draft_file on form_draft (file_sha256);
create index form_draft_created_by on form_draft (created_by);
alter table form_draft enable row level security;
create policy form_draft_seen on form_draft
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));

-- Gives the empty totals of a form another number of cells. False, and nothing done, when a report holds anything or the
-- caller does not stand at the root of the Week; the application itself has no right to change totals.
create function report_total_reshape(p_edition bigint, p_form bigint, p_cells integer)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (app_is_system() or (p_edition = app_edition()
    and exists (select from edition_unit u where u.edition_id = p_edition and u.depth = 0 and u.lft <@ app_scope()))) then
    return false;
  end if;
  if exists (select from report r where r.edition_id = p_edition and r.form_id = p_form
      and (r.status <> 'open' or r.version > 0 or r.round > 0 or r.counted is not null))
    or exists (select from report_cell c where c.edition_id = p_edition and c.form_id = p_form) then
    return false;
  end if;
  update report_total t
  set sums = array_fill(0::numeric, array[p_cells]), givers = array_fill(0, array[p_cells])
  where t.edition_id = p_edition and t.form_id = p_form and cardinality(t.sums) <> p_cells;
  return true;
end
$$;
revoke execute on function report_total_reshape(bigint, bigint, integer) from public;
grant execute on function report_total_reshape(bigint, bigint, integer) to suotdoi_app;
