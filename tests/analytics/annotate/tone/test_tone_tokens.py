"""Rows of tokens: where targets lie, overlapping targets, long texts."""

import json

import numpy as np
import pytest
from tokenizers import Tokenizer

from analytics.annotate.tone.tokens import WINDOW, ToneTokens
from analytics.annotate.tone.training.vocabulary import cut
from tests.analytics.annotate.tone.training import small


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> ToneTokens:
    return ToneTokens.load(small.write_tokenizer(tmp_path_factory.mktemp("tokens")))


def words(ids: list[int]) -> list[str]:
    named = [*small.PIECES, "UNNAMED", "OPEN", "CLOSE"]
    return [named[number] for number in ids]


def test_a_text_without_target_is_one_row(tokens: ToneTokens) -> None:
    (row,) = tokens.rows(["the army"], [[]], [False])
    assert words(row.ids) == ["<s>", "▁the", "▁army", "</s>"]
    assert (row.text, row.targets, row.is_whole) == (0, [], True)


@pytest.mark.parametrize(
    ("text", "target", "inside"),
    [("the army freed the city", (4, 8), ["▁army"]), ("حرر الجيش المدينة", (4, 9), ["▁الجيش"])],
)
def test_a_target_stands_between_marks(
    tokens: ToneTokens, text: str, target: tuple[int, int], inside: list[str]
) -> None:
    (row,) = tokens.rows([text], [[target]], [False])
    ((number, first, last),) = row.targets
    assert number == 0
    assert words(row.ids[first:last]) == inside
    assert words([row.ids[first - 1], row.ids[last]]) == ["OPEN", "CLOSE"]


def test_targets_of_one_text_share_a_row_in_any_order(tokens: ToneTokens) -> None:
    text = "the army bombed the market"
    (row,) = tokens.rows([text], [[(20, 26), (4, 8)]], [False])
    assert {number: words(row.ids[first:last]) for number, first, last in row.targets} == {0: ["▁market"], 1: ["▁army"]}


def test_overlapping_targets_get_a_row_each_and_the_text_counts_once(tokens: ToneTokens) -> None:
    rows = list(tokens.rows(["the army freed"], [[(0, 8), (4, 8)]], [False]))
    assert [[number for number, _, _ in row.targets] for row in rows] == [[0], [1]]
    assert [row.is_whole for row in rows] == [True, False]


def test_an_unnamed_target_is_the_same_row_for_every_name(tokens: ToneTokens) -> None:
    first, second = tokens.rows(["the army freed", "the daesh freed"], [[(4, 8)], [(4, 9)]], [True, True])
    assert first.ids == second.ids
    assert "UNNAMED" in words(first.ids)


def test_a_long_text_is_read_in_pieces_and_a_target_with_what_stands_around_it(tokens: ToneTokens) -> None:
    text = "the " * 300 + "army " + "city " * 300
    at = text.index("army")
    rows = list(tokens.rows([text], [[(at, at + 4)]], [False]))
    assert all(len(row.ids) <= WINDOW for row in rows)
    whole = [row for row in rows if row.is_whole]
    assert sum(len(row.ids) - 2 for row in whole) == 605  # 601 words, two marks, a blank at two ends
    (aimed,) = [row for row in rows if row.targets]
    ((_, first, last),) = aimed.targets
    assert words(aimed.ids[first:last]) == ["▁army"]
    assert words(aimed.ids[1:2] + aimed.ids[-2:-1]) == ["▁the", "▁city"]


def test_a_target_longer_than_a_row_lies_inside_it(tokens: ToneTokens) -> None:
    text = "army " * 400
    (aimed,) = [row for row in tokens.rows([text], [[(0, len(text) - 1)]], [False]) if row.targets]
    ((_, first, last),) = aimed.targets
    assert 1 <= first < last <= len(aimed.ids) - 1


def test_nothing_in_a_text_is_read_as_a_special_piece() -> None:
    kept = cut(small.tokenizer() | {"added_tokens": [{"id": 0, "content": "<s>"}]}, np.arange(len(small.PIECES)))
    ids = Tokenizer.from_str(json.dumps(kept)).encode("<s> army </s>", add_special_tokens=False).ids
    assert not {0, 1, 2} & set(ids)
