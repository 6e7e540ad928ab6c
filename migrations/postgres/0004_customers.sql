-- Customers and the keys by which they are known.
CREATE TABLE customers (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Whether a lasting identity (not only an anonymous one) is attached.
    known BOOLEAN NOT NULL,
    traits TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Set when this customer turned out to be another; kept so that ids stay valid.
    merged_into BIGINT,
    merged_at BIGINT,
    merge_reason TEXT
);
CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE identities (
    kind TEXT NOT NULL,
    -- Where the key is valid; empty for the whole organisation.
    place TEXT NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    customer BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (kind, place, value)
);
CREATE INDEX identities_customer ON identities (customer);
-- A search by a key without its kind.
CREATE INDEX identities_value ON identities (value);
