"""How often, and which way, the tone follows the name.

Every count is of sentences told of the names of one group. A name **flips** a sentence if its label is not the label
that most names of the group get there: where a tone is in the text, not in the name, none does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.annotate.tone.engine import ToneEngine
from analytics.annotate.tone.swaps.cases import SwapCase
from analytics.schema import TONE_LABELS

ALL: Final = "all"
"""All groups together, in the column ``group``."""
_RESAMPLES: Final = 2_000
_LEVELS: Final = [0.025, 0.975]
_UNIT: Final = ["language", "sentence", "group"]


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95% interval, percentile bootstrap over sentences (Efron and Tibshirani 1993)."""

    figure: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FlipRates:
    """How far labels follow names, in one language and group.

    Attributes
    ----------
    language, group : str
        The group, or :data:`ALL`: names still meet only those of their own group.
    n_sentences, n_cases : int
        Sentences, and sentences times names.
    flips : Share
        Of the cases, those whose label differs from the label most names get in that sentence: the headline.
    pairs : Share
        Of the pairs of names in a sentence, those with different labels.
    opposites : Share
        Of these pairs, those with one name negative and the other positive.
    touched : Share
        Of the sentences, those in which any name flips.
    right : Share
        Of the cases, those with the label that was expected.
    """

    language: str
    group: str
    n_sentences: int
    n_cases: int
    flips: Share
    pairs: Share
    opposites: Share
    touched: Share
    right: Share


def score_swaps(engine: ToneEngine, cases: Sequence[SwapCase]) -> pd.DataFrame:
    """The tone towards the name in each case, one row a case in the order given.

    Columns: language, sentence, event, group, bearer, name, expected, label, score (-1 to 1).

    Parameters
    ----------
    engine : ToneEngine
    cases : sequence of SwapCase
    """
    found = engine.score([case.text for case in cases], [[(case.start, case.end)] for case in cases]).aimed
    keys = ("language", "sentence", "event", "group", "bearer", "name", "expected")
    columns = {key: [getattr(case, key) for case in cases] for key in keys}
    return pd.DataFrame({**columns, "label": found.labels, "score": found.score})


def flip_rates(scored: pd.DataFrame) -> list[FlipRates]:
    """Flip rates of each language, of all its groups together and of each one; languages and groups by name.

    Parameters
    ----------
    scored : DataFrame
        From :func:`score_swaps`, rows in any order; no case twice.
    """
    rates = []
    for language, spoken in scored.groupby("language", sort=True):
        rates.append(_rates(spoken, str(language), ALL))
        rates += [_rates(part, str(language), str(group)) for group, part in spoken.groupby("group", sort=True)]
    return rates


def name_shifts(scored: pd.DataFrame) -> pd.DataFrame:
    """How much harsher or kinder a name is treated than the others of its group, the harshest first in each.

    Columns: language, group, bearer, name, n (sentences), shift, low, high (the score with this name less the mean of
    all names in the same sentence, mean over sentences with a 95% bootstrap interval over sentences), flips (share of
    the sentences in which its label is not that of most names).

    Parameters
    ----------
    scored : DataFrame
        From :func:`score_swaps`, rows in any order; no case twice.
    """
    frame = scored.sort_values([*_UNIT, "bearer", "name"], ignore_index=True)
    frame["shift"] = frame["score"] - frame.groupby(_UNIT)["score"].transform("mean")
    frame["flip"] = frame["label"] != _usual(frame)
    rows = []
    for (language, group, bearer, name), part in frame.groupby(["language", "group", "bearer", "name"], sort=True):
        shift = _mean(part["shift"].to_numpy(float), np.ones(len(part)))
        row = (language, group, bearer, name, len(part), shift.figure, shift.low, shift.high, part["flip"].mean())
        rows.append(row)
    columns = ["language", "group", "bearer", "name", "n", "shift", "low", "high", "flips"]
    shifts = pd.DataFrame(rows, columns=columns)
    return shifts.sort_values(["language", "group", "shift", "name"], ignore_index=True)


def _usual(frame: pd.DataFrame) -> pd.Series:
    """The label most names get in the sentence of each case; the expected one of two as frequent, else the first."""
    counts = frame.groupby([*_UNIT, "expected", "label"], as_index=False).size()
    counts["unexpected"] = counts["label"] != counts["expected"]
    counts["order"] = counts["label"].map(TONE_LABELS.index)
    ranked = counts.sort_values(["size", "unexpected", "order"], ascending=[False, True, True])
    usual = ranked.drop_duplicates(_UNIT).set_index(_UNIT)["label"]
    return frame[_UNIT].join(usual.rename("usual"), on=_UNIT)["usual"]


def _rates(part: pd.DataFrame, language: str, group: str) -> FlipRates:
    """Flip rates of some cases of one language, from sums by sentence: what the bootstrap draws."""
    unit = [part["sentence"], part["group"]]
    labels = pd.DataFrame({label: (part["label"] == label).astype(float) for label in TONE_LABELS}, index=part.index)
    counts = labels.groupby(unit, sort=True).sum()
    right = (part["label"] == part["expected"]).groupby(unit, sort=True).sum()
    n = counts.sum(axis=1)
    sums = pd.DataFrame(
        {
            "cases": n,
            "flips": n - counts.max(axis=1),
            "pairs": n * (n - 1) / 2,
            "unlike": (n**2 - (counts**2).sum(axis=1)) / 2,
            "opposite": counts["negative"] * counts["positive"],
            "right": right,
        }
    )
    by = sums.groupby("sentence", sort=True).sum()
    cases, pairs = by["cases"].to_numpy(float), by["pairs"].to_numpy(float)
    touched = np.where(by["flips"] > 0, 1.0, 0.0)
    ones = np.ones(len(by))
    return FlipRates(
        language=language,
        group=group,
        n_sentences=len(by),
        n_cases=int(cases.sum()),
        flips=_mean(by["flips"].to_numpy(float), cases),
        pairs=_mean(by["unlike"].to_numpy(float), pairs),
        opposites=_mean(by["opposite"].to_numpy(float), pairs),
        touched=_mean(touched, ones),
        right=_mean(by["right"].to_numpy(float), cases),
    )


def _mean(sums: NDArray[np.float64], weights: NDArray[np.float64]) -> Share:
    """The sum over sentences of a count, over that of its base, with an interval; 0 of a base of 0."""
    draws = np.random.default_rng(0).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), _RESAMPLES)
    base = draws @ weights
    drawn = np.divide(draws @ sums, base, out=np.zeros(_RESAMPLES), where=base > 0)
    low, high = np.quantile(drawn, _LEVELS)
    return Share(float(sums.sum() / weights.sum()) if weights.sum() else 0.0, float(low), float(high))
