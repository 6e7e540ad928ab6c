-- Versions have names; and what a draft said before another version took its place is kept beside them.
ALTER TABLE journey_versions ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- Kept, and never published: it is nobody's current map.
ALTER TABLE journey_versions ADD COLUMN kept BOOLEAN NOT NULL DEFAULT FALSE;
