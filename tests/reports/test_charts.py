"""What charts say; how they look is for eyes."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.study import Filters, Study
from reports.charts import actor_bars, tone_chart, topics_chart, volume_chart
from reports.charts.notes import gap_bands
from reports.wording import wording

BOTH = ("ar", "en")


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def volume(*counts: tuple[str, str, int, bool]) -> pd.DataFrame:
    rows = [
        {"period": pd.Timestamp(start), "period_end": pd.Timestamp(end), "n": n, "N": n, "gap": gap}
        for start, end, n, gap in counts
    ]
    return pd.DataFrame(rows)


JANUARY = ("2018-01-01", "2018-01-31", 3, False)
FEBRUARY = ("2018-02-01", "2018-02-28", 0, True)
MARCH = ("2018-03-01", "2018-03-31", 0, True)
APRIL = ("2018-04-01", "2018-04-30", 7, False)


def test_gaps_in_a_row_are_one_band() -> None:
    assert gap_bands(volume(JANUARY, FEBRUARY, MARCH, APRIL)) == [(date(2018, 2, 1), date(2018, 3, 31))]
    assert gap_bands(volume(FEBRUARY, APRIL)) == [(date(2018, 2, 1), date(2018, 2, 28))]
    assert gap_bands(volume(JANUARY, APRIL)) == []


def test_the_title_of_the_volume_is_its_peak() -> None:
    frame = volume(JANUARY, FEBRUARY, MARCH, APRIL)
    chart = volume_chart(frame, wording("en"))
    assert chart.title == "The busiest month: April 2018, with 7 articles"
    assert chart.notes == ("Grey bands: nothing was collected, which is not zero (February 2018 to March 2018).",)
    assert volume_chart(frame, wording("ar")).title == "أكثر الأشهر مقالات نيسان/أبريل 2018: 7 مقالات"


def test_a_peak_that_is_shared_or_alone_is_called_so() -> None:
    shared = volume(JANUARY, ("2018-02-01", "2018-02-28", 3, False))
    assert volume_chart(shared, wording("en")).title == "At most 3 articles: January 2018 and others"
    assert (
        volume_chart(volume(APRIL), wording("ar")).title
        == "كل المقالات المؤرخة في مدة واحدة، نيسان/أبريل 2018: 7 مقالات"
    )


def test_shares_of_a_few_articles_are_not_drawn_and_it_is_said(counted_study: Study) -> None:
    frame = counted_study.topics_over_time(Filters(), (0, 1))
    weeks = frame.drop_duplicates("period").set_index("period")["N"].loc[lambda n: n > 0]
    assert weeks.tolist() == [7, 7, 6, 3, 7, 7, 3]
    notes = topics_chart(frame, counted_study.topics(), {}, wording("en")).notes
    assert notes[0] == "Periods with fewer than 5 articles are not drawn."
    full = frame[frame["N"] != 3]
    assert len(topics_chart(full, counted_study.topics(), {}, wording("en")).notes) == 1


@pytest.mark.parametrize("language", BOTH)
def test_a_chart_of_one_topic_speaks_of_its_share_in_each_period(counted_study: Study, language: str) -> None:
    filters = Filters(topics=(1,))
    frame = counted_study.topics_over_time(filters, (1,))
    chart = topics_chart(frame, counted_study.topics(filters), {}, wording(language))
    expected = {
        "ar": "نسبة موضوع «الموصل» من مقالات كل أسبوع",
        "en": "The share of “Mosul” among the articles of each week",
    }
    assert plain(chart.title) == expected[language]


@pytest.mark.parametrize("language", BOTH)
def test_nothing_is_a_designed_figure_with_words(counted_study: Study, language: str) -> None:
    words, nothing = wording(language), Filters(publishers=("nobody",))
    study = counted_study
    charts = [
        volume_chart(study.volume(nothing), words),
        topics_chart(study.volume(nothing), study.topics(nothing), {}, words),
        tone_chart(study.tone_over_time(nothing), study.tone(nothing).iloc[0], words),
        actor_bars(study.actors(nothing), words),
    ]
    kinds = ("volume", "topics", "tone", "actors")
    assert [chart.title for chart in charts] == [words(f"chart.{kind}_none") for kind in kinds]
    assert all("<svg" in chart.svg for chart in charts)


def test_a_chart_is_the_same_twice_and_has_no_date(counted_study: Study) -> None:
    first, second = (volume_chart(counted_study.volume(), wording("ar")).svg for _ in range(2))
    assert first == second
    assert "<dc:date>" not in first


def test_a_dollar_in_a_name_is_a_dollar(counted_study: Study) -> None:
    frame = counted_study.actors()
    frame["name_en"] = r"$\frac{$ #1 $x^2$"
    assert r"$\frac{$ #1 $x^2$" in actor_bars(frame, wording("en")).title
