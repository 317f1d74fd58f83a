-- What the public calendar shows, kept in the transaction of each change, and the private feeds of it.

create table calendar_entries (
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
    changed_at text not null check (length(changed_at) = 24),
    primary key (commitment_code, milestone_number)
) strict, without rowid;

create index calendar_entries_cancelled on calendar_entries (commitment_code) where is_cancelled = 1;

-- What is public already. The program fills in for whom it was when it cancels an entry.
insert into calendar_entries (commitment_code, milestone_number, party_code, title, due_on, due_precision, sequence, is_cancelled, parties,
    instruments, theme_code, changed_at)
select code, 0, null, title, due_on, due_precision, 0, 0, '', instrument_code, theme_code, updated_at
from commitments
where publication = 'published' and due_on is not null and status not in ('cancelled', 'superseded');

insert into calendar_entries (commitment_code, milestone_number, party_code, title, due_on, due_precision, sequence, is_cancelled, parties,
    instruments, theme_code, changed_at)
select c.code, m.number, m.party_code, m.title, m.due_on, m.due_precision, 0, 0, '', c.instrument_code, c.theme_code, c.updated_at
from milestones m
join commitments c on c.code = m.commitment_code
where c.publication = 'published' and (c.status not in ('cancelled', 'superseded') or m.reached_on is not null);

create table calendar_feeds (
    feed_id text primary key check (length(feed_id) = 36),
    name text not null check (length(name) between 1 and 100),
    party_code text not null references parties (party_code),
    -- The token stands in the address alone.
    token_hash text not null unique check (length(token_hash) = 64),
    created_at text not null check (length(created_at) = 24),
    revoked_at text check (length(revoked_at) = 24)
) strict;

create index calendar_feeds_of_party on calendar_feeds (party_code);
