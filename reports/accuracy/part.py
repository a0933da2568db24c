"""The accuracy card as plain values for the template: what it means, a table, a reliability diagram."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final

from analytics.evaluation import CardRow, word
from analytics.evaluation.reliability import reliability_bins
from analytics.run import shown_tone
from analytics.study import Study
from reports.accuracy.headlines import ReadCard, headline_rows, read_card, tone_rows
from reports.accuracy.meaning import card_sentences
from reports.charts.canvas import Chart
from reports.charts.reliability import LINES, reliability_chart
from reports.grammar import between, day, isolated, whole
from reports.table_shape import Cell, Column, ReportTable, own_first
from reports.wording import Wording

_DIAGRAM: Final = ("gold_dev", "newsmtsc_mt")
"""Data sets drawn in the diagram: those that are news."""


def accuracy_part(study: Study, words: Wording) -> dict[str, Any]:
    """Title, items, table and charts of the card; the same in every report of a run, whatever is selected.

    Parameters
    ----------
    study : Study
        Whose workspace may have a card of its own, and whose run names the engine of tone.
    words : Wording
    """
    found = read_card(study.workspace.root)
    return card_part(found, study.run.manifest, words)


def card_part(found: ReadCard, manifest: dict[str, Any], words: Wording) -> dict[str, Any]:
    """The same of a card that was read, for a run with this manifest."""
    choice = shown_tone(manifest)
    made_with = str(manifest.get("tone_engine", choice))
    rows = headline_rows(found.card, choice)
    tone = tone_rows(found.card, choice)
    table = card_table(rows, words)
    chart = _diagram(tone, words)
    return {
        "title": words("accuracy.title"),
        "items": card_sentences(found, rows, tone, choice, made_with, words),
        "tables": [table.to_json(words)] if table else [],
        "charts": [chart] if chart else [],
    }


def _diagram(rows: list[CardRow], words: Wording) -> Chart | None:
    shown = [row for row in rows if row.dataset in _DIAGRAM and row.reliability]
    return reliability_chart(reliability_bins(shown[:LINES]), words)


def card_table(rows: list[CardRow], words: Wording) -> ReportTable | None:
    """A row a measure and data set, the languages beside one another, grouped by step; None without any."""
    if not rows:
        return None
    own, other = own_first(words)
    n = Column("n_judged", True, "0.5")
    days = sorted({row.date for row in rows})
    when = (Column("date", False, "0.95"),) if len(days) > 1 else ()
    columns = (Column("measured_what", False, "2.1"), Column(f"in_{own}", False, "1.6"), n,
               Column(f"in_{other}", False, "1.6"), n, *when)  # fmt: skip
    cells: list[tuple[Cell, ...]] = []
    for step, part in groupby(rows, key=lambda row: row.step):
        cells.append((Cell(word("step", step, words.language)),))
        for group in _by_measure(part):
            cells.append((*_cells(group, words), *_days(group, words)[: len(when)]))
    has_range = any(row.interval == "range" for row in rows)
    measured = [] if when else [words("accuracy.note_day", date=day(date.fromisoformat(days[0]), words.language))]
    note = [*measured, words("accuracy.note"), *([words("accuracy.note_range")] if has_range else [])]
    return ReportTable(words("accuracy.table"), " ".join(note), columns, tuple(cells))


def _by_measure(rows: Iterable[CardRow]) -> list[dict[str, CardRow]]:
    """Rows of one step by measure and data set, those about both languages together apart: language to row."""
    found: dict[tuple[str, str, bool], dict[str, CardRow]] = {}
    for row in rows:
        found.setdefault((row.measure, row.dataset, row.language == "both"), {})[row.language] = row
    order = list(dict.fromkeys(measure for measure, _, _ in found))
    return [found[key] for key in sorted(found, key=lambda key: order.index(key[0]))]


def _cells(group: Mapping[str, CardRow], words: Wording) -> tuple[Cell, ...]:
    language = words.language
    first = next(iter(group.values()))
    measure = word("measure", first.measure, language) + ("\u00a0↓" if first.lower_is_better else "")
    what = Cell(measure, under=((language, word("dataset", first.dataset, language)),))
    pairs: list[Cell] = []
    for place, tongue in enumerate(own_first(words)):
        row = group.get(tongue) or (group.get("both") if place == 0 else None)
        pairs += [_figure(row, words), Cell("—" if row is None else whole(row.n))]
    return what, *pairs


def _days(group: Mapping[str, CardRow], words: Wording) -> tuple[Cell, ...]:
    """The days that figures of a row were measured on, as one cell."""
    days = sorted({row.date for row in group.values()})
    texts = [isolated(one) for one in days]  # written short: a day in words needs three lines of this column
    return (Cell("", under=tuple((words.language, text) for text in texts)),)


def _figure(row: CardRow | None, words: Wording) -> Cell:
    """The figure with its interval, below it how it stands to its goal."""
    if row is None:
        return Cell("—")
    language = words.language
    shown = decimals(row.figure)
    beside, under = "", []
    if row.low is not None and row.high is not None:
        mark = "\u00a0‡" if row.interval == "range" else ""
        beside = between(decimals(row.low), decimals(row.high), language) + mark
    if row.language == "both":
        under.append((language, word("language", row.language, language)))
    if row.goal is not None:
        key = "accuracy.goal_most" if row.lower_is_better else "accuracy.goal_least"
        met = word("label", "reached" if row.meets_goal else "missed", language)
        under.append((language, words(key, goal=f"{row.goal:g}", met=met)))
    return Cell(shown, beside, tuple(under))


def decimals(figure: float) -> str:
    """A figure of the card with three decimals, kept left to right."""
    return isolated(f"{figure:.3f}".replace("-", "−"))
