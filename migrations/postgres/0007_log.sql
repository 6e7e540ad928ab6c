-- The sealed half of the interaction log: which files hold it, which merges and erasures they
-- still lack, who reads, what is kept how long.

-- An interaction's id follows from when it was heard of and its place in the order of arrival.
ALTER TABLE interactions DROP COLUMN id;
-- Whether the message id was made from the content, for a file without ids: not worth keeping
-- once the interaction is sealed.
ALTER TABLE interactions ADD COLUMN derived BOOLEAN NOT NULL DEFAULT FALSE;
-- Whether the message may come again after any time, as the rows of files do: its key is kept for ever.
ALTER TABLE interactions ADD COLUMN lasting BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE log_state (
    id BIGINT NOT NULL PRIMARY KEY,
    -- Counts switches of files and rows.
    generation BIGINT NOT NULL,
    -- Counts rewrites and removals of hot rows by others than the sealer: what it read before is stale.
    hot_changes BIGINT NOT NULL,
    -- Counts erasures: whoever remembers customers forgets them.
    erasures BIGINT NOT NULL
);
INSERT INTO log_state (id, generation, hot_changes, erasures) VALUES (1, 0, 0, 0);

-- Every file of the log from before it is written until after it is removed, so that none is ever
-- lost track of.
CREATE TABLE log_files (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL,
    -- 'segment' or 'keys'.
    kind TEXT NOT NULL,
    -- 'writing', 'live', 'dropped'.
    state TEXT NOT NULL,
    format BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    -- SHA-256 of the whole file; empty until it is live.
    digest BYTEA NOT NULL,
    -- The process that writes it.
    writer TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- Of the switch that made it live or dropped it.
    generation BIGINT NOT NULL
);
CREATE UNIQUE INDEX log_files_name ON log_files (name);
CREATE INDEX log_files_state ON log_files (state);

-- What a reader may know of a segment without opening it.
CREATE TABLE log_segments (
    file BIGINT NOT NULL PRIMARY KEY REFERENCES log_files (id) ON DELETE CASCADE,
    bucket BIGINT NOT NULL,
    customer_min BIGINT NOT NULL,
    customer_max BIGINT NOT NULL,
    at_min BIGINT NOT NULL,
    at_max BIGINT NOT NULL,
    seq_max BIGINT NOT NULL,
    -- A serialised set of the signatures in it.
    signatures BYTEA NOT NULL,
    -- Merges noted before this moment are folded in.
    folded_before BIGINT NOT NULL,
    -- When it was last made to follow the rules of retention.
    retained_at BIGINT NOT NULL
);

-- The keys of sealed messages, so that they are known again.
CREATE TABLE log_keys (
    file BIGINT NOT NULL PRIMARY KEY REFERENCES log_files (id) ON DELETE CASCADE,
    -- Kept for ever: rows of imported files may come again after years.
    lasting BOOLEAN NOT NULL,
    oldest_at BIGINT NOT NULL,
    newest_at BIGINT NOT NULL
);

-- Erased customers: no reader sees them, no file may keep them.
CREATE TABLE log_erased (
    customer BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    -- Files switched in later are rid of them.
    generation BIGINT NOT NULL,
    -- When the last row and file was rid of them.
    done_at BIGINT
);

-- Processes that hold a view of an older generation: its files stay.
CREATE TABLE log_readers (
    process TEXT NOT NULL PRIMARY KEY,
    generation BIGINT NOT NULL,
    until BIGINT NOT NULL
);

-- How long interactions are kept; where several rules fit one, the shortest counts.
CREATE TABLE retention_rules (
    id TEXT NOT NULL PRIMARY KEY,
    -- Null for every kind.
    kind TEXT,
    days BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
