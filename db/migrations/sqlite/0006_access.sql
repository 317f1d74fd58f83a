-- Keys: what is kept is a hash, from which the key cannot be found again.

create table api_keys (
    api_key_id text primary key check (length(api_key_id) = 36),
    name text not null check (length(name) between 1 and 100),
    role text not null check (role in ('admin', 'secretariat', 'focal_point', 'reader')),
    party_code text references parties (party_code),
    key_hash text not null unique check (length(key_hash) = 64),
    created_at text not null check (length(created_at) = 24),
    expires_on text check (length(expires_on) = 10),
    last_used_on text check (length(last_used_on) = 10),
    revoked_at text check (length(revoked_at) = 24),
    check ((role = 'focal_point') = (party_code is not null))
) strict;
