-- What was called off is in the state in memory too, and no longer looked for here.

drop index calendar_entries_cancelled;
