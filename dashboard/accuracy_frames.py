"""The accuracy card as it is shown and as its CSV, and where it cannot be read, why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from analytics.errors import EvaluationError
from analytics.evaluation import Card, CardRow, load_card
from analytics.evaluation.card import read_published
from analytics.evaluation.reliability import reliability_bins
from analytics.run import shown_tone
from analytics.study import Study
from dashboard.view import ALL_STEPS, View

OURS: Final = "marsad"
"""The system of a step that has one engine."""
FLIPS: Final = ("label_flips", "opposite_labels")
CALIBRATION: Final = "calibration_error"


def card_of(study: Study) -> tuple[Card, str]:
    """The card of a workspace, and why its own cannot be read, where it cannot: then it is the published one."""
    try:
        return load_card(study.workspace.root), ""
    except EvaluationError as error:
        return read_published(), str(error)


def engine_of(study: Study) -> str:
    """The choice of tone engine the run was made with, as the card names systems."""
    return shown_tone(study.run.manifest)


def shown_rows(study: Study, step: str) -> list[CardRow]:
    """The rows of a step: of tone those of the run's own engine alone, where the card has any of it."""
    rows = [row for row in card_of(study)[0].rows if row.step == step]
    if step != "tone":
        return rows
    own = [row for row in rows if row.system in (engine_of(study), OURS)]
    return own or rows


def bins(study: Study, language: str) -> pd.DataFrame:
    """The bars of the reliability diagram of tone in a language: see ``reliability_bins``."""
    rows = [row for row in shown_rows(study, "tone") if row.language == language and row.measure == CALIBRATION]
    return reliability_bins(rows)


def accuracy(study: Study, view: View) -> pd.DataFrame:
    """The card, all of it or one step's part; ``judged`` is what its ``n`` counts."""
    frame = card_of(study)[0].frame()
    if view.step != ALL_STEPS:
        frame = frame[frame["step"] == view.step]
    frame = frame.drop(columns="reliability").rename(columns={"unit": "judged"})
    frame = frame.assign(
        notes=["; ".join(notes) for notes in frame["notes"]],
        versions=["; ".join(f"{name} {one}" for name, one in (found or {}).items()) for found in frame["versions"]],
    ).reset_index(drop=True)
    frame.attrs["unit"] = view.filters.unit
    return frame


def reliability(study: Study, view: View) -> pd.DataFrame:
    """The bars of the reliability diagrams of tone, both languages."""
    frame = pd.concat([bins(study, language) for language in ("ar", "en")], ignore_index=True)
    frame.attrs["unit"] = view.filters.unit
    return frame


ACCURACY_FRAMES: Final[Mapping[str, Callable[[Study, View], pd.DataFrame]]] = {
    "accuracy": accuracy,
    "reliability": reliability,
}
"""By the name that stands in the address of the CSV."""
