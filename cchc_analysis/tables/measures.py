"""A column headed ``Đơn vị`` whose cells say in what each row is measured: it names nobody.

Chỉ số             | Đơn vị | 2023  | 2024
PAR INDEX          | %      | 89,56 | 84,50
Xếp hạng PAR INDEX | hạng   | 7     | 53
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from cchc_analysis.tables.body import Stacks
from cchc_analysis.tables.vocabulary import says
from cchc_analysis.vietnamese import key


def name_measures(stacks: Stacks, texts_of: Callable[[int], Collection[str]]) -> None:
    """Take headings of units over words such as ``%`` and ``điểm`` for those of units of measure.

    Parameters
    ----------
    stacks : dict of int to tuple of Heading
        The headings over each column.
    texts_of : callable
        Gives the texts of a column.
    """
    for at, (*outer, label) in ((at, stack) for at, stack in stacks.items() if stack):
        texts = texts_of(at) if label.holds == "units" else ()
        if texts and all(says("measure", key(text)) for text in texts):
            stacks[at] = (*outer, replace(label, holds="", quantity="other", plain=True))
