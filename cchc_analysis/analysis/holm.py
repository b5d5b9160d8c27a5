"""Many tests at once: p values that keep the chance of one false alarm where it was declared."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def holm(p: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return p values adjusted by Holm's step-down method (Holm 1979); missing ones stay missing.

    Parameters
    ----------
    p : array_like
        The p values of one family of tests.

    Returns
    -------
    numpy.ndarray
        In their order: the k-th smallest of m times ``m − k + 1``, at least as great as the one before, at
        most 1.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    values = np.asarray(p, dtype="float64")
    adjusted = np.full(len(values), np.nan)
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    steps = values[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted
