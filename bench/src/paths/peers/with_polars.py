import polars as pl

# A frame in memory, sorted by customer and time.
frame = pl.read_parquet(f"{sys.argv[1]}/sorted.parquet").rechunk().lazy()
c, t, k, v = [pl.col(name) for name in "ctkv"]
week = ((t - FIRST_MONDAY) // WEEK).cast(pl.UInt8)
before = c == c.shift(1)
wide = lambda code: code.cast(pl.UInt16)


def counted(edges, shifts, aggregates=()):
    # Codes packed into one number are counted fastest; then they are taken apart.
    edges = edges.filter(pl.col("x").is_not_null()).group_by("x").agg(pl.len(), *aggregates)
    apart = [((pl.col("x") // 32**place) % 32).alias(f"x{place}") for place in reversed(range(shifts))]
    return edges.select(*apart, pl.exclude("x")).collect().rows()


def transitions():
    steps = frame.select(x=pl.when(before).then(wide(k.shift(1)) * 32 + k), d=t - t.shift(1))
    return counted(steps, 2, [pl.col("d").mean() / 1e6])


def funnel():
    never = pl.lit(-(10**18))
    rows = frame.filter(k.is_in(STEPS)).select("c", "t", "k").with_columns(
        new=c != c.shift(1, fill_value=2**32 - 1))
    carry = lambda when, value: pl.when(when).then(value).when("new").then(never).forward_fill()
    rows = rows.with_columns(b=carry(k == STEPS[0], t))
    rows = rows.with_columns(l=(pl.col("b") > 0).cast(pl.UInt8))
    for step in range(2, 6):
        rows = rows.with_columns(b=carry((k == STEPS[step - 1]) & (t - pl.col("b") <= WEEK), pl.col("b")))
        came = pl.when(pl.col("b") > 0).then(pl.lit(step, pl.UInt8)).otherwise(pl.lit(0, pl.UInt8))
        rows = rows.with_columns(l=pl.max_horizontal("l", came))
    return reached(rows.group_by("c").agg(pl.col("l").max()).group_by("l").len().collect().rows())


def paths(cases):
    found = cases.agg("k").group_by("k").len().sort(["len", "k"], descending=[True, False]).head(100)
    return [[letters(path), count] for path, count in found.collect().rows()]


def sessions():
    number = ((~before).fill_null(True) | (t - t.shift(1) > SILENCE)).cum_sum()
    return paths(frame.select("k", s=number.set_sorted()).group_by("s"))


def state(last):
    silent = NOW - t
    return last.group_by("k").agg(
        (silent <= ACTIVE).sum(), w=((silent > ACTIVE) & (silent <= WAITING)).sum(),
        q=(silent > WAITING).sum()).collect().rows()


def weekly(customers):
    found = frame.group_by(x=wide(week) * 32 + k).agg(pl.len(), customers, v.mean())
    return found.select(pl.col("x") // 32, (pl.col("x") % 32).alias("k"), "len", "c", "v").collect().rows()


def cohorts_any():
    seen = frame.select("c", w=week).unique().with_columns(f=pl.col("w").min().over("c"))
    return seen.group_by("f", o=pl.col("w") - pl.col("f")).len().collect().rows()


def cohorts():
    w, other = pl.col("w"), (c != c.shift(1)).fill_null(True)
    seen = frame.select("c", w=week).filter(other | (w != w.shift(1)))
    seen = seen.with_columns(f=pl.when(other).then("w").forward_fill())
    return seen.group_by("f", o=w - pl.col("f")).len().collect().rows()


def next_step():
    third = pl.when(c == c.shift(-2)).then(k.shift(-2)).otherwise(pl.lit(END, pl.UInt8))
    x = wide(k) * 1024 + wide(k.shift(-1)) * 32 + third
    return counted(frame.select(x=pl.when(c == c.shift(-1)).then(x)), 3, [])


main({
    "q1": {"sorted": transitions},
    "q2": {"sorted": funnel},
    "q3-sessions": {"sorted": sessions},
    "q3-customers": {"sorted": lambda: paths(frame.group_by("c"))},
    "q4": {"sorted": lambda: state(frame.filter((c != c.shift(-1)).fill_null(True)))},
    "q5": {"any": lambda: weekly(c.n_unique()), "sorted": lambda: weekly(c.rle_id().max() + 1)},
    "q6": {"any": cohorts_any, "sorted": cohorts},
    "q7": {"sorted": next_step},
})
