-- A role or an invitation is written only for a unit in sight: until now anybody signed in could have written one for
-- any unit, had the permission check before it failed.

alter policy role_grant_seen on role_grant
  with check ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));
alter policy invitation_seen on invitation
  with check ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));
