# Runs one question of one peer in this process and prints what it cost and what it found.
# ways[question][way] is a function that gives rows. Way "any" is right whatever the order of rows in the
# table; "windows" too, written as guides do where there is something faster; "sorted" leans on where rows
# lie: right only because they were stored in order of customer and time, as nobody guarantees.
import json, sys, time

FIRST_MONDAY = 1735516800000000
NOW = 1769904000000000
WEEK = 7 * 86400 * 10**6
SILENCE = 30 * 60 * 10**6
ACTIVE, WAITING = 30 * 60 * 10**6, 30 * 86400 * 10**6
STEPS = [17, 16, 5, 15, 14]
END = 25


def letters(path):
    return "".join(chr(65 + code) for code in path)


def reached(levels):
    # From customers by how many steps they took to customers who took so many or more.
    return [[sum(count for level, count in levels if level >= step)] for step in range(1, 6)]


def peak_mib():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def measure(ways, question, runs):
    for way, query in ways[question].items():
        # What was needed to load is not the query's: the peak begins at what is there now.
        with open("/proc/self/clear_refs", "w") as peak:
            peak.write("5")
        cpu = wall = 1e9
        for _ in range(runs):
            begin, used = time.perf_counter(), time.process_time()
            rows = query()
            wall = min(wall, time.perf_counter() - begin)
            cpu = min(cpu, time.process_time() - used)
        rows = [list(row) for row in rows]
        if question != "q2" and not question.startswith("q3"):
            rows.sort(key=lambda row: row[:3])
        print(json.dumps({"way": way, "cpu": cpu, "wall": wall, "peak": peak_mib(), "rows": rows}))


def main(ways):
    if sys.argv[3] in ways:
        measure(ways, sys.argv[3], int(sys.argv[4]))
