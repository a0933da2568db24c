"""What of the accuracy card a report prints: the figures that say most of each step, and where they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analytics.errors import EvaluationError
from analytics.evaluation import Card, CardRow, load_card

HEADLINES: Final[Mapping[str, tuple[str, ...]]] = {
    "encoder": ("other_side_nearest", "kmeans_nmi"),
    "topics": ("sections_nmi", "pairs_in_one_topic", "language_nmi", "stability_ari"),
    "actors": ("mention_f1", "linking", "names_recall"),
    "citations": ("citation_f1", "citation_source"),
    "places": ("places_found", "within_radius"),
    "tone": ("macro_f1", "calibration_error", "interval_holds", "label_flips", "opposite_labels"),
    "dates": ("right_day", "wrong_day"),
    "duplicates": ("copies_precision", "copies_recall"),
}
"""Measures printed of each step; the dashboard and ``python -m analytics evaluate`` show all."""
ELSEWHERE: Final = frozenset(
    {
        *(("topics", "sections_nmi", name) for name in ("sample", "ant_sections", "agnews_sections")),
        *(("tone", measure, "newsmtsc_mixed") for measure in HEADLINES["tone"]),
        *(("dates", measure, "ant_2018") for measure in HEADLINES["dates"]),
        *(("dates", measure, "saudinewsnet_2015") for measure in HEADLINES["dates"]),
        *(("duplicates", measure, "copies_one_publisher") for measure in HEADLINES["duplicates"]),
    }
)
"""Step, measure and data set of what says the same of a part of another, or of a case that is rare: on the whole card
alone. Dates: without an address they are read from text alone, as of a pasted page."""
OURS: Final = "marsad"


@dataclass(frozen=True, slots=True)
class ReadCard:
    """The card as far as it can be read.

    Attributes
    ----------
    card : Card
        Without rows where nothing can be read.
    fault : str
        A key of the wording for what went wrong; empty where nothing did.
    """

    card: Card
    fault: str = ""


def read_card(workspace: Path | None) -> ReadCard:
    """The card of a workspace over the published one; a damaged one is left out and said to be."""
    try:
        return ReadCard(load_card(workspace))
    except EvaluationError:
        pass
    try:
        return ReadCard(load_card(), "own_damaged")
    except EvaluationError:
        return ReadCard(Card(()), "damaged")


def headline_rows(card: Card, engine: str) -> list[CardRow]:
    """The rows a report's table prints, in the order of the card.

    Parameters
    ----------
    card : Card
    engine : str
        The run's choice of tone engine: ``model``, ``lexicon`` or ``hub:NAME``. Rows of others are left out.
    """
    return [
        row
        for row in card.rows
        if row.measure in HEADLINES[row.step]
        and (row.step, row.measure, row.dataset) not in ELSEWHERE
        and row.system == (engine if row.step == "tone" else OURS)
    ]


def tone_rows(card: Card, engine: str) -> list[CardRow]:
    """All rows of an engine of tone."""
    return [row for row in card.rows if row.step == "tone" and row.system == engine]
