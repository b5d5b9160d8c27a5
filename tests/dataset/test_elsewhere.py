"""Tools of others: a cluster reads data/raw, a database reads data/processed, without a line of ours."""

import pytest

from cchc_analysis import dataset

PATTERN = "index=*/year=*/*.parquet"


def test_a_cluster_of_dask_reads(root, outputs, tmp_path):
    distributed = pytest.importorskip("distributed")
    dataset.build(root, workers=1)
    alone = outputs(root)
    (root / "processed").rename(tmp_path / "before")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None, processes=False,
            local_directory=str(tmp_path / "dask"),
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        assert len(dataset.build(root, executor=client.get_executor()).read) == 2
    assert outputs(root) == alone


def test_duckdb_reads_the_parts(root):
    duckdb = pytest.importorskip("duckdb")
    frame = dataset.load(root)
    rows = duckdb.sql(
        f"""SELECT "index", year, unit, code, score
            FROM read_parquet('{(root / "processed").as_posix()}/{PATTERN}', hive_partitioning = true)
            WHERE year = 2017 ORDER BY unit, code"""
    ).fetchall()
    wanted = frame[frame["year"] == 2017].sort_values(["unit", "code"])
    assert rows == list(wanted[["index", "year", "unit", "code", "score"]].itertuples(index=False, name=None))
