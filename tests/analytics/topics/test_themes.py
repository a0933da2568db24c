from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.describe import Description
from analytics.topics.themes import build_themes, themes_after, topic_links, with_themes


def blocks(sizes: list[int], inside: float = 5.0, outside: float = 1.0) -> NDArray[np.float64]:
    """Links of topics in blocks, strong inside a block; each topic's own links are 20."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    links = np.where(owner[:, None] == owner[None], inside, outside)
    np.fill_diagonal(links, 20.0)
    return links


def rows(amounts: list[int]) -> list[dict[str, Any]]:
    return [{"topic_id": number, "n": n} for number, n in enumerate(amounts)]


def named(groups: NDArray[np.int64]) -> list[Description]:
    members = [np.flatnonzero(groups == group).tolist() for group in range(int(groups.max()) + 1)]
    return [Description(f"محور {found}", f"Theme {found}", ["الرقة"], ["Raqqa"]) for found in members]


def test_links_are_the_weights_between_topics() -> None:
    graph = sp.csr_matrix(np.array([[0, 0.5, 0.25, 0], [0.5, 0, 0, 0.125], [0.25, 0, 0, 1], [0, 0.125, 1, 0]]))
    assert topic_links(graph, np.array([0, 0, 1, 1])).tolist() == [[1.0, 0.375], [0.375, 2.0]]


def test_topics_that_are_linked_make_a_theme() -> None:
    links = blocks([2, 4, 3])
    (themes,) = build_themes(links, [10, 10, 5, 5, 5, 6, 30, 1, 1])
    assert themes.tolist() == [2, 2, 1, 1, 1, 1, 0, 0, 0]  # 32, 21 and 20 articles


def test_a_large_topic_does_not_attract_by_size_alone() -> None:
    links = blocks([1, 4, 4])
    links[0, 1:] = links[1:, 0] = 6.0  # more than any other link, but little for so many articles
    links[0, 0] = 1000.0
    (themes,) = build_themes(links, [100] + [10] * 8)
    assert themes.tolist() == [0, 1, 1, 1, 1, 2, 2, 2, 2]


def test_the_order_of_the_topics_decides_nothing() -> None:
    draw = np.random.default_rng(0)
    links = draw.uniform(1, 2, (12, 12))
    links += links.T
    sizes = list(range(30, 18, -1))
    (themes,) = build_themes(links, sizes)
    order = draw.permutation(12)
    (other,) = build_themes(links[np.ix_(order, order)], [sizes[i] for i in order])
    assert other.tolist() == themes[order].tolist()


@pytest.mark.parametrize("k", [0, 1, 5])
def test_few_topics_have_no_themes(k: int) -> None:
    assert build_themes(np.ones((k, k)), [1] * k) == []
    topics, themes = with_themes(rows([1] * k), [], np.arange(k), named)
    assert themes == []
    assert [topic["parent_id"] for topic in topics] == [None] * k


def test_many_themes_have_themes_of_their_own() -> None:
    low, high = build_themes(blocks([10] * 10), [1] * 100)
    assert len(set(low.tolist())) == 10
    assert len(high) == 10
    assert len(set(high.tolist())) == 3
    assert [len(level) for level in build_themes(blocks([9] * 9), [1] * 81)] == [81]  # nine themes can be seen at once


def test_topics_without_any_link_still_have_themes() -> None:
    (themes,) = build_themes(np.zeros((6, 6)), [6, 5, 4, 3, 2, 1])
    assert len(set(themes.tolist())) == 2


def test_links_and_sizes_must_agree() -> None:
    with pytest.raises(ValueError, match=r"There are 2 sizes for links of shape \(3, 3\); give one size a topic"):
        build_themes(np.ones((3, 3)), [1, 2])


def test_rows_of_themes_are_named_at_each_level() -> None:
    levels = [np.array([0, 0, 1, 2]), np.array([1, 0, 0])]
    labels = np.array([0, 1, 2, 3, 3, -1])
    topics, themes = with_themes(rows([1, 1, 1, 2]), levels, labels, named)
    assert [topic["parent_id"] for topic in topics] == [0, 0, 1, 2]
    assert [(t["theme_id"], t["parent_id"], t["level"], t["n"]) for t in themes] == [
        (0, 4, 1, 2), (1, 3, 1, 1), (2, 3, 1, 2), (3, None, 2, 3), (4, None, 2, 2),
    ]  # fmt: skip
    assert [t["label_ar"] for t in themes[:3]] == ["محور [0, 1]", "محور [2]", "محور [3, 4]"]
    assert [t["label_en"] for t in themes[3:]] == ["Theme [2, 3, 4]", "Theme [0, 1]"]


def test_themes_after_an_edit_hold_what_is_left() -> None:
    levels = [np.array([0, 0, 1, 2]), np.array([1, 0, 0])]
    topics, themes = with_themes(rows([1, 1, 1, 2]), levels, np.array([0, 1, 2, 3, 3]), named)
    kept = [topic | {"n": 3} for topic in topics if topic["topic_id"] in (0, 3)]
    made = [{"topic_id": 9, "parent_id": None, "n": 50}, {"topic_id": 8, "parent_id": 77, "n": 50}]
    after = themes_after(themes, [*kept, *made])
    assert [(t["theme_id"], t["n"]) for t in after] == [(0, 3), (2, 3), (3, 3), (4, 3)]
    assert [t["label_ar"] for t in after] == [themes[i]["label_ar"] for i in (0, 2, 3, 4)]
    assert themes_after(themes, []) == []
    assert themes[1]["n"] == 1  # what was given is as it was


def test_themes_are_the_same_after_no_edit() -> None:
    topics, themes = with_themes(rows([1, 1, 1, 2]), [np.array([0, 0, 1, 1])], np.array([0, 1, 2, 3, 3]), named)
    assert themes_after(themes, topics) == themes
