from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.figures import Style, bars_figure, series_figure, tone_dots_figure, tone_figure, volume_figure
from analytics.figures.dates import tick_names
from analytics.figures.layout import SMALL_OPACITY, gap_bands, label_of, plain, step_for
from analytics.figures.theme import PALETTE, SURFACES, TONE_COLOURS, colours_of

MONTHS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2018-01-01", "2018-02-01", "2018-03-01", "2018-04-01"]),
        "period_end": pd.to_datetime(["2018-01-31", "2018-02-28", "2018-03-31", "2018-04-30"]),
        "n": [6, 0, 0, 2],
        "N": [12, 0, 0, 4],
        "share": [0.5, float("nan"), float("nan"), 0.5],
        "low": [0.2, float("nan"), float("nan"), 0.1],
        "high": [0.8, float("nan"), float("nan"), 0.9],
        "gap": [False, True, True, False],
    }
)


def test_volume_shows_counts_or_shares_pale_where_few_and_shades_the_gap_once() -> None:
    figure = volume_figure(MONTHS.assign(link=["/a", "", "", "/d"]), Style("ar", "dark"), y_title="مقالات")
    bar = figure.data[0]
    assert list(bar.y) == [6, 0, 0, 2]
    assert list(bar.marker.opacity) == [1.0, SMALL_OPACITY, SMALL_OPACITY, SMALL_OPACITY]
    assert list(bar.customdata) == ["/a", "", "", "/d"]
    assert bar.width[0] == 31 * 24 * 60 * 60 * 1000 * 0.85
    bands = [(str(shape.x0)[:10], str(shape.x1)[:10]) for shape in figure.layout.shapes]
    assert bands == [("2018-02-01", "2018-03-31")]
    assert figure.layout.shapes[0].fillcolor == SURFACES["dark"].gap
    assert list(figure.layout.xaxis.ticktext) == ["كانون الثاني<br>2018", "شباط", "آذار", "نيسان"]
    assert volume_figure(MONTHS, Style(), measure="share").data[0].y[0] == 0.5
    with pytest.raises(ValueError, match="measure is 'sum'; allowed: count, share"):
        volume_figure(MONTHS, Style(), measure="sum")


def test_a_gap_breaks_the_line_of_a_series_and_colours_come_from_outside() -> None:
    frame = pd.concat([MONTHS.assign(key=key) for key in ("a", "b")], ignore_index=True)
    figure = series_figure(frame, Style(), names={"a": "<A>", "b": "ب"}, colours=colours_of(["z", "a", "b"]))
    assert [trace.line.color for trace in figure.data] == [PALETTE[1], PALETTE[2]]
    assert [trace.name for trace in figure.data] == ["\u2068&lt;A&gt;\u2069", "\u2068ب\u2069"]
    assert not figure.data[0].connectgaps
    assert pd.isna(figure.data[0].y[1])
    assert len(figure.layout.shapes) == 1
    one = series_figure(frame[frame["key"] == "a"], Style(), names={}, colours={})
    assert one.layout.showlegend is False


def test_tone_has_its_interval_and_the_colour_of_its_sign() -> None:
    frame = MONTHS.assign(mean=[-0.5, float("nan"), float("nan"), 0.25], low=[-0.75] + [float("nan")] * 3,
                          high=[-0.25] + [float("nan")] * 3)  # fmt: skip
    figure = tone_figure(frame, Style("ar"), low_title="سلبية", high_title="إيجابية")
    line = figure.data[0]
    assert (line.error_y.array[0], line.error_y.arrayminus[0]) == (0.25, 0.25)
    colours = list(line.marker.color)
    assert (colours[0], colours[3]) == (TONE_COLOURS["negative"], TONE_COLOURS["positive"])
    assert list(figure.layout.yaxis.ticktext) == ["\u2066−1\u2069 سلبية", "0", "\u2066+1\u2069 إيجابية"]


def test_bars_grow_from_the_right_in_arabic() -> None:
    frame = pd.DataFrame({"name": ["قسد", "تركيا"], "n": [10, 4], "colour": ["#111111", "#222222"]})
    arabic, english = (bars_figure(frame, Style(language)) for language in ("ar", "en"))
    assert list(arabic.data[0].text) == ["10", "4"]
    assert list(arabic.data[0].marker.opacity) == [1.0, SMALL_OPACITY]
    assert arabic.layout.xaxis.range == (pytest.approx(11.2), 0)
    assert english.layout.xaxis.range == (0, pytest.approx(11.2))
    assert (arabic.layout.yaxis.side, english.layout.yaxis.side) == ("right", "left")
    assert list(arabic.layout.yaxis.ticktext) == ["\u2068قسد\u2069", "\u2068تركيا\u2069"]
    assert arabic.layout.yaxis.range == (1.5, -0.5)


def test_dots_of_tone_keep_minus_on_the_left_in_both_languages() -> None:
    frame = pd.DataFrame({"name": ["a"], "n": [3], "mean": [0.2], "low": [0.1], "high": [0.4]})
    for language in ("ar", "en"):
        figure = tone_dots_figure(frame, Style(language))
        assert figure.layout.xaxis.range == (-1.05, 1.05)
        assert figure.data[0].error_x.array[0] == pytest.approx(0.2)
        assert figure.data[0].marker.opacity == (SMALL_OPACITY,)


def test_ticks_are_few_and_say_the_year_where_it_changes() -> None:
    months = [date(2017, 11, 1), date(2017, 12, 1), date(2018, 1, 1)]
    assert tick_names(months, "en") == (months, ["Nov<br>2017", "Dec", "Jan<br>2018"])
    assert tick_names([date(2015, 1, 1), date(2016, 1, 1)], "ar")[1] == ["2015", "2016"]
    assert tick_names([date(2018, 5, day) for day in range(1, 22)], "en")[1] == [
        "1 May<br>2018", "4 May", "7 May", "10 May", "13 May", "16 May", "19 May",
    ]  # fmt: skip
    assert tick_names([], "en") == ([], [])


def test_labels_are_cut_escaped_and_isolated() -> None:
    assert label_of("abcdef", 4) == "\u2068abc…\u2069"
    assert plain('<a href="x">&</a>') == '&lt;a href="x"&gt;&amp;&lt;/a&gt;'
    assert [step_for(n) for n in (0, 5, 6, 11, 26, 60, 9931)] == [1, 1, 2, 5, 10, 20, 2000]
    assert gap_bands(MONTHS.head(1), Style()) == []
