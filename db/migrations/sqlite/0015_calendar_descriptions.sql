-- What an event of the calendar tells beside its date: how it stands, and what its deadline rests on.

alter table calendar_entries add column status text not null default 'not_reported'
    check (status in ('not_reported', 'not_started', 'in_progress', 'completed', 'on_hold', 'cancelled', 'superseded'));

-- Null for a milestone, whose date has no basis of its own.
alter table calendar_entries add column deadline_basis text check (deadline_basis in ('stated', 'decided', 'inherited', 'none'));

-- What stands is described from here on; a cancelled entry says no more than that it was called off.
update calendar_entries as e
set status = case
        when e.milestone_number = 0 then (select c.status from commitments c where c.code = e.commitment_code)
        when (
            select m.reached_on from milestones m where m.commitment_code = e.commitment_code and m.number = e.milestone_number
        ) is not null then 'completed'
        else 'in_progress'
    end,
    deadline_basis = case
        when e.milestone_number = 0 then (select c.deadline_basis from commitments c where c.code = e.commitment_code)
    end,
    parties = coalesce(
        e.party_code,
        (
            select group_concat(party_code, ' ')
            from (select a.party_code from assignments a where a.commitment_code = e.commitment_code order by a.party_code)
        ),
        ''
    ),
    instruments = (select c.instrument_code from commitments c where c.code = e.commitment_code) || coalesce(
        (
            select group_concat(' ' || instrument_code, '')
            from (select u.instrument_code from also_under u where u.commitment_code = e.commitment_code order by u.instrument_code)
        ),
        ''
    )
where e.is_cancelled = 0;
