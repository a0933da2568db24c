from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.figures.reliability import SIDES, reliability_figure
from analytics.figures.theme import Style

FRAME = pd.DataFrame(
    {
        "key": ["ar", "ar", "en"],
        "n": [100, 4, 25],
        "confidence": [0.55, 0.85, 0.75],
        "accuracy": [0.5, 0.75, 0.8],
        "low": [0.4, 0.3, 0.6],
        "high": [0.6, 0.95, 0.9],
    }
)
NAMES = {"en": "English", "ar": "العربية", "fr": "no bars"}


def drawn(frame: pd.DataFrame = FRAME, language: str = "en", scheme: str = "light") -> Any:
    return reliability_figure(
        frame, Style(language, scheme), names=NAMES, colours={"ar": "#0072B2"}, x_title="x", y_title="y", perfect="p"
    )


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_line_a_key_over_the_diagonal_in_both_languages_and_schemes(language: str, scheme: str) -> None:
    figure = drawn(language=language, scheme=scheme)
    diagonal, english, arabic = figure.data
    assert (list(diagonal.x), list(diagonal.y)) == ([0, 1], [0, 1])
    assert (list(english.x), list(english.y)) == ([0.75], [0.8])
    assert (list(arabic.x), list(arabic.y)) == ([0.55, 0.85], [0.5, 0.75])
    assert arabic.line.color == "#0072B2" and english.line.color == Style(language, scheme).surface.accent
    assert figure.layout.yaxis.side == ("right" if language == "ar" else "left")
    assert list(figure.layout.xaxis.range) == [0, 1.02]  # probabilities run from left to right in both
    assert "العربية" in arabic.name


def test_marks_show_how_many_they_stand_for() -> None:
    marker = drawn().data[2].marker
    assert marker.size == pytest.approx((SIDES[1], SIDES[0] + (SIDES[1] - SIDES[0]) * 0.2))
    assert marker.opacity == (1.0, 0.35)  # fewer than five


def test_whiskers_are_the_intervals() -> None:
    bars = drawn().data[2].error_y
    assert list(bars.array) == pytest.approx([0.1, 0.2])
    assert list(bars.arrayminus) == pytest.approx([0.1, 0.45])


def test_no_bars_are_a_bare_diagonal() -> None:
    assert len(drawn(FRAME.iloc[:0]).data) == 1


def test_names_are_text() -> None:
    frame = FRAME.assign(hover=["<b>", "a", "b"])
    figure = reliability_figure(frame, Style(), names={"ar": "<b>x</b>"}, colours={}, perfect="<i>")
    assert "<b>" not in figure.data[1].name and "<i>" not in figure.data[0].name
