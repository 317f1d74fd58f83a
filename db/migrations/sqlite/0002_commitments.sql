-- The commitments with all that stands under their version.

create table commitments (
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
    due_order text generated always as (coalesce(due_on, '9999-99-99')) virtual,
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

create table also_under (
    commitment_code text not null references commitments (code),
    instrument_code text not null references instruments (instrument_code),
    primary key (commitment_code, instrument_code)
) strict, without rowid;

create table assignments (
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

create table milestones (
    commitment_code text not null references commitments (code),
    number integer not null check (number >= 1),
    title text not null check (length(title) between 1 and 300),
    due_on text not null check (length(due_on) = 10),
    due_precision text not null check (due_precision in ('day', 'month', 'quarter', 'year')),
    party_code text references parties (party_code),
    reached_on text check (length(reached_on) = 10),
    primary key (commitment_code, number)
) strict, without rowid;

-- One index for each filter and each sort of the list. Each goes on with the code, the list's own order, and with the publication, which
-- every list asks for: so a count reads the index alone. None begins with the publication: the engine takes any equality for a rare one,
-- and would rather collect and sort all that is published than walk the index of the sort.
create index commitments_by_code on commitments (code, publication);
create index commitments_by_title on commitments (title, code, publication);
create index commitments_by_status on commitments (status, code, publication);
create index commitments_by_due on commitments (due_order, code, publication);
create index commitments_by_due_on on commitments (due_on, code, publication);
create index commitments_by_status_and_due on commitments (status, due_on, completed_on, publication);
create index commitments_by_updated on commitments (updated_at, code, publication);
create index commitments_by_reported on commitments (last_reported_on, code, publication);
create index commitments_by_kind on commitments (kind, code, publication);
create index commitments_by_scope on commitments (scope, code, publication);
create index commitments_by_health on commitments (health, code, publication);
create index commitments_by_theme on commitments (theme_code, code, publication);
create index commitments_by_instrument on commitments (instrument_code, code, publication);
create index commitments_not_public on commitments (publication, code) where publication <> 'published';
create index commitments_by_successor on commitments (superseded_by) where superseded_by is not null;
create index also_under_by_instrument on also_under (instrument_code, commitment_code);
create index assignments_by_party on assignments (party_code, role, commitment_code);
create index assignments_by_role on assignments (role, commitment_code);
create index milestones_by_party on milestones (party_code) where party_code is not null;
