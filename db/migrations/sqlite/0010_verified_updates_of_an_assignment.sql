-- What a party's verified progress updates on a commitment add up to is read with each new one. Without the review in the index the
-- engine went through all verified updates there are.

drop index progress_updates_of_party;

create index progress_updates_of_assignment on progress_updates (commitment_code, party_code, review, as_of);
