from datetime import date

import pytest

from analytics.study import Filters, Study
from analytics.study.statistics import tone_interval


def test_the_tone_of_a_selection_counts_its_classes(study: Study) -> None:
    row = study.tone().iloc[0]
    assert row[["n", "negative", "neutral", "positive"]].tolist() == [5, 2, 2, 1]
    assert row["mean"] == pytest.approx(-0.1)
    assert row["low"] == pytest.approx(-0.1 - 2.776445 * 0.339116 / 5**0.5, abs=1e-5)
    assert study.tone(Filters(publishers=("aawsat",))).loc[0, "mean"] == pytest.approx(-0.4)


def test_articles_with_a_source_are_counted_once_each(study: Study) -> None:
    row = study.sourcing().iloc[0]
    assert row[["n", "N", "n_citations"]].tolist() == [3, 5, 3]
    assert row["share"] == pytest.approx(0.6)
    assert row["low"] < 0.6 < row["high"]


def test_summaries_of_an_empty_selection_have_no_share(study: Study) -> None:
    nothing = Filters(date_from=date(1990, 1, 1), date_to=date(1990, 1, 2))
    assert study.tone(nothing).loc[0, "n"] == 0
    row = study.sourcing(nothing).iloc[0]
    assert (row["n"], row["N"]) == (0, 0)
    assert row["share"] != row["share"]


def test_the_interval_of_a_tone_stays_on_its_scale() -> None:
    low, high = tone_interval([0.2, 0.5], [1.0, 0.2], [2, 4])
    assert (low[0], high[0]) == (-1.0, 1.0)
    assert (round(low[1], 4), round(high[1], 4)) == (0.1818, 0.8182)
