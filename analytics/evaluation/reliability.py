"""The bars of reliability diagrams as a frame: how often labels of a given probability are right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from analytics.evaluation.schema import CardRow
from analytics.statistics import wilson

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("key", "language", "dataset", "system", "n", "confidence", "accuracy", "low", "high")


def reliability_bins(rows: Iterable[CardRow]) -> pd.DataFrame:
    """One row a bar, in the order of the card and of confidence, with the Wilson interval of its accuracy.

    Columns: key (``system/dataset/language``, what a line of the diagram is), language, dataset, system, n,
    confidence, accuracy, low, high.

    Parameters
    ----------
    rows : iterable of CardRow
        Rows of any measure: those without bars give none.
    """
    import pandas as pd

    records = [
        {"key": f"{row.system}/{row.dataset}/{row.language}", "language": row.language, "dataset": row.dataset}
        | {"system": row.system, "n": one.n, "confidence": one.confidence, "accuracy": one.accuracy}
        for row in rows
        for one in row.reliability
    ]
    frame = pd.DataFrame(records, columns=list(COLUMNS[:-2]))
    _, low, high = wilson(frame["accuracy"] * frame["n"], frame["n"])
    return frame.assign(low=low, high=high).astype({"confidence": float, "accuracy": float, "n": int})
