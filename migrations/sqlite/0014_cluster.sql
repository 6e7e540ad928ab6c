-- The workers that fold buckets for others, each with its last heartbeat.
CREATE TABLE cluster_workers (
    -- One run of one process.
    process TEXT NOT NULL PRIMARY KEY,
    -- How it is reached.
    url TEXT NOT NULL,
    -- Only processes of one version work for each other.
    version TEXT NOT NULL,
    -- By the database's clock, in microseconds.
    beat_at BIGINT NOT NULL
);
