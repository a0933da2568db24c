"""Periods of topics over time: gaps cost nothing, what is too large is refused, and small corpora give no warning."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import TopicError
from analytics.study import EVERYTHING, Filters
from analytics.study.topic_cube import counts
from tests.analytics.study.made import Row, query_of, study_of

FIRST = date(2018, 1, 1)
BURST = range(20, 22)


def daily() -> list[Row]:
    """Ten articles a day of 30, two on topic 1, on two days all; nothing on the day between days 24 and 26."""
    rows = []
    for day in (*range(25), *range(26, 30)):
        for number, (publisher, language) in enumerate([("aawsat", "ar"), ("reuters", "en")] * 5):
            key, at = f"{day:02}{number}", (FIRST + timedelta(days=day)).isoformat()
            rows.append(Row(key, publisher, language, at, key, True, int(number < 2 or day in BURST)))
    return rows


def test_an_article_of_a_wrong_century_is_one_period_and_one_gap_more(tmp_path: Path) -> None:
    wrong = Row("wrong", "aawsat", "ar", "1900-01-01", "wrong", True, 0)
    found = counts(query_of([*daily(), wrong]), EVERYTHING, "day")
    assert found.topic.shape == (2, 2, 32)
    assert found.collected.tolist() == [True, False, *[True] * 25, False, *[True] * 4]
    assert (found.starts[1], found.ends[1]) == (pd.Timestamp("1900-01-02"), pd.Timestamp("2017-12-31"))
    assert (found.starts[27], found.ends[27]) == (pd.Timestamp("2018-01-26"),) * 2
    plain, more = (study_of(rows, tmp_path / name) for name, rows in (("p", daily()), ("m", [*daily(), wrong])))
    bursts = plain.bursts(frequency="day", topic_ids=(1,))
    assert bursts[["start", "end"]].to_numpy().tolist() == [[pd.Timestamp("2018-01-21"), pd.Timestamp("2018-01-22")]]
    again = more.bursts(frequency="day", topic_ids=(1,))
    pd.testing.assert_frame_equal(again[["topic_id", "start", "end", "n"]], bursts[["topic_id", "start", "end", "n"]])


@pytest.mark.parametrize("frequency", ["week", "month", "year"])
def test_periods_of_every_length_have_their_days(frequency: str) -> None:
    late = Row("late", "aawsat", "ar", "2020-06-10", "late", True, 0)
    found = counts(query_of([*daily(), late]), EVERYTHING, frequency)
    assert (found.starts[1:] == found.ends[:-1] + pd.Timedelta(days=1)).all()
    assert found.every.sum() == len(daily()) + 1 and not found.collected[-2]


def test_what_would_not_fit_in_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.study.topic_cube.MOST_CELLS", 100)
    with pytest.raises(TopicError, match=r"2 topics of 2 publishers in 30 periods .* are 120 counts; allowed are 100"):
        counts(query_of(daily()), EVERYTHING, "day")


SMALL = {
    "31 articles": [Row(f"a{n}", "aawsat", "ar", f"2018-01-{n + 1:02}", f"a{n}", True, n % 3) for n in range(31)],
    "identical": [Row(f"a{n}", "reuters", "en", "2018-01-01", "a0", n == 0, 0) for n in range(60)],
    "one": [Row("a", "aawsat", "ar", "2018-01-01", "a", True, 0)],
}


@pytest.mark.parametrize("unit", ["articles", "stories"])
@pytest.mark.parametrize("frequency", ["day", "week", "month"])
@pytest.mark.parametrize("made", SMALL.values(), ids=SMALL)
def test_small_corpora_have_no_bursts_no_changes_and_no_warnings(
    made: list[Row], frequency: str, unit: str, tmp_path: Path
) -> None:
    study = study_of(made, tmp_path)
    assert study.bursts(Filters(unit=unit), frequency).empty
    assert study.change_points(Filters(unit=unit), frequency).empty
