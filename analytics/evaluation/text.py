"""The card as text for a terminal: a line a figure, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from analytics.evaluation.card import Card
from analytics.evaluation.schema import CardRow
from analytics.evaluation.words import word
from corpus.text.clean import printable

_NAME, _DATA, _FIGURE = 34, 46, 22


def card_lines(card: Card, *, now: Card, language: str = "en") -> Iterator[str]:
    """The lines of a card; rows of ``now`` are said to be measured now.

    Parameters
    ----------
    card : Card
        What is shown.
    now : Card
        What was measured a moment ago.
    language : str
        ``ar`` or ``en``.
    """
    fresh = {row.group for row in now.rows}
    for step, rows in groupby(card.rows, key=lambda row: row.step):
        yield word("step", step, language)
        for row in rows:
            yield "  " + row_line(row, language, is_now=row.group in fresh)
        yield ""


def row_line(row: CardRow, language: str, *, is_now: bool) -> str:
    """A figure in a line: what, on what, the figure with its interval, n, what is asked, and when it was measured."""
    tongue = word("language", row.language, language)
    data = f"{word('dataset', row.dataset, language)} ({tongue})"
    system = "" if row.system == "marsad" else f" [{row.system}]"
    cells = (
        f"{word('measure', row.measure, language) + system:<{_NAME}}",
        f"{data:<{_DATA}}",
        f"{figure_text(row):<{_FIGURE}}",
        f"n {row.n:,} {word('unit', row.unit, language)}",
    )
    return printable("  ".join([*cells, *_held_against(row, language), _when(row, language, is_now)]))


def figure_text(row: CardRow) -> str:
    """The figure and its interval, to three decimals."""
    if row.low is None or row.high is None:
        return f"{row.figure:.3f}"
    return f"{row.figure:.3f} ({row.low:.3f} to {row.high:.3f})"


def _held_against(row: CardRow, language: str) -> Iterator[str]:
    if row.goal is not None:
        sign = "≤" if row.lower_is_better else "≥"
        reached = word("label", "reached" if row.meets_goal else "missed", language)
        yield f"{word('label', 'goal', language)} {sign} {row.goal:g}: {reached}"
    if row.peer is not None:
        yield f"{word('peer', row.peer_name, language)} {row.peer:.3f}"


def _when(row: CardRow, language: str, is_now: bool) -> str:
    if is_now:
        return word("label", "measured_now", language)
    versions = row.versions or {}
    made_with = ", ".join(f"{name} {versions[name]}" for name in ("marsad", "engine") if name in versions)
    return f"{word('basis', row.basis, language)} {row.date}, {made_with}"
