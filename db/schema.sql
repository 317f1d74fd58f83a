-- Generated from db/migrations/sqlite by a test; see CONTRIBUTING.md. Do not edit.

CREATE TABLE also_under (
    commitment_code text not null references commitments (code),
    instrument_code text not null references instruments (instrument_code),
    primary key (commitment_code, instrument_code)
) strict, without rowid;

CREATE TABLE api_keys (
    api_key_id text primary key check (length(api_key_id) = 36),
    name text not null check (length(name) between 1 and 100),
    role text not null check (role in ('admin', 'secretariat', 'focal_point', 'reader')),
    party_code text references parties (party_code),
    key_hash text not null unique check (length(key_hash) = 64),
    created_at text not null check (length(created_at) = 24),
    expires_on text check (length(expires_on) = 10),
    last_used_on text check (length(last_used_on) = 10),
    revoked_at text check (length(revoked_at) = 24),
    check ((role = 'focal_point') = (party_code is not null))
) strict;

CREATE TABLE assignments (
    commitment_code text not null references commitments (code),
    party_code text not null references parties (party_code),
    role text not null check (role in ('lead', 'support')),
    basis text not null check (basis in ('stated', 'inferred')),
    -- What the party's verified progress updates add up to.
    status text not null check (status in ('not_reported', 'not_started', 'in_progress', 'completed', 'on_hold', 'cancelled')),
    percent integer check (percent between 0 and 100),
    health text check (health in ('on_track', 'at_risk', 'off_track')),
    health_reason text check (length(health_reason) <= 1000),
    reported_on text check (length(reported_on) = 10),
    completed_on text check (length(completed_on) = 10),
    primary key (commitment_code, party_code),
    check ((status = 'not_reported') = (reported_on is null)),
    check ((status = 'completed') = (completed_on is not null))
) strict, without rowid;

CREATE TABLE bodies (
    party_code text primary key references parties (party_code),
    basis text not null check (basis in ('stated', 'inferred')),
    description text check (length(description) <= 2000),
    sources text not null default '[]',
    version integer not null check (version >= 1),
    created_at text not null check (length(created_at) = 24),
    updated_at text not null check (length(updated_at) = 24)
) strict;

CREATE TABLE calendar_entries (
    commitment_code text not null references commitments (code),
    -- 0 is the commitment's own deadline.
    milestone_number integer not null check (milestone_number >= 0),
    -- Whose milestone it is; null when it is everyone's.
    party_code text references parties (party_code),
    title text not null check (length(title) between 1 and 300),
    due_on text not null check (length(due_on) = 10),
    due_precision text not null check (due_precision in ('day', 'month', 'quarter', 'year')),
    -- Grows when the date moves, and when the entry is cancelled or stands again.
    sequence integer not null check (sequence >= 0),
    -- A cancelled entry keeps what the public saw of it last, and for whom it was: the record may be a draft by now.
    is_cancelled integer not null check (is_cancelled in (0, 1)),
    parties text not null,
    instruments text not null,
    theme_code text not null,
    changed_at text not null check (length(changed_at) = 24), status text not null default 'not_reported'
    check (status in ('not_reported', 'not_started', 'in_progress', 'completed', 'on_hold', 'cancelled', 'superseded')), deadline_basis text check (deadline_basis in ('stated', 'decided', 'inherited', 'none')),
    primary key (commitment_code, milestone_number)
) strict, without rowid;

CREATE TABLE calendar_feeds (
    feed_id text primary key check (length(feed_id) = 36),
    name text not null check (length(name) between 1 and 100),
    party_code text not null references parties (party_code),
    -- The token stands in the address alone.
    token_hash text not null unique check (length(token_hash) = 64),
    created_at text not null check (length(created_at) = 24),
    revoked_at text check (length(revoked_at) = 24)
) strict;

CREATE TABLE changes (
    change_id integer primary key autoincrement,
    -- The number among the changes that the public may know of: gaps would tell how much goes on out of its view.
    public_seq integer unique,
    at text not null check (length(at) = 24),
    actor text not null,
    type text not null,
    resource_type text not null,
    resource_key text not null,
    commitment_code text references commitments (code),
    version integer not null,
    -- Whether the public saw the resource before and sees it after: decides what of the row the public may read.
    was_public integer not null check (was_public in (0, 1)),
    is_public integer not null check (is_public in (0, 1)),
    reason text check (length(reason) between 1 and 2000),
    fields_before text not null,
    fields_after text not null, party_code text references parties (party_code), party_seq integer
    check ((party_seq is null) = (party_code is null))
    check (party_seq is null or public_seq is null),
    check ((public_seq is null) = (was_public = 0 and is_public = 0))
) strict;

CREATE TABLE commitments (
    commitment_id integer primary key,
    code text not null unique check (length(code) between 2 and 32),
    title text not null check (length(title) between 1 and 300),
    description text check (length(description) <= 10000),
    kind text not null check (kind in ('commitment', 'proposal', 'discussion', 'informational')),
    verb text check (length(verb) between 1 and 60),
    scope text not null check (scope in ('regional', 'national', 'bilateral')),
    instrument_code text not null references instruments (instrument_code),
    theme_code text not null references themes (theme_code),
    publication text not null check (publication in ('draft', 'published', 'archived')),
    superseded_by text references commitments (code) check (superseded_by <> code),
    sources text not null default '[]',
    due_on text check (length(due_on) = 10),
    due_precision text check (due_precision in ('day', 'month', 'quarter', 'year')),
    -- The order of due dates: what has none stands after what has one.
    deadline_basis text not null check (deadline_basis in ('stated', 'decided', 'inherited', 'none')),
    deadline_source text check (length(deadline_source) <= 500),
    next_milestone_number integer not null default 1 check (next_milestone_number >= 1),
    -- The roll-up of the assignments. It does not depend on the day; what does is never stored.
    status text not null
        check (status in ('not_reported', 'not_started', 'in_progress', 'completed', 'on_hold', 'cancelled', 'superseded')),
    health text check (health in ('on_track', 'at_risk', 'off_track')),
    completed_on text check (length(completed_on) = 10),
    last_reported_on text check (length(last_reported_on) = 10),
    version integer not null check (version >= 1),
    created_at text not null check (length(created_at) = 24),
    updated_at text not null check (length(updated_at) = 24),
    check ((due_on is null) = (due_precision is null)),
    check ((due_on is null) = (deadline_basis = 'none')),
    check ((status = 'superseded') = (superseded_by is not null)),
    check ((status = 'completed') = (completed_on is not null))
) strict;

CREATE TABLE idempotent_answers (
    -- Of the caller and the key that it chose.
    key_hash text primary key check (length(key_hash) = 64),
    request_hash text not null check (length(request_hash) = 64),
    location text not null,
    version integer,
    -- The answer as it was sent; of an answer that holds a secret, sealed with what only the caller knows.
    body text not null,
    is_sealed integer not null check (is_sealed in (0, 1)),
    created_at text not null check (length(created_at) = 24)
) strict, without rowid;

CREATE TABLE import_rows (
    import_id text not null references imports (import_id),
    -- First all rows, then what needs all of them.
    step integer not null check (step in (1, 2)),
    row_number integer not null check (row_number >= 1),
    commitment_code text not null,
    -- The version that the row was checked against; 0 where there was no such commitment.
    seen_version integer not null check (seen_version >= 0),
    cells text not null,
    primary key (import_id, step, row_number)
) strict, without rowid;

CREATE TABLE imports (
    import_id text primary key check (length(import_id) = 36),
    kind text not null,
    actor text not null,
    -- The day that "not in the future" was asked on.
    today text not null check (length(today) = 10),
    accepted_at text check (length(accepted_at) = 24)
) strict, without rowid;

CREATE TABLE instruments (
    instrument_code text primary key check (length(instrument_code) between 2 and 32),
    title text not null check (length(title) between 1 and 300),
    kind text not null check (kind in ('agreement', 'declaration', 'plan', 'guide', 'report', 'network', 'meeting')),
    nature text not null check (nature in ('binding', 'non_binding', 'not_stated')),
    adopted_on text check (length(adopted_on) = 10),
    adopted_precision text check (adopted_precision in ('day', 'month', 'quarter', 'year')),
    period_from text check (length(period_from) = 10),
    period_to text check (length(period_to) = 10),
    description text check (length(description) <= 10000),
    sources text not null default '[]',
    version integer not null check (version >= 1),
    created_at text not null check (length(created_at) = 24),
    updated_at text not null check (length(updated_at) = 24),
    check ((adopted_on is null) = (adopted_precision is null)),
    check (period_from <= period_to)
) strict;

CREATE TABLE member_states (
    party_code text primary key references parties (party_code),
    iso3 text not null unique check (length(iso3) = 3),
    ministry text check (length(ministry) <= 200),
    time_zone text check (length(time_zone) <= 64),
    joined_on text check (length(joined_on) = 10),
    sources text not null default '[]'
) strict;

CREATE TABLE milestones (
    commitment_code text not null references commitments (code),
    number integer not null check (number >= 1),
    title text not null check (length(title) between 1 and 300),
    due_on text not null check (length(due_on) = 10),
    due_precision text not null check (due_precision in ('day', 'month', 'quarter', 'year')),
    party_code text references parties (party_code),
    reached_on text check (length(reached_on) = 10),
    primary key (commitment_code, number)
) strict, without rowid;

CREATE TABLE parties (
    party_code text primary key check (length(party_code) between 2 and 32),
    party_kind text not null check (party_kind in ('member_state', 'body')),
    name text not null check (length(name) between 1 and 200)
) strict;

CREATE TABLE progress_updates (
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

CREATE TABLE reference_rows (
    resource_type text not null,
    resource_key text not null,
    loaded text not null,
    primary key (resource_type, resource_key)
) strict, without rowid;

CREATE TABLE round_instruments (
    round_code text not null references rounds (round_code),
    instrument_code text not null references instruments (instrument_code),
    primary key (round_code, instrument_code)
) strict, without rowid;

CREATE TABLE round_reports (
    round_code text primary key references rounds (round_code),
    -- The very text that is answered, and that everything else is rendered from.
    body text not null
) strict;

CREATE TABLE rounds (
    round_code text primary key check (length(round_code) between 2 and 32),
    name text not null check (length(name) between 1 and 200),
    period_from text not null check (length(period_from) = 10),
    period_to text not null check (length(period_to) = 10),
    closes_on text not null check (length(closes_on) = 10),
    -- Open until there is an instant of closing.
    closed_at text check (length(closed_at) = 24),
    report_sha256 text check (length(report_sha256) = 64),
    version integer not null check (version >= 1),
    created_at text not null check (length(created_at) = 24),
    updated_at text not null check (length(updated_at) = 24),
    check (period_from <= period_to),
    check ((closed_at is null) = (report_sha256 is null))
) strict;

CREATE TABLE schema_migrations (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at text not null
) strict;

CREATE TABLE themes (
    theme_code text primary key check (length(theme_code) between 2 and 40),
    name text not null check (length(name) between 1 and 200),
    description text check (length(description) <= 2000)
) strict;

CREATE INDEX calendar_feeds_of_party on calendar_feeds (party_code);

CREATE UNIQUE INDEX changes_in_party_view on changes (party_code, party_seq) where party_code is not null;

CREATE INDEX changes_of_commitment on changes (commitment_code, change_id);

CREATE INDEX changes_of_party on changes (party_code, change_id) where party_code is not null;

CREATE INDEX changes_of_resource on changes (resource_type, resource_key, change_id);

CREATE INDEX idempotent_answers_by_age on idempotent_answers (created_at);

CREATE INDEX import_rows_of_commitment on import_rows (commitment_code, import_id);

CREATE INDEX progress_updates_of_assignment on progress_updates (commitment_code, party_code, review, as_of);

CREATE INDEX progress_updates_of_commitment on progress_updates (commitment_code, progress_update_id);

CREATE INDEX progress_updates_to_review on progress_updates (review, progress_update_id);

CREATE TRIGGER changes_are_never_deleted before delete on changes
begin
    select raise(abort, 'the journal is append-only');
end;

CREATE TRIGGER changes_are_never_replaced before insert on changes
when exists (select 1 from changes where change_id = new.change_id)
begin
    select raise(abort, 'the journal is append-only');
end;

CREATE TRIGGER changes_are_never_updated before update on changes
begin
    select raise(abort, 'the journal is append-only');
end;

CREATE TRIGGER instruments_of_closed_rounds_are_never_added before insert on round_instruments
when exists (select 1 from rounds where round_code = new.round_code and closed_at is not null)
begin
    select raise(abort, 'a closed round never changes');
end;

CREATE TRIGGER instruments_of_closed_rounds_are_never_deleted before delete on round_instruments
when exists (select 1 from rounds where round_code = old.round_code and closed_at is not null)
begin
    select raise(abort, 'a closed round never changes');
end;

CREATE TRIGGER instruments_of_rounds_are_never_updated before update on round_instruments
begin
    select raise(abort, 'the instruments of a round are put anew');
end;

CREATE TRIGGER round_reports_are_never_deleted before delete on round_reports
begin
    select raise(abort, 'the report of a round never changes');
end;

CREATE TRIGGER round_reports_are_never_replaced before insert on round_reports
when exists (select 1 from round_reports where round_code = new.round_code)
begin
    select raise(abort, 'the report of a round never changes');
end;

CREATE TRIGGER round_reports_are_never_updated before update on round_reports
begin
    select raise(abort, 'the report of a round never changes');
end;

CREATE TRIGGER closed_rounds_are_never_replaced before insert on rounds
when exists (select 1 from rounds where round_code = new.round_code and closed_at is not null)
begin
    select raise(abort, 'a closed round never changes');
end;

CREATE TRIGGER closed_rounds_are_never_updated before update on rounds
when old.closed_at is not null
begin
    select raise(abort, 'a closed round never changes');
end;

CREATE TRIGGER rounds_are_never_deleted before delete on rounds
begin
    select raise(abort, 'a round is never deleted');
end;
