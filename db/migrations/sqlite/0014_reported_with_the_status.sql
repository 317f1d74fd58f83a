-- Freshness asks for the status too: of what is done no report goes stale. With the status in the index it is counted there alone.

drop index commitments_by_reported;

create index commitments_by_reported on commitments (last_reported_on, code, publication, status);
