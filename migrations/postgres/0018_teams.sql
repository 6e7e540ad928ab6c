-- Teams and who is in them, invitations; which team answers for a touchpoint, who follows it, who may
-- see a journey.
CREATE TABLE teams (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- The name in lower case: one team a name, however it is typed.
    name_key TEXT NOT NULL,
    hue TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Removed teams are kept, since versions of maps name them.
    removed_at BIGINT
);
CREATE UNIQUE INDEX teams_name_key ON teams (name_key) WHERE removed_at IS NULL;

CREATE TABLE team_members (
    team_id TEXT NOT NULL REFERENCES teams (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_members_user ON team_members (user_id);

-- Kept after they ended, so that whoever opens an old link is told what became of it.
CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Ids of teams, as JSON.
    teams TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    accepted_at BIGINT
);
CREATE UNIQUE INDEX invitations_token_hash ON invitations (token_hash);
CREATE INDEX invitations_email ON invitations (email_key);

-- As in the content, where lists of all maps can ask for it.
ALTER TABLE touchpoints ADD COLUMN team_id TEXT REFERENCES teams (id);
CREATE INDEX touchpoints_team ON touchpoints (team_id) WHERE team_id IS NOT NULL;

CREATE TABLE touchpoint_watchers (
    touchpoint_id TEXT NOT NULL REFERENCES touchpoints (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (touchpoint_id, user_id)
);
CREATE INDEX touchpoint_watchers_user ON touchpoint_watchers (user_id);

-- Only those who are listed see it, and administrators.
ALTER TABLE journeys ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE journey_roles (
    journey_id TEXT NOT NULL REFERENCES journeys (id),
    -- One of the two.
    user_id TEXT REFERENCES users (id),
    team_id TEXT REFERENCES teams (id),
    -- 'view', 'comment', 'edit'.
    role TEXT NOT NULL
);
CREATE UNIQUE INDEX journey_roles_user ON journey_roles (journey_id, user_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX journey_roles_team ON journey_roles (journey_id, team_id) WHERE team_id IS NOT NULL;
