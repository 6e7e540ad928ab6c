-- A review can be taken back: those before the last one, as JSON, the newest last.
ALTER TABLE touchpoints ADD COLUMN earlier_reviews TEXT NOT NULL DEFAULT '[]';
