from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import EvaluationError
from analytics.evaluation import Card, load_card
from analytics.evaluation.card import IN_WORKSPACE, as_json, read_card, read_own, read_published, write_card
from analytics.evaluation.schema import COLUMNS, STEPS, row_from
from tests.analytics.evaluation.made import ROW, row


def test_a_card_is_the_same_after_it_was_written_and_read(tmp_path: Path) -> None:
    card = Card.of([row(language="en"), ROW, row(step="dates", dataset="fa_kes", system="marsad", reliability=())])
    write_card(card, tmp_path / "card.json")
    assert read_card(tmp_path / "card.json") == card
    assert [one.step for one in card.rows] == ["tone", "tone", "dates"]
    assert [one.language for one in card.rows] == ["ar", "en", "ar"]
    assert [path.name for path in tmp_path.iterdir()] == ["card.json"]


def test_the_order_of_rows_does_not_depend_on_the_order_they_come_in() -> None:
    rows = [row(dataset=name, language=tongue) for name in ("tweets_val", "gold_dev", "x") for tongue in ("en", "ar")]
    one, other = Card.of(rows), Card.of(rows[::-1])
    assert [r.group for r in one.rows] == [r.group for r in other.rows]
    assert [r.dataset for r in one.rows] == ["gold_dev"] * 2 + ["tweets_val"] * 2 + ["x"] * 2


def test_what_is_measured_anew_replaces_its_group_and_leaves_the_rest() -> None:
    old = Card.of([row(measure="macro_f1", figure=0.4), row(measure="gone"), row(language="en"), row(system="lexicon")])
    new = Card.of([row(measure="macro_f1", figure=0.7)])
    assert [(r.system, r.language, r.measure, r.figure) for r in new.over(old).rows] == [
        ("model", "ar", "macro_f1", 0.7),
        ("model", "en", "calibration_error", 0.04),
        ("lexicon", "ar", "calibration_error", 0.04),
    ]


def test_the_published_card_has_every_step_in_both_languages() -> None:
    rows = load_card().rows
    assert {one.basis for one in rows} == {"published"}
    for step in set(STEPS):
        assert {"ar", "en"} <= {one.language for one in rows if one.step == step}, step
    assert all(one.date and one.method and one.versions and one.command for one in rows)
    for one in rows:
        if one.low is not None and one.high is not None:
            assert one.low <= one.figure <= one.high, one
        assert sum(bar.n for bar in one.reliability) == (one.n if one.measure == "calibration_error" else 0)


def test_a_workspace_s_own_figures_lie_over_the_published_ones(tmp_path: Path) -> None:
    (tmp_path / "evaluation").mkdir()
    mine = row(step="duplicates", dataset="sample", measure="copies_recall", system="marsad", reliability=(), goal=None)
    write_card(Card.of([mine, row(basis="published", dataset="old")]), tmp_path / IN_WORKSPACE)
    found = load_card(tmp_path)
    assert [one for one in found.rows if one.group == mine.group] == [mine]
    assert "old" not in {one.dataset for one in found.rows}  # what a card took over from another version is not kept
    assert len(load_card(tmp_path / "none").rows) == len(read_published().rows)
    assert read_own(tmp_path / IN_WORKSPACE).rows == (mine,)


def test_a_frame_has_the_columns_of_a_row_and_says_whether_the_method_is_that_of_now() -> None:
    card = Card.of([ROW, row(measure="macro_f1", figure=0.5, goal=0.75, reliability=())])
    frame = card.frame()
    assert list(frame.columns) == [*COLUMNS, "meets_goal", "lower_is_better", "current"]
    assert frame["meets_goal"].tolist() == [True, False]
    assert frame["lower_is_better"].tolist() == [True, False]
    assert frame["current"].tolist() == [False, False]
    assert Card(()).frame().empty


@pytest.mark.parametrize(
    ("figure", "meets"), [(0.05, True), (0.0504, True), (0.0506, False), (0.2, False), (0.0, True)]
)
def test_a_goal_is_held_against_the_three_decimals_that_are_shown(figure: float, meets: bool) -> None:
    assert row(figure=figure).meets_goal is meets
    assert row(figure=figure, goal=None).meets_goal is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"format": 1, "rows": [', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no format and rows"),
        (b'{"rows": []}', "no format and rows"),
        (b'{"format": 1, "rows": {}}', "no format and rows"),
        (b'{"format": 7, "rows": []}', "format '7'; this version reads 1"),
        (b'{"format": 1, "rows": [1]}', "row 1: it lacks step"),
    ],
)
def test_a_damaged_card_is_told_with_what_to_do(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_bytes(content)
    with pytest.raises(EvaluationError) as raised:
        read_card(path)
    assert said in str(raised.value) and "python -m analytics evaluate" in str(raised.value)


def test_a_card_without_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_bytes(b" " * ((8 << 20) + 1))
    with pytest.raises(EvaluationError, match="larger than any accuracy card"):
        read_card(tmp_path / "card.json")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("step", "colours", "step is 'colours'; allowed: encoder"),
        ("language", "fr", "allowed: ar, en, both"),
        ("figure", "0.5", "not a number from -1 to 1"),
        ("figure", float("nan"), "not a number from -1 to 1"),
        ("figure", True, "not a number from -1 to 1"),
        ("high", 7, "high is '7'"),
        ("n", 0, "not a whole number above 0"),
        ("n", 1.5, "not a whole number above 0"),
        ("n_clusters", -1, "not a whole number above 0"),
        ("notes", "silver", "notes is a str, not a list"),
        ("reliability", [{"n": 1}], "a bin without"),
        ("versions", [], "versions is a list"),
        ("date", "soon", "not a day"),
        ("basis", "guessed", "allowed: measured, published"),
        ("command", None, "command is a NoneType"),
    ],
)
def test_a_row_of_another_kind_is_told(column: str, value: Any, said: str) -> None:
    given = json.loads(json.dumps(asdict(ROW))) | {column: value}
    with pytest.raises(EvaluationError) as raised:
        row_from(given, "card.json, row 3")
    assert str(raised.value).startswith("card.json, row 3: ") and said in str(raised.value)


def test_a_row_with_a_column_too_many_is_told() -> None:
    with pytest.raises(EvaluationError, match="columns that no card has"):
        row_from(asdict(ROW) | {"colour": 1}, "r")


def test_strings_of_a_card_are_text_and_not_endless() -> None:
    given = json.loads(json.dumps(asdict(ROW))) | {"dataset": "<b>" + "x" * 1000, "unit": "\ud800"}
    found = row_from(given, "r")
    assert found.dataset.startswith("<b>x") and len(found.dataset) == 300
    assert found.unit == "?"


def test_a_card_is_written_in_a_row_a_line_and_in_arabic_letters() -> None:
    lines = as_json(Card.of([row(unit="جهة"), row(language="en")])).splitlines()
    assert len(lines) == 4 and "جهة" in lines[1]
    assert as_json(Card(())) == '{"format": 1, "rows": []}'
