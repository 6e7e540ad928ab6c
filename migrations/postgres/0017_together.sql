-- Working on a map together: who is there, what is said about it, who is told.
ALTER TABLE audit ADD COLUMN journey TEXT;
-- What happened to a journey and all that is in it, newest first.
CREATE INDEX audit_journey ON audit (journey, seq) WHERE journey IS NOT NULL;

-- Who has a map open just now, and what is selected there. Rows outlive a closed browser by seconds.
CREATE TABLE presences (
    journey TEXT NOT NULL REFERENCES journeys (id) ON DELETE CASCADE,
    -- One tab of one browser.
    client TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    touchpoint TEXT,
    -- The lane, where one cell is selected; empty for the whole card.
    field TEXT NOT NULL,
    since BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (journey, client)
);
CREATE INDEX presences_seen ON presences (seen_at);

CREATE TABLE comments (
    id TEXT NOT NULL PRIMARY KEY,
    journey TEXT NOT NULL REFERENCES journeys (id) ON DELETE CASCADE,
    -- The first comment of its thread: itself, when it is that.
    thread TEXT NOT NULL,
    -- What it is about; of the whole journey where there is none.
    touchpoint TEXT,
    field TEXT NOT NULL,
    author TEXT REFERENCES users (id) ON DELETE SET NULL,
    author_name TEXT NOT NULL,
    -- Empty once it was taken back.
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    edited_at BIGINT,
    removed_at BIGINT,
    -- Of a thread, on its first comment.
    resolved_at BIGINT,
    resolved_by TEXT
);
CREATE INDEX comments_open ON comments (journey, id) WHERE id = thread AND resolved_at IS NULL;
CREATE INDEX comments_first ON comments (journey, id) WHERE id = thread;
CREATE INDEX comments_thread ON comments (thread, id);

-- What somebody should know.
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    by_name TEXT NOT NULL,
    title_en TEXT NOT NULL,
    title_fr TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    -- Where it leads, within Parcours.
    path TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    -- When it went out by e-mail.
    mailed_at BIGINT
);
CREATE INDEX notices_of ON notices (user_id, id);
CREATE INDEX notices_unread ON notices (user_id, id) WHERE read_at IS NULL;

CREATE TABLE notice_settings (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- 'soon', 'daily', 'never'.
    mail TEXT NOT NULL
);

-- Journeys of which somebody wants to hear only where they are called by name.
CREATE TABLE notice_mutes (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    entity TEXT NOT NULL,
    PRIMARY KEY (user_id, entity)
);
