-- What people decided on what happens otherwise than drawn, and the views that they saved.
CREATE TABLE findings (
    journey TEXT NOT NULL REFERENCES journeys (id) ON DELETE CASCADE,
    -- Which one: its kind and the touchpoints it is of.
    finding TEXT NOT NULL,
    -- 'open', 'done', 'dismissed'.
    state TEXT NOT NULL,
    -- Why it was dismissed; empty when it was not.
    reason TEXT NOT NULL,
    assignee TEXT REFERENCES users (id) ON DELETE SET NULL,
    -- What was seen when it was decided: customers behind it, of so many.
    customers BIGINT NOT NULL,
    of_customers BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (journey, finding)
);

CREATE TABLE saved_views (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Everybody's, not only the owner's.
    shared BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    -- The view and its filters, as the address has them: a JSON object.
    search TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX saved_views_name ON saved_views (owner, name);
CREATE INDEX saved_views_shared ON saved_views (name) WHERE shared;
