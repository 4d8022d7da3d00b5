-- What is sent twice is recognised by what it says (the same status, the same content, the same file) and by the version it
-- was based on; no key is kept for it.
drop table idempotency_key;
