"""Figures of tone: what is drawn where, pale where few, and no HTML of names."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import Style, publisher_tone_figure, tone_band_figure, tone_changes_figure
from analytics.figures.layout import SMALL_OPACITY
from analytics.figures.theme import SURFACES, TONE_COLOURS

NONE = float("nan")
PUBLISHERS = pd.DataFrame(
    {
        "name": ["الشرق", "<b>Wire</b>", "صغيرة"],
        "n": [1200, 40, 3],
        "is_small": [False, False, True],
        "raw": [-0.2, 0.3, NONE],
        "raw_low": [-0.3, 0.1, NONE],
        "raw_high": [-0.1, 0.52, NONE],
        "adjusted": [0.1, NONE, NONE],
        "adjusted_low": [0.0, NONE, NONE],
        "adjusted_high": [0.2, NONE, NONE],
        "link": ["/a", "/b", "/c"],
    }
)


@pytest.mark.parametrize(("language", "side"), [("ar", "right"), ("en", "left")])
def test_publishers_have_a_hollow_and_a_full_mark_and_their_numbers(language: str, side: str) -> None:
    figure = publisher_tone_figure(PUBLISHERS, Style(language), raw_title="كما هو", adjusted_title="<i>x</i>",
                                   low_title="سلبية", high_title="إيجابية")  # fmt: skip
    raw, adjusted = figure.data
    assert (raw.marker.symbol, adjusted.marker.symbol) == ("circle-open", "circle")
    assert (list(raw.x[:2]), raw.error_x.array[1]) == ([-0.2, 0.3], pytest.approx(0.22))
    assert raw.y[0] < 0 < adjusted.y[0]
    assert list(raw.marker.opacity) == [1.0, 1.0, SMALL_OPACITY]
    assert list(raw.customdata) == ["/a", "/b", "/c"]
    assert list(figure.layout.yaxis.ticktext) == [
        "\u2068الشرق\u2069  \u2066(1,200)\u2069",
        "\u2068&lt;b&gt;Wire&lt;/b&gt;\u2069  \u2066(40)\u2069",
        "\u2068صغيرة\u2069  \u2066(3)\u2069",
    ]
    assert figure.layout.yaxis.side == side
    assert list(figure.layout.xaxis.tickvals) == [-0.6, 0, 0.6]  # .52 lies inside
    assert list(figure.layout.xaxis.ticktext) == ["\u2066−0.6\u2069 سلبية", "0", "\u2066+0.6\u2069 إيجابية"]
    assert adjusted.name == "\u2068&lt;i&gt;x&lt;/i&gt;\u2069"


def months(lows: list[float], gaps: list[bool]) -> pd.DataFrame:
    starts = pd.date_range("2018-01-01", periods=len(lows), freq="MS")
    return pd.DataFrame(
        {
            "period": starts,
            "period_end": starts + pd.offsets.MonthEnd(1),
            "n": [0 if gap else 9 for gap in gaps],
            "mean": [low + 0.1 for low in lows],
            "low": lows,
            "high": [low + 0.2 for low in lows],
            "is_small": [gap for gap in gaps],
            "gap": gaps,
        }
    )


def test_a_gap_breaks_the_band_and_the_line_and_is_shaded() -> None:
    frame = months([-0.2, -0.1, NONE, 0.1, 0.2, 0.0, NONE, 0.3], [False, False, True, False, False, False, True, False])
    figure = tone_band_figure(frame, Style("ar", "dark"), low_title="سلبية", high_title="إيجابية", n_title="مقالات")
    *bands, line, bars = figure.data
    assert [len(band.x) for band in bands] == [4, 6]  # a month alone between gaps has no band
    assert list(bands[0].y) == pytest.approx([0.0, 0.1, -0.1, -0.2])
    assert (line.connectgaps, pd.isna(line.y[2])) == (False, True)
    assert list(bars.y) == [9, 9, 0, 9, 9, 9, 0, 9] and figure.layout.yaxis2.title.text == "مقالات"
    shaded = [str(shape.x0)[:10] for shape in figure.layout.shapes if shape.name == "gap"]
    assert shaded == ["2018-03-01", "2018-07-01"]
    assert list(line.marker.opacity)[:3] == [1.0, 1.0, SMALL_OPACITY]


def test_a_change_is_an_arrow_in_the_colour_of_its_direction_only_if_it_is_one() -> None:
    frame = pd.DataFrame(
        {
            "name": ["التحالف", "SDF", "داعش", "x"],
            "n_before": [10, 20, 30, 2],
            "n_after": [1000, 20, 30, 0],
            "mean_before": [0.2, -0.3, 0.1, 0.1],
            "mean_after": [-0.4, 0.1, 0.2, NONE],
            "q": [0.01, 0.04, 0.2, NONE],
            "reason": [None, None, None, "few_both"],
        }
    )
    figure = tone_changes_figure(frame, Style("ar"), low_title="سلبية", high_title="إيجابية")
    grey = SURFACES["light"].muted
    assert [trace.line.color for trace in figure.data] == [
        *(TONE_COLOURS[k] for k in ("negative", "positive")),
        grey,
        grey,
    ]
    assert [trace.marker.symbol[1] for trace in figure.data[:3]] == [
        "triangle-left",
        "triangle-right",
        "triangle-right",
    ]
    assert [trace.opacity for trace in figure.data] == [1.0, 1.0, 1.0, SMALL_OPACITY]
    assert figure.layout.yaxis.ticktext[0] == "\u2068التحالف\u2069  \u2066(10 → 1,000)\u2069"


def test_nothing_to_draw_is_an_empty_figure_not_an_error() -> None:
    assert len(publisher_tone_figure(PUBLISHERS.head(0), Style()).layout.yaxis.ticktext) == 0
    assert len(tone_changes_figure(pd.DataFrame(columns=["name", "n_before", "n_after"]), Style("ar")).data) == 0
    assert len(tone_band_figure(months([], []), Style("ar")).data) == 2
