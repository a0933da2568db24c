from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.figures import Style, company_figure, network_figure
from analytics.figures.layout import SMALL_OPACITY
from analytics.figures.networks import _MIDDLES, positions
from analytics.figures.theme import SURFACES

NODES = pd.DataFrame(
    {
        "key": ["b", "a", "c", "d"],
        "name": ["قوات سوريا الديمقراطية", "<Alpha>", "An agency whose name is very long indeed", "د"],
        "n": [25, 100, 4, 9],
        "link": ["/b", "/a", "/c", "/d"],
        "hover": ["B", "A", "C", "D"],
    }
)
EDGES = pd.DataFrame(
    {"a": ["b", "a"], "b": ["c", "b"], "weight": [0.0, 1.0], "is_dim": [True, False], "link": ["/bc", "/ab"],
     "hover": ["BC", "AB"]}
)  # fmt: skip


@pytest.mark.parametrize("style", [Style("ar", "dark"), Style("en", "light")])
def test_a_network_says_who_is_with_whom_and_leads_there(style: Style) -> None:
    figure = network_figure(NODES, EDGES, style)
    ab, bc, handles, nodes = figure.data
    assert (ab.line.width, ab.line.dash, bc.line.width, bc.line.dash) == (6.0, "solid", 1.0, "dot")
    assert list(handles.customdata) == ["/ab"] * _MIDDLES + ["/bc"] * _MIDDLES
    assert list(handles.hovertext)[::_MIDDLES] == ["AB", "BC"]
    assert list(nodes.customdata) == ["/a", "/b", "/c", "/d"]
    assert nodes.text[0] == "\u2068&lt;Alpha&gt;\u2069"
    assert nodes.text[1] == "\u2068قوات سوريا الديمقراطية\u2069"
    assert nodes.text[2] == "\u2068An agency whose name is…\u2069"
    assert list(nodes.marker.size) == pytest.approx([38, 24, 10 + 28 * 0.2, 10 + 28 * 0.3])
    assert nodes.textfont.color == SURFACES[style.scheme].text
    middle = (handles.x[_MIDDLES // 2], handles.y[_MIDDLES // 2])
    assert middle == pytest.approx(((nodes.x[0] + nodes.x[1]) / 2, (nodes.y[0] + nodes.y[1]) / 2))


def test_the_same_pairs_in_any_order_give_the_same_picture() -> None:
    forth, back = (network_figure(n, e, Style()) for n, e in ((NODES, EDGES), (NODES[::-1], EDGES[::-1])))
    assert forth.to_json() == back.to_json()


def test_what_is_bound_together_lies_together_and_everything_inside() -> None:
    # two triangles, no edge between them
    pairs = np.array([[0, 2], [2, 4], [0, 4], [1, 3], [3, 5], [1, 5]])
    at = positions(6, pairs, np.full(6, 0.5))
    distance = np.linalg.norm(at[:, None] - at[None], axis=2)
    inside = max(distance[a, b] for a, b in pairs)
    between = min(distance[a, b] for a in (0, 2, 4) for b in (1, 3, 5))
    assert inside < between
    assert np.abs(at).max() == pytest.approx(1.0)
    assert np.isfinite(at).all()


@pytest.mark.parametrize(("n", "expected"), [(0, []), (1, [[0.0, 0.0]])])
def test_none_and_one_are_drawn_too(n: int, expected: list[list[float]]) -> None:
    assert positions(n, np.zeros((0, 2), dtype=np.int64), np.zeros(0)).tolist() == expected
    figure = network_figure(NODES.head(n), EDGES.head(0), Style())
    assert len(figure.data[-1].x) == n


def test_forty_nodes_keep_apart() -> None:
    pairs = np.array([[i, (i * 7 + 1) % 40] for i in range(40) if i != (i * 7 + 1) % 40])
    at = positions(40, pairs, np.full(len(pairs), 0.5))
    distance = np.linalg.norm(at[:, None] - at[None], axis=2) + 9 * np.eye(40)
    assert distance.min() > 0.05


def test_company_is_bars_with_the_number_in_each_label() -> None:
    frame = pd.DataFrame({"name": ["قسد", "SOHR"], "n": [1200, 4], "npmi": [0.5, 0.25], "link": ["/x", "/y"]})
    arabic, english = (company_figure(frame, Style(language), x_title="npmi") for language in ("ar", "en"))
    bar = english.data[0]
    assert list(bar.x) == [0.5, 0.25]
    assert list(bar.text) == ["\u20660.50 (n = 1,200)\u2069", "\u20660.25 (n = 4)\u2069"]
    assert list(bar.marker.opacity) == [1.0, SMALL_OPACITY]
    assert list(bar.customdata) == ["/x", "/y"]
    assert english.layout.xaxis.range[1] == arabic.layout.xaxis.range[0] == pytest.approx(0.5 * 1.2 * 1.12)
