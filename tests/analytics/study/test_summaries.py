from datetime import date

import pytest

from analytics.study import Filters, Study


def test_the_tone_of_a_selection_counts_its_classes(study: Study) -> None:
    row = study.tone().iloc[0]
    assert row[["n", "negative", "neutral", "positive"]].tolist() == [5, 2, 2, 1]
    assert row["mean"] == pytest.approx(-0.1)
    # Four stories, one of two articles: 25 / 7 effective ones. Squared sums of deviations .36, .25, .01 and 0 over 5
    # give .1575, times the root of k / (k - 1) .1857; Student's t of k - 1 degrees is 3.517. Resampling adds its noise.
    assert (row["low"], row["high"]) == (pytest.approx(-0.1 - 0.653, abs=0.02), pytest.approx(-0.1 + 0.653, abs=0.02))
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
