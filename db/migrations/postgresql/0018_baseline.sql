-- What the migrations of SQLite add up to at number 18, for PostgreSQL: the same tables, columns, limits and rules under the same names, so
-- that a database moves from one engine to the other row by row. A test holds the two equal.
--
-- Days, instants and JSON are the same text as there, and booleans the same 0 and 1. Text is in collation C on whatever locale the server
-- has: SQLite orders by bytes too, and both must answer a list in one order. No column numbers itself: a sequence leaves a gap where a
-- transaction is taken back, and its numbers are not in the order of the commits, on which those who follow the journal rely. The program
-- gives each number under its lock.
--
-- SQLite's triggers against rows that replace others are not here: PostgreSQL has no `insert or replace`, and `on conflict do update` meets
-- the triggers on updates. What it has beside is `truncate`, which no trigger on rows hears of, and so has triggers of its own.

create function refuse() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'integrity_constraint_violation', message = tg_argv[0];
end
$$;

-- Parties, instruments and themes: what commitments refer to.

create table parties (
    party_code text collate "C" primary key check (length(party_code) between 2 and 32),
    party_kind text collate "C" not null check (party_kind in ('member_state', 'body')),
    name text collate "C" not null check (length(name) between 1 and 200)
);

create table member_states (
    party_code text collate "C" primary key references parties (party_code),
    iso3 text collate "C" not null unique check (length(iso3) = 3),
    ministry text collate "C" check (length(ministry) <= 200),
    time_zone text collate "C" check (length(time_zone) <= 64),
    joined_on text collate "C" check (length(joined_on) = 10),
    sources text collate "C" not null default '[]'
);

create table bodies (
    party_code text collate "C" primary key references parties (party_code),
    basis text collate "C" not null check (basis in ('stated', 'inferred')),
    description text collate "C" check (length(description) <= 2000),
    sources text collate "C" not null default '[]',
    version bigint not null check (version >= 1),
    created_at text collate "C" not null check (length(created_at) = 24),
    updated_at text collate "C" not null check (length(updated_at) = 24)
);

create table themes (
    theme_code text collate "C" primary key check (length(theme_code) between 2 and 40),
    name text collate "C" not null check (length(name) between 1 and 200),
    description text collate "C" check (length(description) <= 2000)
);

create table instruments (
    instrument_code text collate "C" primary key check (length(instrument_code) between 2 and 32),
    title text collate "C" not null check (length(title) between 1 and 300),
    kind text collate "C" not null check (kind in ('agreement', 'declaration', 'plan', 'guide', 'report', 'network', 'meeting')),
    nature text collate "C" not null check (nature in ('binding', 'non_binding', 'not_stated')),
    adopted_on text collate "C" check (length(adopted_on) = 10),
    adopted_precision text collate "C" check (adopted_precision in ('day', 'month', 'quarter', 'year')),
    period_from text collate "C" check (length(period_from) = 10),
    period_to text collate "C" check (length(period_to) = 10),
    description text collate "C" check (length(description) <= 10000),
    sources text collate "C" not null default '[]',
    version bigint not null check (version >= 1),
    created_at text collate "C" not null check (length(created_at) = 24),
    updated_at text collate "C" not null check (length(updated_at) = 24),
    check ((adopted_on is null) = (adopted_precision is null)),
    check (period_from <= period_to)
);

-- The commitments with all that stands under their version.

create table commitments (
    commitment_id bigint primary key,
    code text collate "C" not null unique check (length(code) between 2 and 32),
    title text collate "C" not null check (length(title) between 1 and 300),
    description text collate "C" check (length(description) <= 10000),
    kind text collate "C" not null check (kind in ('commitment', 'proposal', 'discussion', 'informational')),
    verb text collate "C" check (length(verb) between 1 and 60),
    scope text collate "C" not null check (scope in ('regional', 'national', 'bilateral')),
    instrument_code text collate "C" not null references instruments (instrument_code),
    theme_code text collate "C" not null references themes (theme_code),
    publication text collate "C" not null check (publication in ('draft', 'published', 'archived')),
    -- Deferrable: a copy from another engine puts the commitments in the order of their numbers, and the successor may come later.
    superseded_by text collate "C" references commitments (code) deferrable initially immediate check (superseded_by <> code),
    sources text collate "C" not null default '[]',
    due_on text collate "C" check (length(due_on) = 10),
    due_precision text collate "C" check (due_precision in ('day', 'month', 'quarter', 'year')),
    deadline_basis text collate "C" not null check (deadline_basis in ('stated', 'decided', 'inherited', 'none')),
    deadline_source text collate "C" check (length(deadline_source) <= 500),
    next_milestone_number bigint not null default 1 check (next_milestone_number >= 1),
    -- The roll-up of the assignments. It does not depend on the day; what does is never stored.
    status text collate "C" not null
        check (status in ('not_reported', 'not_started', 'in_progress', 'completed', 'on_hold', 'cancelled', 'superseded')),
    health text collate "C" check (health in ('on_track', 'at_risk', 'off_track')),
    completed_on text collate "C" check (length(completed_on) = 10),
    last_reported_on text collate "C" check (length(last_reported_on) = 10),
    version bigint not null check (version >= 1),
    created_at text collate "C" not null check (length(created_at) = 24),
    updated_at text collate "C" not null check (length(updated_at) = 24),
    check ((due_on is null) = (due_precision is null)),
    check ((due_on is null) = (deadline_basis = 'none')),
    check ((status = 'superseded') = (superseded_by is not null)),
    check ((status = 'completed') = (completed_on is not null))
);

create table also_under (
    commitment_code text collate "C" not null references commitments (code),
    instrument_code text collate "C" not null references instruments (instrument_code),
    primary key (commitment_code, instrument_code)
);

create table assignments (
    commitment_code text collate "C" not null references commitments (code),
    party_code text collate "C" not null references parties (party_code),
    role text collate "C" not null check (role in ('lead', 'support')),
    basis text collate "C" not null check (basis in ('stated', 'inferred')),
    -- What the party's verified progress updates add up to.
    status text collate "C" not null check (status in ('not_reported', 'not_started', 'in_progress', 'completed', 'on_hold', 'cancelled')),
    percent bigint check (percent between 0 and 100),
    health text collate "C" check (health in ('on_track', 'at_risk', 'off_track')),
    health_reason text collate "C" check (length(health_reason) <= 1000),
    reported_on text collate "C" check (length(reported_on) = 10),
    completed_on text collate "C" check (length(completed_on) = 10),
    primary key (commitment_code, party_code),
    check ((status = 'not_reported') = (reported_on is null)),
    check ((status = 'completed') = (completed_on is not null))
);

create table milestones (
    commitment_code text collate "C" not null references commitments (code),
    number bigint not null check (number >= 1),
    title text collate "C" not null check (length(title) between 1 and 300),
    due_on text collate "C" not null check (length(due_on) = 10),
    due_precision text collate "C" not null check (due_precision in ('day', 'month', 'quarter', 'year')),
    party_code text collate "C" references parties (party_code),
    reached_on text collate "C" check (length(reached_on) = 10),
    primary key (commitment_code, number)
);

-- What parties report: append-only, a later update corrects an earlier one. Only the review moves, and what was wrong is voided: it
-- stays, with who voided it, when and why, and counts nowhere.

create table progress_updates (
    -- Grows with each update recorded: of two as-of dates alike, the one recorded last counts.
    progress_update_id bigint primary key,
    public_id text collate "C" not null unique check (length(public_id) = 36),
    commitment_code text collate "C" not null references commitments (code),
    party_code text collate "C" not null references parties (party_code),
    as_of text collate "C" not null check (length(as_of) = 10),
    status text collate "C" not null check (status in ('not_started', 'in_progress', 'completed', 'on_hold', 'cancelled')),
    percent bigint check (percent between 0 and 100),
    health text collate "C" check (health in ('on_track', 'at_risk', 'off_track')),
    health_reason text collate "C" check (length(health_reason) <= 1000),
    narrative text collate "C" check (length(narrative) <= 10000),
    is_nil_return bigint not null check (is_nil_return in (0, 1)),
    challenges text collate "C" check (length(challenges) <= 5000),
    next_step text collate "C" check (length(next_step) <= 5000),
    evidence text collate "C" not null default '[]',
    recorded_at text collate "C" not null check (length(recorded_at) = 24),
    recorded_by text collate "C" not null,
    is_on_behalf bigint not null check (is_on_behalf in (0, 1)),
    review text collate "C" not null check (review in ('submitted', 'verified', 'returned', 'voided')),
    reviewed_at text collate "C" check (length(reviewed_at) = 24),
    reviewed_by text collate "C",
    return_reason text collate "C" check (length(return_reason) between 1 and 2000),
    voided_at text collate "C" check (length(voided_at) = 24),
    voided_by text collate "C",
    void_reason text collate "C" check (length(void_reason) between 1 and 2000),
    check ((review = 'submitted') = (reviewed_at is null)),
    check ((review = 'returned') = (return_reason is not null)),
    check ((review = 'voided') = (voided_at is not null)),
    check (review <> 'voided' or voided_by is not null),
    check (review <> 'voided' or void_reason is not null),
    check (health not in ('at_risk', 'off_track') or health_reason is not null)
);

create index progress_updates_of_assignment on progress_updates (commitment_code, party_code, review, as_of);
create index progress_updates_of_commitment on progress_updates (commitment_code, progress_update_id);
create index progress_updates_to_review on progress_updates (review, progress_update_id);

-- The journal: one row a change, written in the change's own transaction and never touched again.

create table changes (
    change_id bigint primary key,
    -- The number among the changes that the public may know of: gaps would tell how much goes on out of its view.
    public_seq bigint unique,
    at text collate "C" not null check (length(at) = 24),
    actor text collate "C" not null,
    type text collate "C" not null,
    resource_type text collate "C" not null,
    resource_key text collate "C" not null,
    commitment_code text collate "C" references commitments (code),
    version bigint not null,
    -- Whether the public saw the resource before and sees it after: decides what of the row the public may read.
    was_public bigint not null check (was_public in (0, 1)),
    is_public bigint not null check (is_public in (0, 1)),
    reason text collate "C" check (length(reason) between 1 and 2000),
    fields_before text collate "C" not null,
    fields_after text collate "C" not null,
    -- The party that a change which is not public is told to, and the number that it has in the party's view of the journal.
    party_code text collate "C" references parties (party_code),
    party_seq bigint
        check ((party_seq is null) = (party_code is null))
        check (party_seq is null or public_seq is null),
    check ((public_seq is null) = (was_public = 0 and is_public = 0))
);

create index changes_of_resource on changes (resource_type, resource_key, change_id);
create index changes_of_commitment on changes (commitment_code, change_id);
create index changes_of_party on changes (party_code, change_id) where party_code is not null;
create unique index changes_in_party_view on changes (party_code, party_seq) where party_code is not null;

create trigger changes_are_never_updated before update on changes
for each row execute function refuse('the journal is append-only');

create trigger changes_are_never_deleted before delete on changes
for each row execute function refuse('the journal is append-only');

create trigger changes_are_never_truncated before truncate on changes
for each statement execute function refuse('the journal is append-only');

-- Keys: what is kept is a hash, from which the key cannot be found again.

create table api_keys (
    api_key_id text collate "C" primary key check (length(api_key_id) = 36),
    name text collate "C" not null check (length(name) between 1 and 100),
    role text collate "C" not null check (role in ('admin', 'secretariat', 'focal_point', 'reader')),
    party_code text collate "C" references parties (party_code),
    key_hash text collate "C" not null unique check (length(key_hash) = 64),
    created_at text collate "C" not null check (length(created_at) = 24),
    expires_on text collate "C" check (length(expires_on) = 10),
    last_used_on text collate "C" check (length(last_used_on) = 10),
    revoked_at text collate "C" check (length(revoked_at) = 24),
    check ((role = 'focal_point') = (party_code is not null))
);

-- The first answers to creating requests with an Idempotency-Key, kept for a day and written with what they tell of.

create table idempotent_answers (
    -- Of the caller and the key that it chose.
    key_hash text collate "C" primary key check (length(key_hash) = 64),
    request_hash text collate "C" not null check (length(request_hash) = 64),
    location text collate "C" not null,
    version bigint,
    -- The answer as it was sent; of an answer that holds a secret, sealed with what only the caller knows.
    body text collate "C" not null,
    is_sealed bigint not null check (is_sealed in (0, 1)),
    created_at text collate "C" not null check (length(created_at) = 24)
);

create index idempotent_answers_by_age on idempotent_answers (created_at);

-- What the public calendar shows, kept in the transaction of each change, and the private feeds of it.

create table calendar_entries (
    commitment_code text collate "C" not null references commitments (code),
    -- 0 is the commitment's own deadline.
    milestone_number bigint not null check (milestone_number >= 0),
    -- Whose milestone it is; null when it is everyone's.
    party_code text collate "C" references parties (party_code),
    title text collate "C" not null check (length(title) between 1 and 300),
    due_on text collate "C" not null check (length(due_on) = 10),
    due_precision text collate "C" not null check (due_precision in ('day', 'month', 'quarter', 'year')),
    -- Grows when the date moves, and when the entry is cancelled or stands again.
    sequence bigint not null check (sequence >= 0),
    -- A cancelled entry keeps what the public saw of it last, and for whom it was: the record may be a draft by now.
    is_cancelled bigint not null check (is_cancelled in (0, 1)),
    parties text collate "C" not null,
    instruments text collate "C" not null,
    theme_code text collate "C" not null,
    changed_at text collate "C" not null check (length(changed_at) = 24),
    status text collate "C" not null default 'not_reported'
        check (status in ('not_reported', 'not_started', 'in_progress', 'completed', 'on_hold', 'cancelled', 'superseded')),
    -- Null for a milestone, whose date has no basis of its own.
    deadline_basis text collate "C" check (deadline_basis in ('stated', 'decided', 'inherited', 'none')),
    primary key (commitment_code, milestone_number)
);

create table calendar_feeds (
    feed_id text collate "C" primary key check (length(feed_id) = 36),
    name text collate "C" not null check (length(name) between 1 and 100),
    party_code text collate "C" not null references parties (party_code),
    -- The token stands in the address alone.
    token_hash text collate "C" not null unique check (length(token_hash) = 64),
    created_at text collate "C" not null check (length(created_at) = 24),
    revoked_at text collate "C" check (length(revoked_at) = 24)
);

create index calendar_feeds_of_party on calendar_feeds (party_code);

-- Reporting rounds, and the reports that closing them froze.

create table rounds (
    round_code text collate "C" primary key check (length(round_code) between 2 and 32),
    name text collate "C" not null check (length(name) between 1 and 200),
    period_from text collate "C" not null check (length(period_from) = 10),
    period_to text collate "C" not null check (length(period_to) = 10),
    closes_on text collate "C" not null check (length(closes_on) = 10),
    -- Open until there is an instant of closing.
    closed_at text collate "C" check (length(closed_at) = 24),
    report_sha256 text collate "C" check (length(report_sha256) = 64),
    version bigint not null check (version >= 1),
    created_at text collate "C" not null check (length(created_at) = 24),
    updated_at text collate "C" not null check (length(updated_at) = 24),
    check (period_from <= period_to),
    check ((closed_at is null) = (report_sha256 is null))
);

create table round_instruments (
    -- Deferrable: a copy from another engine puts the instruments before their rounds, since a closed round takes none.
    round_code text collate "C" not null references rounds (round_code) deferrable initially immediate,
    instrument_code text collate "C" not null references instruments (instrument_code),
    primary key (round_code, instrument_code)
);

create table round_reports (
    round_code text collate "C" primary key references rounds (round_code),
    -- The very text that is answered, and that everything else is rendered from.
    body text collate "C" not null
);

-- The row of the round is locked before it is looked at: otherwise someone could close the round between the look and the commit.
create function refuse_when_the_round_is_closed() returns trigger language plpgsql as $$
declare
    closed_at text;
begin
    select r.closed_at into closed_at from rounds r where r.round_code = coalesce(new.round_code, old.round_code) for share;
    if closed_at is not null then
        raise exception using errcode = 'integrity_constraint_violation', message = 'a closed round never changes';
    end if;
    return coalesce(new, old);
end
$$;

create trigger closed_rounds_are_never_updated before update on rounds
for each row when (old.closed_at is not null) execute function refuse('a closed round never changes');

create trigger rounds_are_never_deleted before delete on rounds
for each row execute function refuse('a round is never deleted');

create trigger rounds_are_never_truncated before truncate on rounds
for each statement execute function refuse('a round is never deleted');

create trigger instruments_of_closed_rounds_are_never_added before insert on round_instruments
for each row execute function refuse_when_the_round_is_closed();

create trigger instruments_of_rounds_are_never_updated before update on round_instruments
for each row execute function refuse('the instruments of a round are put anew');

create trigger instruments_of_closed_rounds_are_never_deleted before delete on round_instruments
for each row execute function refuse_when_the_round_is_closed();

create trigger instruments_of_rounds_are_never_truncated before truncate on round_instruments
for each statement execute function refuse('a closed round never changes');

create trigger round_reports_are_never_updated before update on round_reports
for each row execute function refuse('the report of a round never changes');

create trigger round_reports_are_never_deleted before delete on round_reports
for each row execute function refuse('the report of a round never changes');

create trigger round_reports_are_never_truncated before truncate on round_reports
for each statement execute function refuse('the report of a round never changes');

-- A sheet of more rows than one transaction stores in a moment is laid down here first, in slices, while others go on writing. Once it is
-- accepted as a whole it is carried out to its end, also over a restart, and nobody else changes the commitments that it still holds.

create table imports (
    import_id text collate "C" primary key check (length(import_id) = 36),
    kind text collate "C" not null,
    actor text collate "C" not null,
    -- The day that "not in the future" was asked on.
    today text collate "C" not null check (length(today) = 10),
    accepted_at text collate "C" check (length(accepted_at) = 24)
);

create table import_rows (
    import_id text collate "C" not null references imports (import_id),
    -- First all rows, then what needs all of them.
    step bigint not null check (step in (1, 2)),
    row_number bigint not null check (row_number >= 1),
    commitment_code text collate "C" not null,
    -- The version that the row was checked against; 0 where there was no such commitment.
    seen_version bigint not null check (seen_version >= 0),
    cells text collate "C" not null,
    primary key (import_id, step, row_number)
);

create index import_rows_of_commitment on import_rows (commitment_code, import_id);

-- What each reference file said of a row when it was last loaded: a later file changes only what people left as it was.

create table reference_rows (
    resource_type text collate "C" not null,
    resource_key text collate "C" not null,
    loaded text collate "C" not null,
    primary key (resource_type, resource_key)
);
