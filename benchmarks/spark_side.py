"""The steps of the cascade written once more as joins on Spark; runs where pyspark is installed, on this machine only.

    python spark_side.py FOLDER

FOLDER holds ``a.parquet`` and ``b.parquet`` (a row a record: the keys of the steps as numbers, names as text and as
readings, dates), and ``steps.json``. The pairs found go to ``spark.json``. What the readings of names are is taken from
huimin; every comparison, and what alone bears a key, is worked out here anew.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f


def session(folder: Path) -> SparkSession:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    maker = SparkSession.builder.master("local[2]").appName("steps").config("spark.ui.enabled", "false")
    for key, value in {"spark.sql.shuffle.partitions": "4", "spark.driver.memory": "4g",
                       "spark.driver.host": "127.0.0.1",
                       "spark.driver.bindAddress": "127.0.0.1", "spark.local.dir": str(folder / "spark"),
                       "spark.sql.warehouse.dir": str(folder / "warehouse")}.items():  # fmt: skip
        maker = maker.config(key, value)
    made = maker.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def names(field: str) -> str:
    """How two names compare, from 0 (different) to 7 (the same); -1 where one is missing."""
    one, two = f"a.{field}_text", f"b.{field}_text"
    near = (f"levenshtein({one}, {two}) = 1 AND ((length({one}) = length({two}) AND length({one}) >= 3) OR "
            f"(length({one}) <> length({two}) AND least(length({one}), length({two})) >= 2))")  # fmt: skip

    def same(which: str) -> str:
        return f"a.{field}_{which} = b.{field}_{which}"

    return (f"CASE WHEN a.{field}_whole IS NULL OR b.{field}_whole IS NULL THEN -1 WHEN {same('whole')} THEN 7 "
            f"WHEN {same('tone')} THEN 6 WHEN {same('sound')} THEN 5 WHEN {same('shape')} THEN 4 "
            f"WHEN {same('turned')} THEN 3 WHEN {near} THEN 2 WHEN {same('surname')} THEN 1 ELSE 0 END")  # fmt: skip


def days() -> str:
    """How two birth dates compare, from 0 (other) to 6 (the same); -1 where one is missing."""
    digits = " + ".join(f"CAST(substr(a.written, {at}, 1) <> substr(b.written, {at}, 1) AS INT)" for at in range(1, 9))
    lunar = ("(b.moon = a.d AND b.birth - a.birth BETWEEN 17 AND 52) OR "
             "(a.moon = b.d AND a.birth - b.birth BETWEEN 17 AND 52)")  # fmt: skip
    return ("CASE WHEN a.birth < 0 OR b.birth < 0 THEN -1 WHEN a.birth = b.birth THEN 6 "
            f"WHEN a.y = b.y AND a.m = b.d AND a.d = b.m THEN 5 WHEN {digits} = 1 THEN 4 WHEN {lunar} THEN 3 "
            "WHEN abs(a.birth - b.birth) <= 3 THEN 2 ELSE 0 END")  # fmt: skip


def unlike(field: str) -> str:
    return f"(a.{field} <> 0 AND b.{field} <> 0 AND a.{field} <> b.{field})"


def fitting(step: dict) -> str:
    """Which pairs with the key of a step it may make."""
    name, mother = names("name"), names("mother")
    if step["numbered"]:
        return f"NOT (({name}) <= 1 AND ({days()}) = 0)"
    against = [
        unlike("identity"),
        unlike("born_as"),
        "(a.weight > 0 AND b.weight > 0 AND abs(a.weight - b.weight) > 400)",
    ]
    against += [unlike("sex")] if step["sex"] else []
    good = [f"NOT ({' OR '.join(against)})", f"({days()}) >= {step['birth']}"]
    good += least(name, step["name"])
    good += [f"({one} OR ({mother}) = -1)" for one in least(mother, step["mother"])]
    good += ["NOT a.sibling AND NOT b.sibling"] if step["lonely"] else []
    return " AND ".join(f"({one})" for one in good)


def least(name: str, wanted: int) -> list[str]:
    if wanted == -2:
        return []
    return [f"(({name}) = -1 OR ({name}) >= 3)"] if wanted == -1 else [f"({name}) >= {wanted}"]


def alone(table: DataFrame, key: str) -> DataFrame:
    """The keys that stand once in a table, with their row."""
    return (
        table.where(f"{key} IS NOT NULL")
        .groupBy(key)
        .agg(f.count("*").alias("n"), f.first("row").alias("row"))
        .where("n = 1")
    )


def main(folder: Path) -> dict:
    spark = session(folder)
    start = time.perf_counter()
    whole = [spark.read.parquet(str(folder / f"{name}.parquet")).cache() for name in "ab"]
    left = list(whole)
    found: list[tuple[int, int, int]] = []
    for number, step in enumerate(json.loads((folder / "steps.json").read_text("utf-8"))):
        key = f"k{number}"
        once = [
            alone(one, key).select(key, f.col("row").alias(f"row_{name}")) for one, name in zip(left, "ab", strict=True)
        ]
        pairs = once[0].join(once[1], key)
        if step["only"]:
            for one in whole:
                pairs = pairs.join(alone(one, key).select(key), key, "left_semi")
        wide = pairs.join(whole[0].alias("a"), f.expr("row_a = a.row")).join(
            whole[1].alias("b"), f.expr("row_b = b.row")
        )
        both = wide.where(fitting(step)).select("row_a", "row_b").localCheckpoint()
        found += [(number, row.row_a, row.row_b) for row in both.collect()]
        left = [one.join(both.select(f.col(f"row_{name}").alias("row")), "row", "left_anti").localCheckpoint()
                for one, name in zip(left, "ab", strict=True)]  # fmt: skip
    took = time.perf_counter() - start
    (folder / "spark.json").write_text(json.dumps(found), "utf-8")
    version = spark.version
    spark.stop()
    return {"took": took, "pairs": len(found), "version": version}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
