-- The party that a change which is not public is told to: what became of its own report. Its number is the one that it has in the
-- party's view of the journal, which is what the public hears and this. No change before this migration is told to a party, so that the
-- numbers which focal points have kept stay right.

alter table changes add column party_code text references parties (party_code);

alter table changes add column party_seq integer
    check ((party_seq is null) = (party_code is null))
    check (party_seq is null or public_seq is null);

create index changes_of_party on changes (party_code, change_id) where party_code is not null;
create unique index changes_in_party_view on changes (party_code, party_seq) where party_code is not null;
