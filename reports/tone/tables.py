"""Tables of tone: towards actors, and of publishers beside one another."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.figures.numbers import q_text
from analytics.study.statistics import SMALL_N
from reports.grammar import isolated, whole
from reports.table_shape import Cell, Column, ReportTable, plain, tone_cell, tone_interval_cell
from reports.wording import Wording

ACTORS: Final = 15
PUBLISHERS: Final = 15


def toward_table(actors: pd.DataFrame, words: Wording) -> ReportTable | None:
    """The tone towards the actors most often mentioned, as it is and drawn towards that of all; None without any.

    Parameters
    ----------
    actors : DataFrame
        ``Study.tone_by("actor")``, the largest first.
    words : Wording
    """
    known = actors[actors["mean"].notna()]
    if known.empty:
        return None
    columns = (
        Column("actor", False, "1"),
        *map(Column, ("stories", "toward_sentences", "tone", "interval", "drawn", "drawn_interval")),
    )

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        counts = (_stories(item), Cell(whole(int(item["n_sentences"]))))
        as_it_is = (tone_cell(item["mean"]), tone_interval_cell(item["low"], item["high"], words))
        drawn = (tone_cell(item["shrunk"]), tone_interval_cell(item["shrunk_low"], item["shrunk_high"], words))
        return (Cell(plain(item[f"name_{words.language}"])), *counts, *as_it_is, *drawn)

    shown = known.head(ACTORS)
    note = _note("table.note_toward", shown, len(known), words)
    return ReportTable(words("tone.toward"), note, columns, tuple(row(item) for _, item in shown.iterrows()))


def publisher_table(publishers: pd.DataFrame, words: Wording) -> ReportTable | None:
    """Publishers with their difference from the others, as it is and on the same topics; None with fewer than two.

    Parameters
    ----------
    publishers : DataFrame
        ``Study.publisher_tone``, the largest first.
    words : Wording
    """
    known = publishers[publishers["mean"].notna()]
    if len(known) < 2:
        return None
    columns = (
        Column("publisher", False, "1"),
        *map(Column, ("stories", "tone", "raw", "interval", "adjusted", "interval", "q")),
    )

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        reason = (words(f"tone.reason_{item['reason']}"),) if isinstance(item["reason"], str) else ()
        who = Cell(plain(item[f"name_{words.language}"]), under=tuple((words.language, text) for text in reason))
        cells = [_stories(item), tone_cell(item["mean"])]
        for kind in ("raw", "adjusted"):
            cells += [tone_cell(item[kind]), tone_interval_cell(item[f"{kind}_low"], item[f"{kind}_high"], words)]
        q = item["adjusted_q"]
        return (who, *cells, Cell(q_text(q) if q == q else "—"))

    shown = known.head(PUBLISHERS)
    note = _note("table.note_adjusted", shown, len(known), words)
    return ReportTable(words("tone.publishers"), note, columns, tuple(row(item) for _, item in shown.iterrows()))


def _note(key: str, shown: pd.DataFrame, total: int, words: Wording) -> str:
    more = [words("table.more", shown=whole(len(shown)), total=whole(total))] if len(shown) < total else []
    small = [words("tone.small", n=str(SMALL_N))] if shown["is_small"].any() else []
    return " ".join([*more, words(key), *small])


def _stories(item: pd.Series[Any]) -> Cell:
    """How many stories a tone rests on, with a mark where they are few."""
    return Cell((isolated("† ") if item["is_small"] else "") + whole(int(item["n_stories"])))
