-- The first answers to creating requests with an Idempotency-Key, kept for a day and written with what they tell of.

create table idempotent_answers (
    -- Of the caller and the key that it chose.
    key_hash text primary key check (length(key_hash) = 64),
    request_hash text not null check (length(request_hash) = 64),
    location text not null,
    version integer,
    -- The answer as it was sent; of an answer that holds a secret, sealed with what only the caller knows.
    body text not null,
    is_sealed integer not null check (is_sealed in (0, 1)),
    created_at text not null check (length(created_at) = 24)
) strict, without rowid;

create index idempotent_answers_by_age on idempotent_answers (created_at);
