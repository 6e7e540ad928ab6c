# Loads the year into the peers' own tables: customer and touchpoint in the smallest numbers they fit,
# sorted by customer and time, values as doubles. Touchpoints are numbered in order of name.
import os, shutil, sys
import duckdb
from chdb import session

folder, year = sys.argv[1:3]
for made in ("peer.duckdb", "peer.chdb", "sorted.parquet"):
    path = os.path.join(folder, made)
    shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)
db = duckdb.connect(os.path.join(folder, "peer.duckdb"))
db.execute("SET enable_progress_bar = false; SET TimeZone = 'UTC'")
db.execute(f"""
    CREATE TABLE e AS
    WITH names AS (SELECT event, row_number() OVER (ORDER BY event) - 1 k
                   FROM (SELECT DISTINCT event FROM read_parquet('{year}')))
    SELECT customer::UINTEGER c, epoch_us(time)::BIGINT t, k::UTINYINT k, value::DOUBLE v
    FROM read_parquet('{year}') JOIN names USING (event) ORDER BY c, t""")
db.execute(f"COPY e TO '{folder}/sorted.parquet' (FORMAT parquet)")
db.close()
house = session.Session(os.path.join(folder, "peer.chdb"))
house.query("CREATE DATABASE b")
house.query("""CREATE TABLE b.e (c UInt32, t UInt64, k UInt8, v Nullable(Float64))
               ENGINE = MergeTree ORDER BY (c, t)""")
house.query(f"INSERT INTO b.e SELECT c, t, k, v FROM file('{folder}/sorted.parquet')")
house.query("OPTIMIZE TABLE b.e FINAL")
