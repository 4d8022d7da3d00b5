-- The trail is read newest first, over all chains.
create index audit_entry_at on audit_entry (at, chain, seq);
