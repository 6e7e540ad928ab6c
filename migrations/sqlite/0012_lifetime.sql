-- What was learned about who buys again, each time it was.
CREATE TABLE lifetime_fits (
    fitted_at BIGINT NOT NULL PRIMARY KEY,
    -- Kinds of interactions that are orders, with commas between, as it was asked.
    orders TEXT NOT NULL,
    customers BIGINT NOT NULL,
    repeaters BIGINT NOT NULL,
    -- Parameters, their covariance and what there is to doubt, as JSON.
    fit TEXT NOT NULL
);
