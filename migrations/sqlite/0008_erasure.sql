-- What is left of forgotten customers: enough to know their facts again when these come late.
CREATE TABLE erased_keys (
    -- A digest of a key with a secret of this installation; the key itself is nowhere.
    digest TEXT NOT NULL PRIMARY KEY,
    -- Facts from before this moment that name the key came late, and are not kept.
    at BIGINT NOT NULL
);
