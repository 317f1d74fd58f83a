-- A verified report that was wrong is voided: it stays, with who voided it, when and why, and counts nowhere. The engine cannot change a
-- check, so the table is made anew. Nothing refers to it, and its numbers go on where they were, since no row was ever deleted.

alter table progress_updates rename to progress_updates_before;

create table progress_updates (
    -- Grows with each update recorded: of two as-of dates alike, the one recorded last counts.
    progress_update_id integer primary key autoincrement,
    public_id text not null unique check (length(public_id) = 36),
    commitment_code text not null references commitments (code),
    party_code text not null references parties (party_code),
    as_of text not null check (length(as_of) = 10),
    status text not null check (status in ('not_started', 'in_progress', 'completed', 'on_hold', 'cancelled')),
    percent integer check (percent between 0 and 100),
    health text check (health in ('on_track', 'at_risk', 'off_track')),
    health_reason text check (length(health_reason) <= 1000),
    narrative text check (length(narrative) <= 10000),
    is_nil_return integer not null check (is_nil_return in (0, 1)),
    challenges text check (length(challenges) <= 5000),
    next_step text check (length(next_step) <= 5000),
    evidence text not null default '[]',
    recorded_at text not null check (length(recorded_at) = 24),
    recorded_by text not null,
    is_on_behalf integer not null check (is_on_behalf in (0, 1)),
    review text not null check (review in ('submitted', 'verified', 'returned', 'voided')),
    reviewed_at text check (length(reviewed_at) = 24),
    reviewed_by text,
    return_reason text check (length(return_reason) between 1 and 2000),
    voided_at text check (length(voided_at) = 24),
    voided_by text,
    void_reason text check (length(void_reason) between 1 and 2000),
    check ((review = 'submitted') = (reviewed_at is null)),
    check ((review = 'returned') = (return_reason is not null)),
    check ((review = 'voided') = (voided_at is not null)),
    check (review <> 'voided' or voided_by is not null),
    check (review <> 'voided' or void_reason is not null),
    check (health not in ('at_risk', 'off_track') or health_reason is not null)
) strict;

insert into progress_updates (progress_update_id, public_id, commitment_code, party_code, as_of, status, percent, health, health_reason,
    narrative, is_nil_return, challenges, next_step, evidence, recorded_at, recorded_by, is_on_behalf, review, reviewed_at, reviewed_by,
    return_reason)
select progress_update_id, public_id, commitment_code, party_code, as_of, status, percent, health, health_reason,
    narrative, is_nil_return, challenges, next_step, evidence, recorded_at, recorded_by, is_on_behalf, review, reviewed_at, reviewed_by,
    return_reason
from progress_updates_before
order by progress_update_id;

drop table progress_updates_before;

create index progress_updates_of_assignment on progress_updates (commitment_code, party_code, review, as_of);
create index progress_updates_of_commitment on progress_updates (commitment_code, progress_update_id);
create index progress_updates_to_review on progress_updates (review, progress_update_id);
