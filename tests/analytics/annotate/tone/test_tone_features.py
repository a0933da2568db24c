"""Hashed features: what is folded together, what the target hides, what its side changes."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.annotate.tone.features import BUCKETS, FeatureMaker, is_arabic


@pytest.fixture(scope="module")
def maker() -> FeatureMaker:
    return FeatureMaker()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("قوات سوريا الديمقراطية SDF", True), ("The SDF (قسد) said", False), ("", False), ("2014", False)],
)
def test_language_is_that_of_most_letters(text: str, expected: bool) -> None:
    assert is_arabic(text) is expected


def test_stems_are_folded_in_both_languages(maker: FeatureMaker) -> None:
    assert maker.stems("Bombings BOMBING in 2014!") == ["bomb", "bomb", "in", "0", "!"]
    assert maker.stems("الإِرهابيّون") == maker.stems("الارهابيون")
    assert maker.stems("٢٠١٤") == ["0"]


@pytest.mark.parametrize("text", ["The army freed the town from the raiders.", "حرر الجيش البلدة من المغيرين."])
def test_rows_have_length_one(maker: FeatureMaker, text: str) -> None:
    rows = maker.rows([text, text], [None, (0, 3)])
    assert rows.shape == (2, BUCKETS)
    assert np.asarray(rows.multiply(rows).sum(axis=1)).ravel() == pytest.approx([1.0, 1.0], abs=0.05)


@pytest.mark.parametrize(
    ("first", "second", "span"),
    [
        ("Alpha shelled the market.", "Bravo shelled the market.", (0, 5)),
        ("قصف زيد السوق أمس.", "قصف عمر السوق أمس.", (4, 7)),
    ],
)
def test_the_name_of_the_target_is_no_feature(
    maker: FeatureMaker, first: str, second: str, span: tuple[int, int]
) -> None:
    rows = maker.rows([first, second], [span, span])
    assert (rows[0] != rows[1]).nnz == 0


def test_sides_of_the_target_differ(maker: FeatureMaker) -> None:
    text = "Alpha praised Bravo."
    rows = maker.rows([text, text], [(0, 5), (14, 19)])
    assert (rows[0] != rows[1]).nnz > 0


def test_a_text_without_words_gives_an_empty_row(maker: FeatureMaker) -> None:
    assert maker.rows(["  "], [None]).nnz == 0
