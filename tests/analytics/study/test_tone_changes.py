"""Change of tone between two periods: what is tested, how often by chance, and what is not said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.study import EVERYTHING, Filters
from analytics.study.query import Query
from analytics.study.tone_changes import CHANGE_COLUMNS, Period, tone_changes
from analytics.study.tone_tests import discovered
from tests.analytics.study.tone_rows import query_of_columns, said

BEFORE: Period = (date(2018, 1, 1), date(2018, 6, 30))
AFTER: Period = (date(2018, 7, 1), date(2018, 12, 31))


def query_of(groups: list[tuple[int, list[float], list[float]]]) -> Query:
    """One article a story: a topic, its tones before and those after."""
    rows = [
        (topic, tone, start + timedelta(days=place % 180))
        for topic, before, after in groups
        for start, tones in ((BEFORE[0], before), (AFTER[0], after))
        for place, tone in enumerate(tones)
    ]
    columns: dict[str, list[Any]] = {
        name: [row[at] for row in rows] for at, name in enumerate(("topic_id", "tone", "day"))
    }
    return query_of_columns({"story_id": [f"s{i:05}" for i in range(len(rows))], **columns})


def changes(query: Query, by: str = "topic", filters: Filters = EVERYTHING, toward: str | None = None) -> pd.DataFrame:
    return tone_changes(query, BEFORE, AFTER, by, filters, toward).set_index("key")


CALM = [-0.1, 0.0, 0.1, 0.0, -0.1, 0.1, 0.0, 0.05]
GRIM = [-0.6, -0.5, -0.7, -0.6, -0.4, -0.6, -0.5, -0.7]


@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_a_change_has_its_interval_and_what_is_too_small_says_so(unit: str) -> None:
    query = query_of([(0, CALM, GRIM), (1, CALM, CALM), (2, [0.5], GRIM), (3, CALM, []), (4, [0.1], [0.2]),
                      (5, [0.2] * 6, [0.3] * 6)])  # fmt: skip
    found = changes(query, filters=Filters(unit=unit))
    assert list(found.reset_index()) == CHANGE_COLUMNS
    grim = found.loc[0]
    assert grim["difference"] == pytest.approx(np.mean(GRIM) - np.mean(CALM))
    # Welch: variances of the means .0107 / 8 and .0067 / 8
    error = (np.var(GRIM, ddof=1) / 8 + np.var(CALM, ddof=1) / 8) ** 0.5
    assert (grim["high"] - grim["low"]) / 2 == pytest.approx(2.16 * error, rel=0.06)
    assert grim["high"] < 0 and grim["p"] < 1e-6 and grim["q"] < 1e-6 and grim["reason"] is None
    same = found.loc[1]
    assert (same["difference"], same["p"], same["q"]) == (pytest.approx(0), pytest.approx(1), pytest.approx(1))
    assert found["reason"].dropna().to_dict() == {2: "few_before", 3: "few_after", 4: "few_both", 5: "no_scatter"}
    assert found.loc[[2, 3, 4], ["difference", "low", "high", "p", "q"]].isna().all(axis=None)
    assert found.loc[5, ["p", "q"]].isna().all()
    assert found.loc[3, ["n_before", "n_after"]].tolist() == [8, 0]
    assert found.index[0] == 0


def test_towards_an_actor_and_by_actor_say_the_same() -> None:
    tones, days = [*CALM, *GRIM], [*[BEFORE[0]] * 8, *[AFTER[1]] * 8]
    mentions = [said(f"a{i:05}", "الحشد", 0, tone) for i, tone in enumerate(tones)]
    query = query_of_columns({"story_id": [f"s{i:02}" for i in range(16)], "tone": [0.7] * 16, "day": days}, mentions)
    by_actor, toward = changes(query, "actor").loc["الحشد"], changes(query, "all", toward="الحشد").loc["all"]
    for name in ("n_before", "difference", "low", "high", "p"):
        assert by_actor[name] == pytest.approx(toward[name])
    assert (by_actor["name_ar"], by_actor["name_en"]) == ("فاعل الحشد", "الحشد")
    assert changes(query, "all").loc["all", "reason"] == "no_scatter"


def test_a_story_on_both_sides_is_one_witness() -> None:
    """Eight reports, each carried on both sides in the same words: no change, and certain of it, not twice unsure."""
    tones = list(np.linspace(-0.9, 0.9, 8))
    columns = {"story_id": [f"s{i}" for i in range(8)] * 2, "tone": tones * 2, "day": [BEFORE[0]] * 8 + [AFTER[0]] * 8}
    found = changes(query_of_columns(columns), "all").loc["all"]
    assert found[["difference", "low", "high"]].tolist() == pytest.approx([0, 0, 0], abs=1e-7)
    stories = changes(query_of_columns(columns), "all", Filters(unit="stories")).loc["all"]
    assert (stories["n_before"], stories["n_after"], stories["reason"]) == (8, 0, "few_after")


def test_p_is_even_under_no_change_and_q_finds_next_to_nothing() -> None:
    draw = np.random.default_rng(4)
    groups = [
        (topic, list(draw.uniform(-1, 1, draw.integers(8, 25))), list(draw.uniform(-1, 1, draw.integers(8, 25))))
        for topic in range(300)
    ]
    found = changes(query_of(groups))
    p = np.sort(found["p"].to_numpy(float))
    assert len(p) == 300 and np.isfinite(p).all()
    # Kolmogorov's 1% bound of 300 values
    assert np.abs(p - (np.arange(300) + 0.5) / 300).max() < 1.63 / 300**0.5
    assert (found["q"] < 0.05).sum() <= 1
    covered = (found["low"] <= 0) & (found["high"] >= 0)
    assert 0.92 <= covered.mean() <= 0.98


def test_q_counts_tested_groups_alone() -> None:
    found = discovered(np.array([0.01, np.nan, 0.04, 0.5]))
    assert found == pytest.approx([0.03, np.nan, 0.06, 0.5], nan_ok=True)


def test_periods_that_share_a_day_are_refused_and_an_empty_one_is_few() -> None:
    query = query_of([(0, CALM, GRIM)])
    with pytest.raises(ValueError, match="share a day"):
        tone_changes(query, BEFORE, (BEFORE[1], AFTER[1]), "all", EVERYTHING, None)
    with pytest.raises(ValueError, match="by is 'tone'"):
        tone_changes(query, BEFORE, AFTER, "tone", EVERYTHING, None)
    with pytest.raises(ValueError, match="must not be after"):
        tone_changes(query, (date(2018, 3, 1), date(2018, 2, 1)), AFTER, "all", EVERYTHING, None)
    old = (date(1990, 1, 1), date(1990, 1, 2)), (date(1991, 1, 1), date(1991, 1, 2))
    assert tone_changes(query, *old, "topic", EVERYTHING, None).empty
    one = tone_changes(query, old[0], AFTER, "topic", EVERYTHING, None)
    assert one[["n_before", "n_after", "reason"]].to_numpy().tolist() == [[0, 8, "few_before"]]
