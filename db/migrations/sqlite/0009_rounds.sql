-- Reporting rounds, and the reports that closing them froze.

create table rounds (
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

create table round_instruments (
    round_code text not null references rounds (round_code),
    instrument_code text not null references instruments (instrument_code),
    primary key (round_code, instrument_code)
) strict, without rowid;

create table round_reports (
    round_code text primary key references rounds (round_code),
    -- The very text that is answered, and that everything else is rendered from.
    body text not null
) strict;

create trigger closed_rounds_are_never_updated before update on rounds
when old.closed_at is not null
begin
    select raise(abort, 'a closed round never changes');
end;

create trigger rounds_are_never_deleted before delete on rounds
begin
    select raise(abort, 'a round is never deleted');
end;

-- A row that replaces another deletes it without the trigger on deletes.
create trigger closed_rounds_are_never_replaced before insert on rounds
when exists (select 1 from rounds where round_code = new.round_code and closed_at is not null)
begin
    select raise(abort, 'a closed round never changes');
end;

create trigger instruments_of_closed_rounds_are_never_added before insert on round_instruments
when exists (select 1 from rounds where round_code = new.round_code and closed_at is not null)
begin
    select raise(abort, 'a closed round never changes');
end;

create trigger instruments_of_rounds_are_never_updated before update on round_instruments
begin
    select raise(abort, 'the instruments of a round are put anew');
end;

create trigger instruments_of_closed_rounds_are_never_deleted before delete on round_instruments
when exists (select 1 from rounds where round_code = old.round_code and closed_at is not null)
begin
    select raise(abort, 'a closed round never changes');
end;

create trigger round_reports_are_never_updated before update on round_reports
begin
    select raise(abort, 'the report of a round never changes');
end;

create trigger round_reports_are_never_replaced before insert on round_reports
when exists (select 1 from round_reports where round_code = new.round_code)
begin
    select raise(abort, 'the report of a round never changes');
end;

create trigger round_reports_are_never_deleted before delete on round_reports
begin
    select raise(abort, 'the report of a round never changes');
end;
