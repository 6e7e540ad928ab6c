-- The canvas: lanes, links, owners, reviews, pictures, content in two languages, maps within maps.
ALTER TABLE journeys ADD COLUMN owner_id TEXT REFERENCES users (id);
-- 'sketch', 'in_use', 'target', 'archived'.
ALTER TABLE journeys ADD COLUMN status TEXT NOT NULL DEFAULT 'in_use';
ALTER TABLE journeys ADD COLUMN review_days BIGINT NOT NULL DEFAULT 90;
ALTER TABLE journeys ADD COLUMN language TEXT NOT NULL DEFAULT 'fr';
ALTER TABLE journeys ADD COLUMN translations TEXT NOT NULL DEFAULT '{}';
-- Lists, as JSON: which rows the map shows (empty: those of a new one), where it branches or goes back.
ALTER TABLE journeys ADD COLUMN lanes TEXT NOT NULL DEFAULT '';
ALTER TABLE journeys ADD COLUMN links TEXT NOT NULL DEFAULT '[]';

ALTER TABLE stages ADD COLUMN translations TEXT NOT NULL DEFAULT '{}';

ALTER TABLE touchpoints ADD COLUMN translations TEXT NOT NULL DEFAULT '{}';
ALTER TABLE touchpoints ADD COLUMN reviewed_at BIGINT;
ALTER TABLE touchpoints ADD COLUMN reviewed_by TEXT;
-- The map that it opens into.
ALTER TABLE touchpoints ADD COLUMN sub_journey_id TEXT REFERENCES journeys (id);
CREATE INDEX touchpoints_sub_journey ON touchpoints (sub_journey_id) WHERE sub_journey_id IS NOT NULL;
-- As in the content, where lists of all maps can ask for it.
ALTER TABLE touchpoints ADD COLUMN owning_team TEXT NOT NULL DEFAULT '';
UPDATE touchpoints SET owning_team = coalesce(json_extract(content, '$.owning_team'), '');

-- Picture, quotes, channels…, as JSON.
ALTER TABLE personas ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';
ALTER TABLE personas ADD COLUMN translations TEXT NOT NULL DEFAULT '{}';

-- Uploaded pictures, made smaller and rid of what cameras write into them.
CREATE TABLE pictures (
    id TEXT NOT NULL PRIMARY KEY,
    -- SHA-256 of the bytes: the same picture is kept once.
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE UNIQUE INDEX pictures_digest ON pictures (digest);
