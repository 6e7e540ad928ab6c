-- Sources: who tells us of interactions, and with which keys.
CREATE TABLE sources (
    -- The number that interactions carry.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Properties that become part of the signature, as JSON.
    promoted TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled BOOLEAN NOT NULL DEFAULT FALSE,
    -- Set for those that Parcours makes itself; one each.
    reserved TEXT,
    -- Interactions refer to it for ever.
    deleted_at BIGINT
);
CREATE UNIQUE INDEX sources_public_id ON sources (public_id);
CREATE UNIQUE INDEX sources_reserved ON sources (reserved);

-- In plain text: a write key lives in the pages of a shop, may only write, and is shown again to
-- whoever installs the next tag.
CREATE TABLE write_keys (
    id TEXT NOT NULL PRIMARY KEY,
    source BIGINT NOT NULL REFERENCES sources (id),
    write_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    -- To the minute.
    last_used_at BIGINT
);
CREATE UNIQUE INDEX write_keys_write_key ON write_keys (write_key);
CREATE INDEX write_keys_source ON write_keys (source);

-- The last few events of each source as they came, so that one sees what goes wrong.
CREATE TABLE source_events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    source BIGINT NOT NULL REFERENCES sources (id),
    received_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    type TEXT NOT NULL,
    name TEXT,
    customer BIGINT,
    payload TEXT NOT NULL
);
CREATE INDEX source_events_source ON source_events (source, seq);

-- How much each source told us, by hour (whole hours since 1970).
CREATE TABLE source_hours (
    source BIGINT NOT NULL REFERENCES sources (id),
    hour BIGINT NOT NULL,
    events BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (source, hour)
);

-- Files of interactions, from upload to result.
CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    -- Options, progress and the first errors, as JSON: each is read and written whole.
    options TEXT NOT NULL,
    progress TEXT NOT NULL,
    errors TEXT NOT NULL,
    -- Why it failed: both languages, as JSON.
    problem TEXT,
    started_at BIGINT,
    finished_at BIGINT
);
CREATE INDEX imports_recent ON imports (created_at, id);
