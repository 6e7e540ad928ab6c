import pandas, pm4py

frame = pandas.read_parquet(f"{sys.argv[1]}/sorted.parquet", columns=["c", "t", "k"])
log = pandas.DataFrame({
    "case:concept:name": frame["c"].astype(str),
    "concept:name": frame["k"].map(lambda code: chr(65 + code)),
    "time:timestamp": pandas.to_datetime(frame["t"], unit="us", utc=True),
})
del frame
code = lambda letter: ord(letter) - 65


def transitions():
    counts, _, _ = pm4py.discover_dfg(log)
    times, _, _ = pm4py.discover_performance_dfg(log)
    mean = lambda edge: times[edge]["mean"]
    return [[code(edge[0]), code(edge[1]), count, mean(edge)] for edge, count in counts.items()]


def variants():
    found = [["".join(path), count] for path, count in pm4py.get_variants(log).items()]
    return sorted(found, key=lambda row: (-row[1], row[0]))[:100]


main({"q1": {"any": transitions}, "q3-customers": {"any": variants}})
