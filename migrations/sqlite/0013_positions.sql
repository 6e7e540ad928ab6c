-- Where every customer stands in each journey, kept current by what follows the appends.

-- Counts imports that went past the rows: whoever follows these scans the log after one.
ALTER TABLE log_state ADD COLUMN bulks BIGINT NOT NULL DEFAULT 0;

-- The map that positions are of. A changed map gets a new row, and its positions are complete before
-- they count.
CREATE TABLE position_maps (
    map INTEGER PRIMARY KEY AUTOINCREMENT,
    journey TEXT NOT NULL,
    -- 'building', 'live', 'dropped'.
    state TEXT NOT NULL,
    -- The published version; null for the draft.
    version BIGINT,
    -- The journey as it counts, as JSON: codes of touchpoints are places in it.
    document TEXT NOT NULL,
    -- What silence is usual after each touchpoint, as JSON.
    thresholds TEXT NOT NULL,
    fitted_at BIGINT NOT NULL,
    -- How far the log has been followed, as JSON.
    arrivals TEXT NOT NULL
);
CREATE INDEX position_maps_journey ON position_maps (journey, state);

CREATE TABLE journey_positions (
    map BIGINT NOT NULL,
    customer BIGINT NOT NULL,
    -- Codes: places in the map's order.
    touchpoint BIGINT NOT NULL,
    stage BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    goal_since BIGINT,
    -- Of the run of interactions at this touchpoint and in this stage: when it began, and when the
    -- interaction before it happened.
    touchpoint_since BIGINT NOT NULL,
    touchpoint_before BIGINT,
    stage_since BIGINT NOT NULL,
    stage_before BIGINT,
    PRIMARY KEY (map, customer)
);
-- Who stands at a touchpoint, by when they were last heard of; counts are answered by it alone.
CREATE INDEX journey_positions_standing ON journey_positions (map, touchpoint, last_at, customer, goal_since);
-- All journeys of one customer.
CREATE INDEX journey_positions_customer ON journey_positions (customer);
