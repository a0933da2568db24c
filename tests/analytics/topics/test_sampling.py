from __future__ import annotations

import numpy as np
import pytest

from analytics.topics import sampling
from analytics.topics.sampling import FITTED_AT_MOST, fitted_sample

IDS = [f"خبر-{number}" if number % 2 else f"news-{number}" for number in range(500)]


def chosen(ids: list[str], size: int) -> set[str]:
    return {ids[position] for position in fitted_sample(ids, size)}


def test_all_are_taken_where_there_are_no_more():
    np.testing.assert_array_equal(fitted_sample(["b", "a"], 2), [0, 1])
    np.testing.assert_array_equal(fitted_sample(IDS), np.arange(500))
    assert len(IDS) < FITTED_AT_MOST


def test_positions_ascend_and_are_of_both_languages():
    positions = fitted_sample(IDS, 100)
    assert len(positions) == 100
    assert (np.diff(positions) > 0).all()
    assert 30 < sum(IDS[position].startswith("خبر") for position in positions) < 70


def test_the_sample_does_not_depend_on_the_order():
    shuffled = [IDS[i] for i in np.random.default_rng(3).permutation(len(IDS))]
    assert chosen(shuffled, 100) == chosen(IDS, 100)


def test_a_smaller_sample_is_part_of_a_larger_one():
    assert chosen(IDS, 50) < chosen(IDS, 100)


def test_a_growing_corpus_keeps_its_sample_but_for_those_who_enter():
    more = [*IDS, *(f"later-{number}" for number in range(50))]
    before, after = chosen(IDS, 100), chosen(more, 100)
    entered = {article for article in after if article.startswith("later")}
    assert after - entered < before
    assert len(before & after) == 100 - len(entered)
    assert 0 < len(entered) < 30


def test_equal_digests_are_told_apart_by_id(monkeypatch):
    class Constant:
        def digest(self) -> bytes:
            return bytes(8)

    monkeypatch.setattr(sampling, "blake2b", lambda *_, **__: Constant())
    np.testing.assert_array_equal(fitted_sample(["ج", "b", "ا", "a"], 2), [1, 3])


def test_half_a_surrogate_pair_in_an_id_is_no_error():
    assert len(fitted_sample(["\ud800", "a", "b"], 2)) == 2


def test_none_and_fewer_than_none():
    assert fitted_sample(IDS, 0).tolist() == []
    with pytest.raises(ValueError, match="size is -1; allowed is 0 or more"):
        fitted_sample(IDS, -1)
