"""What a table of a report is made of: columns, cells, and the rows of a frame as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import pandas as pd

from analytics.study.statistics import SMALL_N
from reports.grammar import between, isolated, name, percent, signed, whole
from reports.wording import Wording

TERMS: Final = 8
"""Terms on a line under a name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header's key in the wording, whether it holds numbers, its part of the free width."""

    key: str
    numeric: bool = True
    width: str = "auto"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, a smaller word beside it, and smaller lines of another language under it."""

    text: str
    beside: str = ""
    under: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with its title and note, as the template sets it.

    A row of one cell in a table of several columns names the group of the rows below it.
    """

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def to_json(self, words: Wording) -> dict[str, Any]:
        """The table as plain values, columns with their headers in the language."""
        columns = [
            {"label": words(f"table.{column.key}"), "numeric": column.numeric, "width": column.width}
            for column in self.columns
        ]
        rows = [[asdict(cell) for cell in row] for row in self.rows]
        return {"title": self.title, "note": self.note, "columns": columns, "rows": rows}


SHARE: Final = (Column("n"), Column("share"), Column("interval"))
"""The columns of :func:`share_cells`."""


def table_of(
    kind: str,
    frame: pd.DataFrame,
    most: int,
    note: str | None,
    columns: tuple[Column, ...],
    row: Callable[[pd.Series[Any]], tuple[Cell, ...]],
    words: Wording,
) -> ReportTable:
    """The first rows of a frame; the note says how many there are in all."""
    title = words(f"sections.{kind}")
    if frame.empty:
        return ReportTable(title, words("table.none"), (), ())
    shown = frame.head(most)
    base = words("table.note_shares", total=whole(int(frame["N"].iloc[0]))) if note is None else note
    more = words("table.more", shown=whole(most), total=whole(len(frame))) if len(frame) > most else ""
    small = small_note(shown, words)
    rows = tuple(row(item) for _, item in shown.iterrows())
    return ReportTable(title, " ".join(part for part in (more, base, small) if part), columns, rows)


def small_note(shown: pd.DataFrame, words: Wording) -> str:
    """What the mark beside small counts says; nothing where no count is small."""
    return words("table.small", n=str(SMALL_N)) if (shown["n"] < SMALL_N).any() else ""


def own_first(words: Wording) -> tuple[str, str]:
    """Both languages of terms, the report's first."""
    return ("ar", "en") if words.language == "ar" else ("en", "ar")


def terms_line(terms: Sequence[str], most: int = TERMS) -> str:
    """The first terms on one line, each in its own direction."""
    return "\u00a0· ".join(name(str(term)) for term in list(terms)[:most])


def plain(text: object) -> str:
    """Words of the corpus on one line in their own direction."""
    return isolated(" ".join(str(text).split()))


def share_cells(item: pd.Series[Any], words: Wording) -> tuple[Cell, Cell, Cell]:
    """How many articles, their share and its interval."""
    interval = between(percent(item["low"]), percent(item["high"]), words.language)
    return count_cell(item), Cell(percent(item["share"])), Cell(interval)


def count_cell(item: pd.Series[Any]) -> Cell:
    """How many articles, with a mark where they are few."""
    mark = isolated("† ") if item["n"] < SMALL_N else ""
    return Cell(mark + whole(int(item["n"])))


def tone_cell(value: float) -> Cell:
    """A tone with its sign."""
    return Cell(signed(value))


def tone_interval_cell(low: float, high: float, words: Wording) -> Cell:
    """The interval of a tone; a dash where it is not known."""
    return Cell(between(signed(low), signed(high), words.language) if low == low else "—")
