-- What a plan holds is as private as the plan: tasks and due dates of a draft are seen by its own people and by those
-- above, those of an issued plan by everybody in the edition. Until now only the queries saw to that.

alter table task enable row level security;
create policy task_seen on task for select
  using ((select app_is_system()) or (edition_id = (select app_edition()) and (pos <@ (select app_scope())
    or exists (select from plan p where p.edition_id = task.edition_id and p.id = task.plan_id and p.status = 'issued'))));
create policy task_written on task for insert
  with check ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy task_changed on task for update
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy task_deleted on task for delete
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));

alter table due_date enable row level security;
create policy due_date_seen on due_date for select
  using ((select app_is_system()) or (edition_id = (select app_edition()) and (pos <@ (select app_scope())
    or exists (select from plan p where p.edition_id = due_date.edition_id and p.id = due_date.plan_id and p.status = 'issued'))));
create policy due_date_written on due_date for insert
  with check ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy due_date_changed on due_date for update
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
create policy due_date_deleted on due_date for delete
  using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));

-- The trail is read by the administrator's pages only, which work as the system; it is written by audit_append.
alter table audit_entry enable row level security;
create policy audit_entry_seen on audit_entry for select using ((select app_is_system()));

-- A function with the owner's rights must not find a caller's temporary table under the name of ours.
alter function audit_append(bigint, text, text, jsonb, jsonb) set search_path = public, pg_temp;
alter function audit_breaks() set search_path = public, pg_temp;
alter function report_total_add(bigint, bigint, bigint, numeric[], integer[], integer) set search_path = public, pg_temp;
alter function report_total_differences(bigint) set search_path = public, pg_temp;
revoke execute on function audit_append(bigint, text, text, jsonb, jsonb), audit_breaks(),
  report_total_add(bigint, bigint, bigint, numeric[], integer[], integer), report_total_differences(bigint) from public;
grant execute on function audit_append(bigint, text, text, jsonb, jsonb), audit_breaks(),
  report_total_add(bigint, bigint, bigint, numeric[], integer[], integer), report_total_differences(bigint) to suotdoi_app;

-- A form of sections alone has no cells, and the sum of no cells is no cells (it was null, which no total may be).
create or replace function array_plus(a numeric[], b numeric[]) returns numeric[] language sql immutable parallel safe strict
  return (select coalesce(array_agg(x + y order by n), '{}') from unnest(a, b) with ordinality as t (x, y, n));
create or replace function array_plus(a integer[], b integer[]) returns integer[] language sql immutable parallel safe strict
  return (select coalesce(array_agg(x + y order by n), '{}') from unnest(a, b) with ordinality as t (x, y, n));
