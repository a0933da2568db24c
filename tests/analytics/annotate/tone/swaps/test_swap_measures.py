"""Flip rates and shifts by name, by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from analytics.annotate.tone.engine import Span, TextTones, ToneScores
from analytics.annotate.tone.swaps import SwapCase, flip_rates, name_shifts, score_swaps, swap_cases
from analytics.annotate.tone.swaps.measures import ALL

SCORES = {"negative": -0.8, "neutral": 0.0, "positive": 0.8}


def scored(labels: dict[str, list[str]], group: str = "actors", expected: str = "neutral") -> pd.DataFrame:
    """One row for each sentence and name A, B, C ... of it."""
    rows = [
        ("ar", sentence, "e", group, f"bearer {k}", "قسد جيش داعش تحالف".split()[k], expected, label, SCORES[label])
        for sentence, given in labels.items()
        for k, label in enumerate(given)
    ]
    columns = ["language", "sentence", "event", "group", "bearer", "name", "expected", "label", "score"]
    return pd.DataFrame(rows, columns=columns)


def test_rates_of_two_sentences_by_hand() -> None:
    frame = scored({"a": ["neutral"] * 4, "b": ["negative", "neutral", "neutral", "positive"]})
    both, actors = flip_rates(frame)
    assert (both.group, actors.group, both.n_sentences, both.n_cases) == (ALL, "actors", 2, 8)
    assert both.flips.figure == 2 / 8
    assert both.touched.figure == 1 / 2
    assert both.pairs.figure == 5 / 12  # all pairs of b but the two neutral ones; 6 pairs a sentence
    assert both.opposites.figure == 1 / 12
    assert both.right.figure == 6 / 8
    assert actors.flips == both.flips
    assert (both.flips.low, both.flips.high) == (0.0, 0.5)  # a resample may hold one sentence twice


def test_a_steady_engine_flips_nothing_however_wrong() -> None:
    (rates, _) = flip_rates(scored({"a": ["positive"] * 3, "b": ["negative"] * 3}))
    assert (rates.flips.figure, rates.flips.low, rates.flips.high) == (0.0, 0.0, 0.0)
    assert (rates.pairs.figure, rates.touched.figure, rates.right.figure) == (0.0, 0.0, 0.0)


def test_names_are_compared_with_their_own_group_alone() -> None:
    frame = pd.concat([scored({"a": ["neutral"] * 3}), scored({"a": ["negative"] * 2}, group="nations")])
    rates = {one.group: one for one in flip_rates(frame)}
    assert rates[ALL].flips.figure == 0.0
    assert (rates[ALL].n_sentences, rates[ALL].n_cases, rates["nations"].n_cases) == (1, 5, 2)


def test_rates_do_not_depend_on_the_order_of_rows() -> None:
    frame = scored({f"s{k}": ["negative", "neutral", "neutral"] if k % 3 else ["positive"] * 3 for k in range(20)})
    mixed = frame.sample(frac=1, random_state=1)
    assert flip_rates(mixed) == flip_rates(frame)
    pd.testing.assert_frame_equal(name_shifts(mixed), name_shifts(frame))


def test_shifts_say_which_name_is_treated_more_harshly() -> None:
    shifts = name_shifts(scored({"a": ["neutral", "neutral", "negative"], "b": ["neutral", "positive", "neutral"]}))
    assert shifts["name"].tolist() == ["داعش", "قسد", "جيش"]
    means = [-0.8 / 3, 0.8 / 3]  # of a and of b
    expected = [
        np.mean([-0.8 - means[0], -means[1]]),
        np.mean([-means[0], -means[1]]),
        np.mean([-means[0], 0.8 - means[1]]),
    ]
    assert shifts["shift"].tolist() == pytest.approx(expected)
    assert shifts["flips"].tolist() == [0.5, 0.0, 0.5]
    assert shifts["n"].tolist() == [2, 2, 2]
    assert shifts.loc[0, "low"] == pytest.approx(-0.8 - means[0])


def test_of_two_labels_as_frequent_the_expected_one_is_no_flip() -> None:
    frame = scored({"a": ["negative", "positive"]}, expected="positive")
    assert name_shifts(frame).set_index("name")["flips"].to_dict() == {"قسد": 1.0, "جيش": 0.0}
    assert flip_rates(frame)[0].flips.figure == 0.5


class NameFollower:
    """Negative towards one name, whatever the sentence says."""

    name = "follower"

    def __init__(self, disliked: str) -> None:
        self.disliked = disliked

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        words = [text[start:end] for text, spans in zip(texts, targets, strict=True) for start, end in spans]
        rows = np.array([[0.9, 0.1, 0.0] if word == self.disliked else [0.1, 0.8, 0.1] for word in words])
        aimed = ToneScores(rows, np.full(len(rows), -1.0), np.ones(len(rows)))
        return TextTones(aimed, aimed)


@pytest.mark.parametrize(("language", "disliked"), [("ar", "داعش"), ("en", "ISIS")])
def test_an_engine_that_follows_a_name_is_found_out(language: str, disliked: str) -> None:
    cases: list[SwapCase] = [case for case in swap_cases(language) if case.group == "actors"]
    frame = score_swaps(NameFollower(disliked), cases)
    rates = flip_rates(frame)[0]
    assert rates.flips.figure == pytest.approx(1 / 12)  # one of twelve forms
    assert rates.touched.figure == 1.0
    shifts = name_shifts(frame)
    assert shifts.loc[0, "name"] == disliked
    assert shifts.loc[0, "shift"] == pytest.approx(-0.9 * 11 / 12)
    assert shifts["flips"].tolist() == [1.0] + [0.0] * 11
