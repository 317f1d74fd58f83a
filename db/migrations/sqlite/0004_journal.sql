-- The journal: one row a change, written in the change's own transaction and never touched again.

create table changes (
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
    fields_after text not null,
    check ((public_seq is null) = (was_public = 0 and is_public = 0))
) strict;

create index changes_of_commitment on changes (commitment_code, change_id);
create index changes_of_resource on changes (resource_type, resource_key, change_id);

create trigger changes_are_never_updated before update on changes
begin
    select raise(abort, 'the journal is append-only');
end;

-- A row that replaces another deletes it without the trigger on deletes.
create trigger changes_are_never_replaced before insert on changes
when exists (select 1 from changes where change_id = new.change_id)
begin
    select raise(abort, 'the journal is append-only');
end;

create trigger changes_are_never_deleted before delete on changes
begin
    select raise(abort, 'the journal is append-only');
end;
