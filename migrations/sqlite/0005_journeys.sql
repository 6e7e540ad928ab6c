-- Personas, and the journeys drawn for them: stages, touchpoints with their signals, published versions.
CREATE TABLE personas (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    -- Lists of short sentences, as JSON.
    goals TEXT NOT NULL,
    frustrations TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE journeys (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    persona_id TEXT REFERENCES personas (id),
    scenario TEXT NOT NULL,
    start_point TEXT NOT NULL,
    end_point TEXT NOT NULL,
    goal TEXT NOT NULL,
    -- Grows with every change to the journey or to anything in it.
    revision BIGINT NOT NULL,
    -- The newest version and the revision it shows; null until the first one.
    published_version BIGINT,
    published_revision BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    -- Removed, until it is restored.
    deleted_at BIGINT
);
-- The list: last changed first.
CREATE INDEX journeys_recent ON journeys (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX journeys_persona ON journeys (persona_id);

-- `position` orders siblings and may have gaps: removed rows keep theirs, so that a restored one
-- comes back to its place. The place that people see is the rank among those still there.
CREATE TABLE stages (
    id TEXT NOT NULL PRIMARY KEY,
    journey_id TEXT NOT NULL REFERENCES journeys (id),
    name TEXT NOT NULL,
    hue TEXT NOT NULL,
    position BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX stages_order ON stages (journey_id, position);

CREATE TABLE touchpoints (
    id TEXT NOT NULL PRIMARY KEY,
    journey_id TEXT NOT NULL REFERENCES journeys (id),
    stage_id TEXT NOT NULL REFERENCES stages (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    goal BOOLEAN NOT NULL,
    -- What the lanes say (needs, actions, frictions…) and the signals, as JSON: each is read and
    -- written whole, and a new lane needs no new column.
    content TEXT NOT NULL,
    signals TEXT NOT NULL,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX touchpoints_order ON touchpoints (journey_id, stage_id, position);

CREATE TABLE journey_versions (
    journey_id TEXT NOT NULL REFERENCES journeys (id),
    number BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    note TEXT NOT NULL,
    -- The whole journey as it was, as JSON.
    document TEXT NOT NULL,
    PRIMARY KEY (journey_id, number)
);
