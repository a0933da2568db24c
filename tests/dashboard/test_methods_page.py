from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analytics.evaluation import STEPS, load_card, word
from analytics.evaluation.card import Card, write_card
from dashboard import accuracy_frames as frames
from dashboard.components.accuracy import figure_text, tone_accuracy
from dashboard.context import Context
from dashboard.frames import FRAMES
from dashboard.pages import methods
from dashboard.view import View

At = Callable[[str, str], Context]
Walk = Callable[[Any], Any]
HOSTILE = "<img src=x onerror=alert(1)>"


def said(walk: Walk, component: Any) -> str:
    found = " ".join(part for part in walk(component) if isinstance(part, str))
    return found.translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))


def rows_of_table(walk: Walk, body: Any, name: str) -> list[Any]:
    table = next(part for part in walk(body) if getattr(part, "id", None) == name)
    return table.children[1].children


@pytest.fixture
def own_card(at: At) -> Iterator[Path]:
    """A place for a card of the workspace's own, empty again afterwards."""
    path = at("/methods", "").study.workspace.root / "evaluation" / "card.json"
    path.parent.mkdir(exist_ok=True)
    yield path
    path.unlink(missing_ok=True)
    path.parent.rmdir()


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("step", STEPS)
def test_every_figure_of_the_card_is_on_the_page_with_its_interval_and_n(
    at: At, walk: Walk, step: str, ui: str
) -> None:
    context = at("/methods", f"ui={ui}&step={step}")
    body = methods.page(context)
    expected = [row for row in frames.shown_rows(context.study, step) if row.measure not in frames.FLIPS]
    assert expected
    shown = rows_of_table(walk, body, f"methods-table-{step}")
    assert len(shown) == len(expected)
    for component, row in zip(shown, expected, strict=True):
        told = said(walk, component)
        assert word("measure", row.measure, ui) in told and word("dataset", row.dataset, ui) in told
        assert f"{row.figure:.3f}" in told and f"{row.n:,} {word('unit', row.unit, ui)}" in told and row.date in told
        assert row.low is None or f"{row.low:.3f} – {row.high:.3f}" in told


def test_a_goal_says_in_words_whether_it_is_reached(at: At, walk: Walk) -> None:
    context = at("/methods", "ui=en&step=tone")
    rows = [row for row in frames.shown_rows(context.study, "tone") if row.measure not in frames.FLIPS]
    shown = rows_of_table(walk, methods.page(context), "methods-table-tone")
    verdicts = {True: "reached", False: "missed"}
    for component, row in zip(shown, rows, strict=True):
        told = said(walk, component)
        assert [name for name in verdicts.values() if name in told] == (
            [] if row.meets_goal is None else [verdicts[row.meets_goal]]
        )


def test_all_steps_are_shown_unless_one_is_asked_for(at: At, walk: Walk) -> None:
    def tables(search: str) -> list[str]:
        ids = [getattr(part, "id", None) for part in walk(methods.page(at("/methods", search)))]
        return [
            name for name in ids if isinstance(name, str) and name.startswith("methods-table-") and "flips" not in name
        ]

    assert tables("ui=en") == [f"methods-table-{step}" for step in STEPS]
    assert tables("ui=en&step=dates") == ["methods-table-dates"]


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_the_page_names_the_run_its_engine_and_its_limits(at: At, walk: Walk, ui: str) -> None:
    context = at("/methods", f"ui={ui}")
    told, manifest = said(walk, methods.page(context)), context.study.run.manifest
    assert context.study.result_id in told and manifest["tone_engine"] in told
    assert f"bertopic {manifest['packages']['bertopic']}" in told
    for key in methods.LIMITS:
        assert context.texts(f"limit.{key}") in told


def test_the_diagram_has_the_bars_of_the_card(at: At, walk: Walk) -> None:
    context = at("/methods", "ui=en&step=tone")
    for language in ("ar", "en"):
        frame = frames.bins(context.study, language)
        name = {"type": "chart", "name": f"methods-reliability-{language}"}
        figure = next(part.figure for part in walk(methods.page(context)) if getattr(part, "id", None) == name)
        drawn = [(x, y) for trace in figure.data[1:] for x, y in zip(trace.x, trace.y, strict=True)]
        assert sorted(drawn) == sorted(zip(frame["confidence"], frame["accuracy"], strict=True)) != []
        assert all(trace.hovertext is not None for trace in figure.data[1:])


def test_beside_a_tone_stands_how_right_the_engine_is(at: At, walk: Walk) -> None:
    context = at("/tone", "ui=en")
    rows = [r for r in load_card().rows if (r.step, r.measure, r.dataset, r.system) ==
            ("tone", "macro_f1", "gold_dev", "model")]  # fmt: skip
    told = said(walk, tone_accuracy(context))
    assert [row.language for row in rows] == ["ar", "en"]
    for row in rows:
        assert figure_text(row).strip("\u2066\u2069") in told


def test_figures_of_another_version_of_the_engine_are_said_to_be_that(
    at: At, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures of the run's own engine come first, those of another version with both names."""
    found = {row.language: row for row in load_card().rows if (row.step, row.measure, row.dataset, row.system) ==
             ("tone", "macro_f1", "gold_dev", "model")}  # fmt: skip
    made_with = {"ar": "tone 2 (abcd)", "en": "tone 1 (0123)"}
    rows = [replace(row, versions={"engine": made_with[language]}) for language, row in found.items()]
    monkeypatch.setattr(frames, "shown_rows", lambda study, step: rows)
    told = {}
    for ui in ("en", "ar"):
        context = at("/tone", f"ui={ui}")
        monkeypatch.setitem(context.study.run.manifest, "tone_engine", "tone 2 (abcd)")
        told[ui] = said(walk, tone_accuracy(context))
    own, other = (figure_text(found[language]).strip("\u2066\u2069") for language in ("ar", "en"))
    assert told["en"] == (
        f"How often it is right: on labelled war news the engine of this run reaches a macro F1 of {own} in Arabic; "
        "1 would be perfect. How often it is right: on labelled war news another version of this engine "
        f"(tone 1 (0123)) than this run was made with (tone 2 (abcd)) reaches a macro F1 of {other} in English; "
        "1 would be perfect."
    )
    assert "إصدار آخر من هذا المحرك (tone 1 (0123))، غير الذي حُلّلت به هذه الجولة (tone 2 (abcd))" in told["ar"]
    assert told["ar"].index(own) < told["ar"].index("إصدار آخر") < told["ar"].index(other)


def test_an_engine_that_was_not_measured_is_said_to_be_unknown(
    at: At, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "engine_of", lambda study: "hub:someone/some-model")
    for ui, words in (("en", "not of the engine of this run"), ("ar", "لا محرك هذا التحليل")):
        context = at("/methods", f"ui={ui}")
        assert words in said(walk, methods.page(context))
        assert said(walk, tone_accuracy(context)) == context.texts("tones.accuracy_unknown")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 99, "rows": []}', f'{{"format": "{HOSTILE}", "rows": []}}']
)
def test_a_card_that_cannot_be_read_is_said_and_the_published_one_is_shown(
    at: At, walk: Walk, own_card: Path, content: str
) -> None:
    own_card.write_text(content, encoding="utf-8")
    context = at("/methods", "ui=en&step=dates")
    body = methods.page(context)
    assert any(getattr(part, "id", None) == "methods-broken" for part in walk(body))
    assert "python -m analytics evaluate" in said(walk, body)
    assert len(rows_of_table(walk, body, "methods-table-dates")) == len(
        [row for row in load_card().rows if row.step == "dates"]
    )


def test_figures_measured_in_the_workspace_replace_those_published(at: At, walk: Walk, own_card: Path) -> None:
    rows = [row for row in load_card().rows if row.step == "encoder"]
    mine = [replace(row, figure=0.125, low=None, high=None, basis="measured", peer_name=HOSTILE) for row in rows]
    write_card(Card.of(mine), own_card)
    told = said(walk, methods.page(at("/methods", "ui=en&step=encoder")))
    assert told.count("0.125") == len(rows)
    assert told.count("measured here") == len(rows)


@pytest.mark.parametrize("name", ["accuracy", "reliability"])
def test_the_csv_says_what_the_page_says(at: At, name: str) -> None:
    study = at("/methods", "").study
    frame = FRAMES[name](study, View.parse("/methods", "step=tone"))
    if name == "accuracy":
        assert set(frame["step"]) == {"tone"}
        whole = FRAMES[name](study, View.parse("/methods", ""))
        assert len(whole) == len(load_card(study.workspace.root).rows)
        assert json.dumps(frame["versions"].tolist()).count("; marsad ") == len(frame)
    else:
        assert set(frame["language"]) == {"ar", "en"}
