"""The counts of a store against its rows: one expression, asked of DuckDB and, where there is one, of Spark."""

import sys
from datetime import date

import numpy as np
import pytest

from wardmote.figures.sources.category import Category
from wardmote.figures.sources.loading import load
from wardmote.figures.sources.row_counts import row_counts
from wardmote.figures.sources.store import open_store
from wardmote.figures.sources.verification import Unlike, unlike_rows
from wardmote.figures.tests.downloads import BESIDE, HERE, NOW, asb, name, row, text, zipped

JANUARY = [row("a"), row("b"), row("b"), asb(), row("c", "Drugs", area=""), row("d", "Drugs", area=BESIDE)]
FEBRUARY = [row("a", month="2022-02"), asb(month="2022-02", area=BESIDE)]  # “a” again: January's does not count
COUNTED = {
    ("2022-01", HERE, "burglary", 1),
    ("2022-01", HERE, "anti-social-behaviour", 1),
    ("2022-01", None, "drugs", 1),
    ("2022-01", BESIDE, "drugs", 1),
    ("2022-01", HERE, "robbery", 1),
    ("2022-02", HERE, "burglary", 1),
    ("2022-02", BESIDE, "anti-social-behaviour", 1),
}


@pytest.fixture
def folder(tmp_path):
    """A store of two forces and two months, with a Crime ID twice in a month and one in two months."""
    files = {name(): text(*JANUARY), name("2022-02"): text(*FEBRUARY)}
    files[name(force="otherford")] = text(row("e", "Robbery"))
    load([zipped(tmp_path / "a.zip", files)], tmp_path / "crime", loaded_at=NOW, downloaded_on=date(2022, 3, 1))
    return tmp_path / "crime"


def answered(store, spark=None):
    """The lines of `row_counts`."""
    asked = row_counts(store.rows(spark=spark)).to_pyarrow().to_pylist()
    return {(one["month"], one["lsoa_code"], one["category"], one["n"]) for one in asked}


def test_rows_counted_anew_are_the_counts(folder):
    store = open_store(folder)
    assert answered(store) == COUNTED
    counts = store.counts([frozenset({HERE}), frozenset({BESIDE})], ["anyshire"] * 2, store.months).counts
    assert counts.sum() == sum(many for _, code, _, many in COUNTED if code)
    assert unlike_rows(store) == ()


def test_planted_a_count_that_departs_is_named(folder):
    store = open_store(folder)
    file = folder / store.manifest.months["2022-01"].counts
    counts = np.load(file)
    counts[store.area_index[BESIDE], list(Category).index(Category.DRUGS)] += 2
    np.save(file, counts)
    assert unlike_rows(open_store(folder)) == (Unlike("2022-01", BESIDE, Category.DRUGS, 3, 1),)


@pytest.fixture
def spark(monkeypatch, tmp_path):
    """A session of Spark in a process of its own, on loopback only."""
    pytest.importorskip("pyspark", reason="Spark is not here: ./test --spark installs it")
    from pyspark.sql import SparkSession

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    told = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
    told |= {"spark.sql.shuffle.partitions": "2", "spark.sql.warehouse.dir": str(tmp_path / "warehouse")}
    builder = SparkSession.builder.master("local[2]")
    for key, value in told.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.spark
def test_spark_answers_the_same(folder, spark):
    store = open_store(folder)
    assert answered(store, spark) == answered(store) == COUNTED
    assert unlike_rows(store, spark=spark) == ()
    assert store.rows(spark=spark).schema().names == store.rows().schema().names
