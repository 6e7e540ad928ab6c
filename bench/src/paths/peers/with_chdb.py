from chdb import session

house = session.Session(f"{sys.argv[1]}/peer.chdb")
W = f"intDiv(t - {FIRST_MONDAY}, {WEEK})"


def rows(query, then=lambda rows: rows):
    def run():
        said = house.query(query, "JSONCompactEachRow").bytes().decode()
        return then([json.loads(line) for line in said.splitlines()])
    return run


# The order of the table is the order asked for, so sorting costs nothing; one thread keeps it without.
ORDERED = "(SELECT c, t, k FROM b.e ORDER BY c, t)"
ONE = "SETTINGS max_threads = 1, optimize_aggregation_in_order = 1"
pairs = """SELECT p, n, count(), avg(took) / 1e6 FROM (SELECT p, n, took FROM (SELECT groupArray(k) ks,
    groupArray(t) ts FROM {rows} GROUP BY c) ARRAY JOIN arrayPopBack(ks) AS p, arrayPopFront(ks) AS n,
    arrayPopFront(arrayDifference(ts)) AS took) GROUP BY p, n {settings}"""
triples = f"""SELECT p, l, n, count() FROM (SELECT p, l, n FROM (SELECT groupArray(k) ks FROM {{rows}}
    GROUP BY c HAVING length(ks) > 1) ARRAY JOIN arrayPopBack(ks) AS p, arrayPopFront(ks) AS l,
    arrayPushBack(arrayPopFront(arrayPopFront(ks)), toUInt8({END})) AS n) GROUP BY p, l, n {{settings}}"""
paths = """SELECT p, count() n FROM (SELECT groupArray(k) p FROM {rows} GROUP BY c)
    GROUP BY p ORDER BY n DESC, p LIMIT 100 {settings}"""
sessions = f"""SELECT p, count() n FROM (SELECT arrayJoin(arraySplit((k, took) -> took > {SILENCE}, ks,
    arrayDifference(ts))) p FROM (SELECT groupArray(k) ks, groupArray(t) ts FROM {{rows}} GROUP BY c))
    GROUP BY p ORDER BY n DESC, p LIMIT 100 {{settings}}"""
state = f"""SELECT k, countIf({NOW} - m <= {ACTIVE}), countIf({NOW} - m > {ACTIVE} AND {NOW} - m <= {WAITING}),
    countIf({NOW} - m > {WAITING})"""
steps = ", ".join(f"k = {step}" for step in STEPS)
named = lambda rows: [[letters(path), int(count)] for path, count in rows]

neighbours = "WINDOW w AS (PARTITION BY c ORDER BY t ROWS BETWEEN {back} PRECEDING AND {ahead} FOLLOWING)"
pair_windows = f"""SELECT p, k, count(), avg(t - pt) / 1e6 FROM (SELECT k, t, lagInFrame(k, 1, {END}) OVER w p,
    lagInFrame(t) OVER w pt FROM b.e {neighbours.format(back=1, ahead=0)}) WHERE p != {END} GROUP BY p, k"""
triple_windows = f"""SELECT k, l, n, count() FROM (SELECT k, leadInFrame(k, 1, {END}) OVER w l,
    leadInFrame(k, 2, {END}) OVER w n FROM b.e {neighbours.format(back=0, ahead=2)}) WHERE l != {END}
    GROUP BY k, l, n"""
session_windows = f"""SELECT p, count() n FROM (SELECT arraySort(groupArray((t, k))).2 p FROM (SELECT c, t, k, sum(fresh) OVER
    (PARTITION BY c ORDER BY t ROWS UNBOUNDED PRECEDING) s FROM (SELECT c, t, k, t - lagInFrame(t, 1, 0)
    OVER w > {SILENCE} fresh FROM b.e {neighbours.format(back=1, ahead=0)})) GROUP BY c, s)
    GROUP BY p ORDER BY n DESC, p LIMIT 100"""


def both(query, then=lambda rows: rows):
    return {
        "any": rows(query.format(rows=ORDERED, settings=""), then),
        "sorted": rows(query.format(rows="b.e", settings=ONE), then),
    }


numbers = lambda rows: [[int(x) if isinstance(x, str) else x for x in row] for row in rows]
main({
    "q1": {"windows": rows(pair_windows, numbers), **both(pairs, numbers)},
    "q2": {
        "any": rows(f"""SELECT l, count() FROM (SELECT windowFunnel({WEEK})(t, {steps}) l FROM b.e
            WHERE k IN {tuple(STEPS)} GROUP BY c) GROUP BY l""", lambda rows: reached(numbers(rows))),
        "sorted": rows(f"""SELECT l, count() FROM (SELECT windowFunnel({WEEK})(t, {steps}) l FROM b.e
            WHERE k IN {tuple(STEPS)} GROUP BY c) GROUP BY l {ONE}""", lambda rows: reached(numbers(rows))),
    },
    "q3-sessions": {"windows": rows(session_windows, named), **both(sessions, named)},
    "q3-customers": both(paths, named),
    "q4": {
        "any": rows(f"{state} FROM (SELECT argMax(k, t) k, max(t) m FROM b.e GROUP BY c) GROUP BY k", numbers),
        "sorted": rows(f"""{state} FROM (SELECT anyLast(k) k, anyLast(t) m FROM b.e GROUP BY c)
            GROUP BY k {ONE}""", numbers),
    },
    "q5": {
        "any": rows(f"SELECT {W} w, k, count(), uniqExact(c), avg(v) FROM b.e GROUP BY w, k", numbers),
    },
    "q6": {
        "any": rows(f"""SELECT f, w - f o, sum(n) FROM (SELECT arrayJoin(bitPositionsToArray(m) AS ws) w,
            ws[1] f, n FROM (SELECT m, count() n FROM (SELECT groupBitOr(bitShiftLeft(toUInt64(1), {W})) m
            FROM b.e GROUP BY c) GROUP BY m)) GROUP BY f, o""", numbers),
    },
    "q7": {"windows": rows(triple_windows, numbers), **both(triples, numbers)},
})
