-- A sheet of more rows than one transaction stores in a moment is laid down here first, in slices, while others go on writing. Once it is
-- accepted as a whole it is carried out to its end, also over a restart, and nobody else changes the commitments that it still holds.
create table imports (
    import_id text primary key check (length(import_id) = 36),
    kind text not null,
    actor text not null,
    -- The day that "not in the future" was asked on.
    today text not null check (length(today) = 10),
    accepted_at text check (length(accepted_at) = 24)
) strict, without rowid;

create table import_rows (
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

create index import_rows_of_commitment on import_rows (commitment_code, import_id);
