"""Publishers beside one another: on the same topics a difference may vanish, turn, or not be known."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.study import EVERYTHING, Filters
from analytics.study.query import Query
from analytics.study.tone_publishers import COLUMNS, OVERLAP, Cells, differences, publisher_tone
from analytics.study.tone_sums import SCALE
from tests.analytics.study.tone_rows import query_of_columns, said

Cell = tuple[str, int | None, int, float]
"""Publisher, topic, stories, mean tone."""
NUMBERS = ["raw", "raw_low", "raw_high", "raw_p", "adjusted", "adjusted_low", "adjusted_high", "adjusted_p"]


def articles(cells: list[Cell], spread: float = 0.1) -> dict[str, list[Any]]:
    """One article a story; the tones of a cell lie evenly about its mean."""
    rows = [
        (publisher, topic, mean + (spread * (2 * i / (n - 1) - 1) if n > 1 else 0.0))
        for publisher, topic, n, mean in cells
        for i in range(n)
    ]
    names = ("publisher_id", "topic_id", "tone")
    columns: dict[str, list[Any]] = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return {"story_id": [f"s{i:04}" for i in range(len(rows))], **columns}


def asked(query: Query, filters: Filters = EVERYTHING, toward: str | None = None) -> pd.DataFrame:
    return publisher_tone(query, filters, toward).set_index("publisher_id")


SIMPSON: list[Cell] = [("بدر", 0, 40, -0.7), ("بدر", 1, 10, 0.5), ("wire", 0, 10, -0.8), ("wire", 1, 40, 0.4)]


def test_a_paper_of_bad_news_is_kinder_on_each_topic() -> None:
    """Simpson's paradox: -.46 against .16 in all, yet .1 more positive on either topic."""
    found = asked(query_of_columns(articles(SIMPSON)))
    first, other = found.loc["بدر"], found.loc["wire"]
    assert (first["raw"], other["raw"]) == (pytest.approx(-0.62), pytest.approx(0.62))
    assert (first["adjusted"], other["adjusted"]) == (pytest.approx(0.1), pytest.approx(-0.1))
    assert first["raw_high"] < 0 < first["adjusted_low"]
    assert max(first["raw_q"], first["adjusted_q"]) < 0.01
    assert first[["n_topics", "overlap", "coverage"]].tolist() == [2, 1.0, 1.0]
    assert found["reason"].isna().all() and list(found.reset_index()) == COLUMNS


def test_towards_an_actor_publishers_are_compared_on_the_same_topics() -> None:
    columns = articles(SIMPSON)
    mentions = [said(f"a{i:05}", "قسد", 0, tone) for i, tone in enumerate(columns["tone"])]
    silent = [said(f"a{i:05}", "هتش", 0, None) for i in range(100)]
    query = query_of_columns({**columns, "tone": [0.9] * 100}, [*mentions, *silent])
    found = asked(query, EVERYTHING, "قسد").loc["بدر"]
    assert (found["raw"], found["adjusted"], found["n_sentences"]) == (pytest.approx(-0.62), pytest.approx(0.1), 50)
    nobody = asked(query, EVERYTHING, "هتش")
    assert nobody["n_unscored"].tolist() == [50, 50] and nobody[[*NUMBERS, "mean"]].isna().all(axis=None)
    assert asked(query, EVERYTHING, "nobody").empty


def test_where_all_write_of_the_same_topics_both_differences_are_one() -> None:
    means = {"p": (-0.4, 0.3, 0.1), "q": (0.1, -0.2, 0.5), "ر": (0.0, 0.6, -0.6)}
    sizes = {"p": (10, 6, 2), "q": (30, 18, 6), "ر": (30, 18, 6)}
    cells = [(key, topic, sizes[key][topic], mean) for key, of in means.items() for topic, mean in enumerate(of)]
    found = asked(query_of_columns(articles(cells)))
    assert found["adjusted"].tolist() == pytest.approx(found["raw"].tolist(), abs=1e-12)


def test_topics_of_few_stories_are_one_stratum() -> None:
    """Shares are 10/23 and 13/23; in the second two articles of +.6 - 0 and one of 0 + .2 weigh 2 to 1."""
    cells = [
        ("p", 0, 5, 0.2),
        ("p", 1, 2, 0.6),
        ("p", 2, 1, 0.0),
        ("q", 0, 5, 0.0),
        ("q", 1, 5, 0.0),
        ("q", 2, 5, -0.2),
    ]
    found = asked(query_of_columns(articles(cells))).loc["p"]
    assert found["adjusted"] == pytest.approx(10 / 23 * 0.2 + 13 / 23 * (2 / 3 * 0.6 + 1 / 3 * 0.2))
    assert found["n_topics"] == 3


def test_what_fits_no_topic_is_compared_as_it_is_alone() -> None:
    cells = [*SIMPSON, ("بدر", None, 10, 0.9)]
    found = asked(query_of_columns(articles(cells))).loc["بدر"]
    assert found["adjusted"] == pytest.approx(0.1)
    assert (found["overlap"], found["coverage"]) == (pytest.approx(50 / 60), pytest.approx(100 / 110))
    assert found["raw"] == pytest.approx((40 * -0.7 + 10 * 0.5 + 10 * 0.9) / 60 - 0.16)


@pytest.mark.parametrize(
    ("cells", "reason", "has_raw"),
    [
        ([("p", 0, 4, 0.0), ("q", 0, 40, 0.1)], "few_stories", False),
        ([("p", 0, 40, 0.0), ("q", 0, 4, 0.1)], "few_others", False),
        ([("p", 0, 40, 0.0)], "few_others", False),
        ([("p", 0, 6, 0.0), ("p", 1, 20, 0.2), ("q", 0, 40, 0.1)], "little_overlap", True),
        ([("p", 0, 20, 0.0), ("q", 0, 4, 0.1), ("q", 1, 4, 0.1)], "little_overlap", True),
        ([("p", 0, 3, 0.0), ("p", 1, 2, 0.2), ("q", 0, 40, 0.1)], "few_shared", True),
    ],
)
def test_what_cannot_be_compared_says_why(cells: list[Cell], reason: str, has_raw: bool) -> None:
    found = asked(query_of_columns(articles(cells))).loc["p"]
    assert found["reason"] == reason
    assert found[NUMBERS[:4]].notna().all() == has_raw and found[NUMBERS[:4]].isna().all() != has_raw
    assert found[[*NUMBERS[4:], "adjusted_q"]].isna().all()
    assert found["overlap"] < OVERLAP or reason != "little_overlap"


def test_copies_do_not_make_a_publisher_surer() -> None:
    """Every report carried twice by p: its interval is that of the reports."""
    draw = np.random.default_rng(2)
    tones = draw.uniform(-1, 1, 40)
    once = {"story_id": [f"s{i:02}" for i in range(40)], "tone": list(tones), "publisher_id": ["p", "q"] * 20}
    twice = {name: [*values, *values[::2]] for name, values in once.items()}
    one, two = (asked(query_of_columns(columns)).loc["p"] for columns in (once, twice))
    assert (two["n"], two["n_stories"]) == (40, 20)
    for name in ("low", "high", "raw", "raw_low", "raw_high", "raw_p"):
        assert two[name] == pytest.approx(one[name], abs=1e-9)


def test_a_wire_report_that_all_carry_makes_no_difference() -> None:
    """Twelve reports in the same words in both: no difference, and the resamples know it for certain."""
    tones = list(np.linspace(-0.9, 0.8, 12))
    columns = {
        "story_id": [f"s{i:02}" for i in range(12)] * 2,
        "tone": tones * 2,
        "publisher_id": ["p"] * 12 + ["q"] * 12,
    }
    for unit in ("articles", "stories"):
        found = asked(query_of_columns(columns), Filters(unit=unit)).loc["p"]
        assert found[["raw", "raw_low", "raw_high"]].tolist() == pytest.approx([0, 0, 0], abs=1e-7)


def test_p_is_even_where_publishers_are_alike() -> None:
    """Three hundred pairs of publishers without a difference: p below .05 in about fifteen, for either difference."""
    draw = np.random.default_rng(5)
    n, ps = 60, []
    for _ in range(300):
        drawn = {"key": draw.choice(["p", "q"], n), "topic_id": draw.integers(0, 3, n), "total": draw.uniform(-1, 1, n)}
        rows = pd.DataFrame({**drawn, "story_no": np.arange(1, n + 1), "n": 1})
        cells = Cells.from_rows(rows.assign(total=rows["total"] * SCALE), pd.Index(["p", "q"]), pd.Index([0, 1, 2]), n)
        found = differences(cells, 2)[0]
        ps.append([found[3], found[7]])
    low = (np.array(ps, dtype=float) < 0.05).mean(axis=0)
    assert ((low >= 0.02) & (low <= 0.08)).all()  # two and a half deviations of a binomial of 300
    assert np.abs(np.nanmean(np.array(ps, dtype=float), axis=0) - 0.5).max() < 0.05


def test_the_order_of_the_rows_is_of_no_account_and_nothing_is_empty() -> None:
    columns = articles([("p", 0, 9, -0.4), ("p", 1, 7, 0.3), ("q", 0, 8, 0.1), ("q", 1, 20, -0.2), ("r", 0, 12, 0.5)])
    columns["article_id"] = [f"a{i:03}" for i in range(len(columns["tone"]))]
    order = random.Random(0).sample(range(len(columns["tone"])), len(columns["tone"]))
    turned = {name: [values[at] for at in order] for name, values in columns.items()}
    one, other = (publisher_tone(query_of_columns(c), EVERYTHING, None) for c in (columns, turned))
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    nothing = publisher_tone(query_of_columns(columns), Filters(publishers=("none",)), None)
    assert nothing.empty and list(nothing) == COLUMNS
