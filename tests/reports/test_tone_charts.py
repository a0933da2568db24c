"""Charts of publishers' tone and of reliability."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from reports.charts.dots import DOTS, publisher_dots
from reports.charts.reliability import LINES, reliability_chart
from reports.wording import wording

LANGUAGES = ("ar", "en")
NAN = float("nan")


def publishers(n: int, adjusted: float = -0.1) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for place in range(n):
        row: dict[str, Any] = {
            "name_ar": f"صحيفة {place} " + "طويلة " * 12,
            "name_en": f"Paper {place} " + "long " * 20,
        }
        row |= {"n_stories": 7 + place}
        for kind, value in (("raw", 0.1), ("adjusted", adjusted)):
            row |= {kind: value, f"{kind}_low": value - 0.05, f"{kind}_high": value + 0.05}
        rows.append(row)
    return pd.DataFrame(rows)


def bins(n_keys: int) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "key": f"model/gold_dev{place}/ar",
                "language": "ar",
                "dataset": f"gold_dev{place}",
                "system": "model",
                "n": n,
                "confidence": confidence,
                "accuracy": confidence - 0.1,
                "low": confidence - 0.2,
                "high": confidence,
            }
            for place in range(n_keys)
            for n, confidence in ((40, 0.5), (3, 0.9))
        ]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_dots_are_drawn_for_the_largest_publishers_with_words_for_all_drawn(language: str) -> None:
    chart = publisher_dots(publishers(DOTS + 3), wording(language))
    assert chart is not None
    assert chart.alt.count("; ") == DOTS - 1
    assert chart == publisher_dots(publishers(DOTS + 3), wording(language))


def test_a_publisher_without_an_adjusted_difference_has_one_dot_less() -> None:
    both, raw = (publisher_dots(publishers(3, value), wording("en")) for value in (-0.1, NAN))
    assert both is not None
    assert raw is not None
    assert both.svg.count("<use") == raw.svg.count("<use") + 3


def test_no_chart_is_drawn_of_nothing() -> None:
    frame = publishers(2)
    frame["raw"] = NAN
    assert publisher_dots(frame, wording("ar")) is None
    assert publisher_dots(frame.head(0), wording("ar")) is None
    assert reliability_chart(bins(1).head(0), wording("en")) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reliability_diagram_names_its_lines_and_how_many_labels_they_rest_on(language: str) -> None:
    chart = reliability_chart(bins(LINES + 1), wording(language))
    assert chart is not None
    assert chart.alt.count("gold_dev") == LINES
    assert chart.alt.count("43") == LINES
    assert chart == reliability_chart(bins(LINES + 1), wording(language))
