from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import Style, bursts_figure, panels_figure
from analytics.figures.bursts import BURST_OPACITY
from analytics.figures.theme import SURFACES, colours_of

NAN = float("nan")
WEEKS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2018-01-01", "2018-01-08", "2018-01-15", "2018-01-22"]),
        "period_end": pd.to_datetime(["2018-01-07", "2018-01-14", "2018-01-21", "2018-01-28"]),
        "n": [2, 0, 12, 3],
        "N": [20, 0, 24, 20],
        "share": [0.1, NAN, 0.5, 0.15],
        "gap": [False, True, False, False],
    }
)
SERIES = pd.concat([WEEKS.assign(key=key) for key in (3, 1)], ignore_index=True)
BURSTS = pd.DataFrame(
    {
        "topic_id": [1, 1, 3, 7],
        "start": pd.to_datetime(["2018-01-15", "2017-05-01", "2018-01-22", "2018-01-15"]),
        "end": pd.to_datetime(["2018-01-21", "2017-05-07", "2018-02-04", "2018-01-21"]),
    }
)
CHANGES = pd.DataFrame({"topic_id": [3, 7], "at": pd.to_datetime(["2018-01-15", "2018-01-15"])})
NAMES = {"ar": {1: "سد الفرات", 3: "<b>الرقة</b>"}, "en": {1: "The dam", 3: "<b>Raqqa</b>"}}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_bursts_are_bands_and_changes_lines_in_the_colour_of_their_topic_and_gaps_stay_gaps(language: str) -> None:
    colours = colours_of([0, 1, 2, 3])
    style = Style(language)
    figure = bursts_figure(SERIES, BURSTS, CHANGES, style, names=NAMES[language], colours=colours, y_title="x")
    drawn = [(s.name, str(s.x0)[:10], str(s.x1)[:10], s.fillcolor or s.line.color) for s in figure.layout.shapes]
    assert drawn == [
        ("gap", "2018-01-08", "2018-01-14", SURFACES["light"].gap),
        ("burst", "2018-01-15", "2018-01-21", colours[1]),
        ("burst", "2018-01-22", "2018-01-28", colours[3]),  # cut to the days drawn
        ("change", "2018-01-15", "2018-01-15", colours[3]),
    ]
    assert {s.opacity for s in figure.layout.shapes if s.name == "burst"} == {BURST_OPACITY}
    assert [trace.line.color for trace in figure.data] == [colours[3], colours[1]]
    plain = NAMES[language][3].replace("<", "&lt;").replace(">", "&gt;")
    assert figure.data[0].name == f"\u2068{plain}\u2069"
    assert pd.isna(figure.data[0].y[1]) and not figure.data[0].connectgaps


def test_nothing_to_draw_is_an_empty_figure() -> None:
    empty = SERIES.head(0)
    assert len(bursts_figure(empty, BURSTS, CHANGES, Style(), names={}, colours={}).layout.shapes) == 0
    assert len(panels_figure(empty, Style("ar"), names={}, colours={}).data) == 0


@pytest.mark.parametrize(("language", "columns"), [("en", ["", "2", "3", "4"]), ("ar", ["3", "2", "", "6"])])
def test_panels_begin_where_reading_begins_and_each_has_its_own_gap_band(language: str, columns: list[str]) -> None:
    frame = pd.concat([WEEKS.assign(key=key) for key in (5, 1, 3, 2)], ignore_index=True)
    figure = panels_figure(frame, Style(language), names=NAMES[language], colours=colours_of(range(6)))
    assert [trace.xaxis for trace in figure.data] == [f"x{column}" for column in columns]
    assert [(shape.xref, shape.yref) for shape in figure.layout.shapes] == [
        (f"x{column}", f"y{column} domain") for column in columns
    ]
    titles = {note.text for note in figure.layout.annotations}
    assert f"\u2068{NAMES[language][1]}\u2069" in titles and "\u20685\u2069" in titles
    assert len({axis.matches for axis in figure.select_yaxes()} - {None}) == 1  # one scale: all follow one
    assert list(figure.layout.xaxis.ticktext) == (
        ["1 كانون الثاني<br>2018", "15 كانون الثاني"] if language == "ar" else ["1 Jan<br>2018", "15 Jan"]
    )
