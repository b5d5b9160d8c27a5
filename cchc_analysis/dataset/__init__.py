"""The data that everything is drawn from: ``data/raw`` read once, kept as Parquet, loaded as one frame.

``data/raw/<index>/`` holds workbooks as published, each with its source beside it. What each of them yields
is kept in ``data/processed/_store``; ``data/processed/index=…/year=…/scores.parquet`` is derived from that, a
part an index and year. Nothing in ``data/processed`` is ever edited by hand, and all of it can be made again.
"""

from cchc_analysis.dataset.building import build
from cchc_analysis.dataset.loading import account, findings, load
from cchc_analysis.dataset.raw import WORKBOOKS, raw_workbooks
from cchc_analysis.dataset.reading import check
from cchc_analysis.dataset.telling import DatasetError

__all__ = ["WORKBOOKS", "DatasetError", "account", "build", "check", "findings", "load", "raw_workbooks"]
