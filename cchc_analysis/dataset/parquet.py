"""Parquet read by the thread that asks for it.

Arrow's own threads may outlive a file that they read: the process then ends in an abort, its work done
(apache/arrow#34314, #50482). Parts are small, and a build has its workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq


def file_of(source: BinaryIO | pa.BufferReader, texts: Sequence[str] = ()) -> pq.ParquetFile:
    """Open a Parquet file, the columns of *texts* as numbers of words; a damaged page is an error."""
    return pq.ParquetFile(source, read_dictionary=list(texts), page_checksum_verification=True)


def table_of(
    source: BinaryIO | pa.BufferReader, names: Sequence[str] | None = None, **opened: Any
) -> pa.Table:
    """Return some columns of a Parquet file, or all."""
    return file_of(source, **opened).read(names, use_threads=False)
