-- Parties, instruments and themes: what commitments refer to.

create table themes (
    theme_code text primary key check (length(theme_code) between 2 and 40),
    name text not null check (length(name) between 1 and 200),
    description text check (length(description) <= 2000)
) strict;

create table parties (
    party_code text primary key check (length(party_code) between 2 and 32),
    party_kind text not null check (party_kind in ('member_state', 'body')),
    name text not null check (length(name) between 1 and 200)
) strict;

create table member_states (
    party_code text primary key references parties (party_code),
    iso3 text not null unique check (length(iso3) = 3),
    ministry text check (length(ministry) <= 200),
    time_zone text check (length(time_zone) <= 64),
    joined_on text check (length(joined_on) = 10),
    sources text not null default '[]'
) strict;

create table bodies (
    party_code text primary key references parties (party_code),
    basis text not null check (basis in ('stated', 'inferred')),
    description text check (length(description) <= 2000),
    sources text not null default '[]',
    version integer not null check (version >= 1),
    created_at text not null check (length(created_at) = 24),
    updated_at text not null check (length(updated_at) = 24)
) strict;

create table instruments (
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

-- What each reference file said of a row when it was last loaded: a later file changes only what people left as it was.
create table reference_rows (
    resource_type text not null,
    resource_key text not null,
    loaded text not null,
    primary key (resource_type, resource_key)
) strict, without rowid;
