from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.figures import Style, ranks_figure, words_figure
from analytics.figures.theme import SURFACES
from analytics.figures.topic_words import leading

PERIODS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2018-01-01", "2018-02-01", "2018-03-01"]),
        "period_end": pd.to_datetime(["2018-01-31", "2018-02-28", "2018-03-31"]),
        "gap": [False, True, False],
    }
)
WORDS = pd.DataFrame(
    [
        ("2018-01-01", "en", "dam", "dam", 4, 0.9, 1),
        ("2018-01-01", "en", "raqqa", "<i>Raqqa</i>", 3, 0.5, 2),
        ("2018-03-01", "en", "raqqa", "<i>Raqqa</i>", 5, 0.8, 1),
        ("2018-03-01", "en", "truce", "truce", 2, 0.1, 2),
        ("2018-03-01", "ar", "سد", "السد", 2, 0.7, 1),
        ("2018-03-01", "ar", "هدن", "هدنة", 2, 0.6, 2),
    ],
    columns=["period", "language", "term", "shown", "n", "weight", "rank"],
).assign(period=lambda frame: pd.to_datetime(frame["period"]), hover=lambda frame: frame["n"].astype(str))


def test_the_heat_map_is_empty_without_articles_and_a_band_without_collection() -> None:
    figure = words_figure(WORDS, PERIODS, Style(), language="en", terms=2)
    heat = figure.data[0]
    assert np.array_equal(heat.z, [[0.9, np.nan, np.nan], [0.5, np.nan, 0.8]], equal_nan=True)
    assert heat.hovertext.tolist() == [["4", "", ""], ["3", "", "5"]]
    assert list(figure.layout.yaxis.ticktext) == ["\u2068dam\u2069", "\u2068&lt;i&gt;Raqqa&lt;/i&gt;\u2069"]
    assert [(str(s.x0)[:10], s.fillcolor) for s in figure.layout.shapes] == [("2018-02-01", SURFACES["light"].gap)]
    assert list(figure.layout.xaxis.ticktext) == ["Jan<br>2018", "Feb", "Mar"]


def test_arabic_terms_stand_on_the_right_and_are_isolated() -> None:
    figure = words_figure(WORDS, PERIODS, Style("ar", "dark"), language="ar")
    assert list(figure.layout.yaxis.ticktext) == ["\u2068السد\u2069", "\u2068هدنة\u2069"]
    assert (figure.layout.yaxis.side, figure.layout.yaxis.range) == ("right", (1.5, -0.5))
    assert figure.data[0].colorscale[1][1] == SURFACES["dark"].accent
    assert list(figure.layout.xaxis.ticktext) == ["كانون الثاني<br>2018", "شباط", "آذار"]


@pytest.mark.parametrize(
    ("language", "names"), [("en", ["dam", "&lt;i&gt;Raqqa&lt;/i&gt;", "truce"]), ("ar", ["السد", "هدنة"])]
)
def test_ranks_break_where_a_term_is_not_ranked_and_the_first_is_on_top(language: str, names: list[str]) -> None:
    figure = ranks_figure(WORDS, PERIODS, Style(language), language=language)
    assert [trace.name for trace in figure.data] == [f"\u2068{name}\u2069" for name in names]
    assert figure.layout.yaxis.range == (2.5, 0.5)
    assert not any(trace.connectgaps for trace in figure.data)
    if language == "en":
        assert np.array_equal(figure.data[1].y, [2, np.nan, 1], equal_nan=True)


def test_the_heaviest_terms_lead_in_order_of_their_first_period() -> None:
    assert leading(WORDS, "en", 2)["term"].tolist() == ["dam", "raqqa", "raqqa"]
    assert leading(WORDS, "ar", 1)["term"].tolist() == ["سد"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_words_is_an_empty_figure(language: str) -> None:
    empty = WORDS.head(0)
    assert words_figure(empty, PERIODS, Style(language), language=language).data[0].z.shape == (0, 3)
    assert len(ranks_figure(empty, PERIODS, Style(language), language=language).data) == 0
