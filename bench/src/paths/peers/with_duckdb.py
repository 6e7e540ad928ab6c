import duckdb

db = duckdb.connect(f"{sys.argv[1]}/peer.duckdb", read_only=True)
db.execute("SET enable_progress_bar = false")
W = f"((t - {FIRST_MONDAY}) // {WEEK})"


def rows(query):
    return lambda: db.execute(query).fetchall()


def funnel():
    # Of each row that may be the next step, the latest begin that came as far: ASOF joins, one a step.
    steps = [f"s1 AS (SELECT c, t, t b FROM e WHERE k = {STEPS[0]})"]
    for step in range(2, 6):
        steps.append(f"""s{step} AS (SELECT x.c, x.t, s.b FROM (FROM e WHERE k = {STEPS[step - 1]}) x
            ASOF JOIN s{step - 1} s ON x.c = s.c AND x.t > s.t WHERE x.t - s.b <= {WEEK})""")
    counts = [f"SELECT {step}, count(DISTINCT c) FROM s{step}" for step in range(1, 6)]
    said = db.execute(f"WITH {', '.join(steps)} {' UNION ALL '.join(counts)}").fetchall()
    return [[count] for _, count in sorted(said)]


by_customer = "WINDOW w AS (PARTITION BY c ORDER BY t)"
sessions = """SELECT p, count(*) n FROM (SELECT unnest(string_split(substr(string_agg(
    CASE WHEN fresh THEN '|' || chr(65 + k) ELSE chr(65 + k) END, '' {order}), 2), '|')) p
    FROM ({rows}) GROUP BY c) GROUP BY p ORDER BY n DESC, p LIMIT 100"""
masks = f"""WITH masks AS (SELECT m, count(*) n FROM
        (SELECT bit_or(1::BIGINT << {W}) m FROM e GROUP BY c) GROUP BY m),
    weeks AS (SELECT w, n, min(w) OVER (PARTITION BY m) f FROM
        (SELECT m, n, unnest(range(57)) w FROM masks) WHERE (m >> w) & 1 = 1)
    SELECT f, w - f, sum(n)::BIGINT FROM weeks GROUP BY ALL"""
state = f"""SELECT k, sum(({NOW} - m <= {ACTIVE})::INT)::BIGINT,
    sum(({NOW} - m > {ACTIVE} AND {NOW} - m <= {WAITING})::INT)::BIGINT, sum(({NOW} - m > {WAITING})::INT)::BIGINT"""
main({
    "q1": {
        "any": rows(f"""SELECT p, k, count(*), avg(t - pt) / 1e6 FROM (SELECT k, t, lag(k) OVER w p,
            lag(t) OVER w pt FROM e {by_customer}) WHERE p IS NOT NULL GROUP BY p, k"""),
        "sorted": rows("""SELECT p, k, count(*), avg(t - pt) / 1e6 FROM (SELECT c, k, t, lag(k) OVER () p,
            lag(t) OVER () pt, lag(c) OVER () pc FROM e) WHERE pc = c GROUP BY p, k"""),
    },
    "q2": {"any": funnel},
    "q3-sessions": {
        "any": rows(sessions.format(order="ORDER BY t", rows=f"""SELECT c, k, t,
            t - lag(t, 1, 0::BIGINT) OVER w > {SILENCE} fresh FROM e {by_customer}""")),
    },
    "q3-customers": {
        "any": rows("""SELECT p, count(*) n FROM (SELECT string_agg(chr(65 + k), '' ORDER BY t) p
            FROM e GROUP BY c) GROUP BY p ORDER BY n DESC, p LIMIT 100"""),
    },
    "q4": {
        "any": rows(f"{state} FROM (SELECT arg_max(k, t) k, max(t) m FROM e GROUP BY c) GROUP BY k"),
        "sorted": rows(f"""{state} FROM (SELECT c, k, t m, lead(c) OVER () nc FROM e)
            WHERE nc IS DISTINCT FROM c GROUP BY k"""),
    },
    "q5": {
        "any": rows(f"SELECT {W} w, k, count(*), count(DISTINCT c), avg(v) FROM e GROUP BY w, k"),
    },
    "q6": {
        "any": rows(masks),
    },
    "q7": {
        "any": rows(f"""SELECT k, b, coalesce(d, {END}), count(*) FROM (SELECT k, lead(k) OVER w b,
            lead(k, 2) OVER w d FROM e {by_customer}) WHERE b IS NOT NULL GROUP BY ALL"""),
        "sorted": rows(f"""SELECT k, b, CASE WHEN dc = c THEN d ELSE {END} END x, count(*) FROM (SELECT c, k,
            lead(k) OVER () b, lead(k, 2) OVER () d, lead(c) OVER () bc, lead(c, 2) OVER () dc FROM e)
            WHERE bc = c GROUP BY ALL"""),
    },
})
