"""Which topics of a fit are those of the run before, on topics of a few articles each."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.topics.identity import KEPT_OVERLAP, SAME_COSINE, SAME_OVERLAP, Grouping, Identity, identify

LABELS = [("الرقة", "Raqqa"), ("الموصل", "Mosul"), ("إدلب", "Idlib"), ("دير الزور", "Deir ez-Zor")]


def grouping(*topics: str, first: int = 0, axes: tuple[int, ...] | None = None) -> Grouping:
    """Topics of articles named by a letter each; every topic points along an axis of its own."""
    numbers = tuple(range(first, first + len(topics)))
    members = {article: number for number, articles in zip(numbers, topics, strict=True) for article in articles}
    centroids = np.eye(8)[list(axes if axes is not None else range(len(topics)))]
    return Grouping(numbers, members, centroids, {number: LABELS[i % 4] for i, number in enumerate(numbers)})


def fates(found: Identity) -> list[tuple[str, int | None, int | None]]:
    return [(row["kind"], row["before_id"], row["topic_id"]) for row in found.history]


def test_topics_with_the_same_articles_keep_their_numbers_in_whatever_order_they_come() -> None:
    before = grouping("abcd", "efgh", "ijkl", first=4)
    after = grouping("ijkl", "abcd", "efgh", axes=(2, 0, 1))
    found = identify(before, after, frozenset("abcdefghijkl"), 6)
    assert found.numbers == {0: 6, 1: 4, 2: 5}
    assert fates(found) == [("kept", 4, 4), ("kept", 5, 5), ("kept", 6, 6)]
    assert found.highest_id == 6
    first = found.history[0]
    assert (first["overlap"], first["similarity"], first["n_before"], first["n"]) == (1.0, 1.0, 4, 4)
    assert (first["label_before_ar"], first["label_before_en"]) == ("الرقة", "Raqqa")


def test_the_pairs_with_the_greatest_sum_win_over_the_greatest_pair() -> None:
    # topic 0 shares most with the first new topic, but then topic 1 would have nobody
    before = grouping("abcdef", "ghi")
    after = grouping("abcdghi", "ef", axes=(0, 1))
    found = identify(before, after, frozenset("abcdefghi"), 1)
    overlap = {(0, 0): 4 / 9, (0, 1): 2 / 6, (1, 0): 3 / 7}
    assert overlap[0, 1] + overlap[1, 0] > overlap[0, 0]
    assert found.numbers == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("after", "number"),
    [
        ("abxy", 0),  # two of six articles: exactly a third
        ("abxyz", 1),  # two of seven
    ],
)
def test_below_a_third_of_the_articles_a_topic_is_new(after: str, number: int) -> None:
    found = identify(grouping("abcd"), grouping(after), frozenset("abcdxyz"), 0)
    assert pytest.approx(1 / 3) == SAME_OVERLAP
    assert found.numbers == {0: number}


def test_a_topic_with_half_of_the_articles_of_before_has_changed() -> None:
    both = frozenset("abcdef")
    assert KEPT_OVERLAP == 0.5
    assert fates(identify(grouping("abcd"), grouping("ab"), both, 0)) == [("changed", 0, 0)]
    assert fates(identify(grouping("abcde"), grouping("abc"), both, 0)) == [("kept", 0, 0)]


@pytest.mark.parametrize(("cosine", "number"), [(SAME_COSINE, 7), (SAME_COSINE - 0.01, 8)])
def test_without_a_shared_article_the_centroids_tell(cosine: float, number: int) -> None:
    before, after = grouping("abc", first=7), grouping("xyz")
    after.centroids[0] = [cosine, np.sqrt(1 - cosine**2), *[0] * 6]
    found = identify(before, after, frozenset(), 7)
    assert found.numbers == {0: number}
    assert found.history[0]["overlap"] is None
    assert found.history[0]["similarity"] == (pytest.approx(cosine) if number == 7 else None)


def test_articles_in_both_runs_count_for_more_than_centroids_that_are_alike() -> None:
    before, after = grouping("abcd"), grouping("wxyz")  # one direction, but all eight articles are in both runs
    assert identify(before, after, frozenset("abcdwxyz"), 0).numbers == {0: 1}


def test_a_split_and_a_merger_say_where_articles_came_from_and_went() -> None:
    before = grouping("abcdefgh", "ij", "klmnop")
    after = grouping("klmnopij", "abcde", "fgh", axes=(2, 0, 0))
    found = identify(before, after, frozenset("abcdefghijklmnop"), 2)
    assert found.numbers == {0: 2, 1: 0, 2: 3}
    assert fates(found) == [("kept", 0, 0), ("kept", 2, 2), ("split", 0, 3), ("merged", 1, 2)]


def test_a_topic_whose_articles_scatter_is_gone_and_one_of_new_articles_is_new() -> None:
    before = grouping("abc", "defghi", "jklmno", "pqrstu")
    after = grouping("defghia", "jklmnob", "pqrstuc", "xyz", axes=(1, 2, 3, 4))
    found = identify(before, after, frozenset("abcdefghijklmnopqrstu"), 3)
    assert fates(found)[3:] == [("new", None, 4), ("gone", 0, None)]
    assert found.history[-1]["label_before_ar"] == "الرقة"


def test_new_numbers_are_above_every_number_ever_given() -> None:
    found = identify(grouping("abc"), grouping("xyz", "uvw", axes=(3, 4)), frozenset("abcxyzuvw"), 41)
    assert (found.numbers, found.highest_id) == ({0: 42, 1: 43}, 43)


def test_a_topic_without_articles_is_compared_by_nothing_and_gone() -> None:
    before = Grouping((0, 1), {"a": 0, "b": 0}, np.vstack([np.eye(8)[0], np.zeros(8)]), {0: LABELS[0], 1: LABELS[1]})
    found = identify(before, grouping("ab"), frozenset("ab"), 1)
    assert fates(found) == [("kept", 0, 0), ("gone", 1, None)]


def test_of_equal_pairs_the_first_in_canonical_order_keeps_the_number() -> None:
    before = grouping("abcdef")
    after = grouping("abc", "def", axes=(0, 0))
    assert identify(before, after, frozenset("abcdef"), 0).numbers == {0: 0, 1: 1}
