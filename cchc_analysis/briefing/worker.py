"""A worker: ``python -m cchc_analysis.briefing.worker`` writes the packs that come in until there are none."""

from __future__ import annotations

from collections.abc import Callable

from cchc_analysis.processes import Tell, serve


def _prepared() -> Callable[..., object]:
    import matplotlib

    from cchc_analysis.briefing.many import Order, Outcome, written

    matplotlib.use("Agg")

    def work(order: Order, _: Tell) -> Outcome:
        return written(order)

    return work


if __name__ == "__main__":
    serve(_prepared)
