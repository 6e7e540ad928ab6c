-- The interaction log, hot rows. Sealed rows live in files; the same reader sees both.
CREATE TABLE signatures (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    subject TEXT,
    properties TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX signatures_fingerprint ON signatures (fingerprint);

CREATE TABLE interactions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    customer BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    signature BIGINT NOT NULL,
    -- The subject as it was said; null where the signature says the same.
    subject TEXT,
    value DOUBLE PRECISION,
    properties TEXT,
    source BIGINT NOT NULL,
    message_id TEXT NOT NULL
);
CREATE UNIQUE INDEX interactions_message ON interactions (source, message_id);
-- A timeline, and sealing in the order of the files: one customer, by time, ties by arrival.
CREATE INDEX interactions_timeline ON interactions (customer, at, seq);
-- A map's figures: some signatures over a period, answered by the index alone.
CREATE INDEX interactions_figures ON interactions (signature, at, customer, seq);

-- Merged customers: whoever reads `gone` means `kept`. Chains are kept flat.
CREATE TABLE customer_aliases (
    gone BIGINT NOT NULL PRIMARY KEY,
    kept BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX customer_aliases_kept ON customer_aliases (kept);
