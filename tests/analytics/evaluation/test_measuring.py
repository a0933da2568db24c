from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.errors import EvaluationError
from analytics.evaluation import measuring
from analytics.evaluation.data import LabelledData
from analytics.evaluation.goals import goal_of, peer_of
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.schema import STEPS, Finding
from analytics.evaluation.versions import FILES, method_of, versions_of
from tests.analytics.evaluation.made import WordEngine, row

TODAY = dt.date(2026, 3, 1)
FOUND = Finding("tone", "macro_f1", "en", "newsmtsc_mt", 4, "targets", 2 / 3, 2.2e-19, 0.9, "bootstrap", system="model")


def task(files: tuple[str, ...] = (), found: tuple[Finding, ...] = (FOUND,), error: str = "") -> Task:
    def measure(inputs: Inputs) -> Iterator[Finding]:
        if error:
            raise EvaluationError(error)
        yield from found

    return Task("tone", "newsmtsc_mt", measure, files)


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    made: list[Task] = []
    monkeypatch.setattr(measuring, "TASKS", made)
    return made


def test_a_row_says_what_it_was_made_from(tasks: list[Task], tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "x").touch()
    tasks.append(task(files=("gold/x",)))
    inputs = Inputs(LabelledData.open(tmp_path), loaded={"model": WordEngine()})  # type: ignore[dict-item]
    (made,) = measuring.measure(inputs, today=TODAY).card.rows
    assert (made.figure, made.low, made.high) == (0.666667, 0.0, 0.9)
    assert (made.goal, made.meets_goal, made.peer, made.peer_name) == (0.78, False, 0.825, "newsmtsc_best")
    assert (made.date, made.basis, made.method) == ("2026-03-01", "measured", method_of("tone"))
    assert made.command == "python -m analytics evaluate --steps tone --data DIR"
    assert made.versions is not None
    assert (made.versions["engine"], made.versions["marsad"]) == ("words 1", versions_of("tone")["marsad"])


def test_without_data_only_what_comes_with_marsad_is_measured(tasks: list[Task]) -> None:
    tasks += [task(files=("gold/x",)), task()]
    told: list[tuple[int, int, str]] = []
    found = measuring.measure(
        Inputs(), today=TODAY, progress=lambda done, total, one: told.append((done, total, one.dataset))
    )
    assert (len(found.card.rows), found.problems) == (1, ())
    assert told == [(0, 1, "newsmtsc_mt")]


def test_a_set_that_fails_is_a_problem_and_the_others_are_measured(tasks: list[Task], tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    tasks += [task(files=("gold/x",)), task(error="the file is odd"), task()]
    found = measuring.measure(Inputs(LabelledData.open(tmp_path)), today=TODAY)
    assert len(found.card.rows) == 1
    assert [problem.split(":")[-1].strip() for problem in found.problems] == [
        f"gold/x is not in {str(tmp_path)!r}",
        "the file is odd",
    ]


def test_an_unknown_step_is_told() -> None:
    with pytest.raises(EvaluationError, match="no step 'colours'; allowed: encoder, topics"):
        measuring.measure(Inputs(), ["colours"], today=TODAY)


def test_every_step_has_tasks_files_and_packages() -> None:
    assert {one.step for one in measuring.TASKS} == set(STEPS) == set(FILES)
    for step in STEPS:
        assert len(method_of(step)) == 12
        assert {"marsad", "python"} <= set(versions_of(step))
    assert len({method_of(step) for step in STEPS}) >= len(STEPS) - 2  # actors, citations and places share theirs


def test_other_engines_have_no_goal() -> None:
    assert goal_of(FOUND) == 0.78
    assert goal_of(row(system="lexicon")) is None
    assert goal_of(row(measure="accuracy")) is None
    assert peer_of(row()) is None


def test_a_figure_without_an_interval_has_no_ends_in_the_file(tasks: list[Task]) -> None:
    bare = dataclasses.replace(FOUND, low=float("nan"), high=float("nan"), interval="none")
    tasks.append(task(found=(bare,)))
    [found] = measuring.measure(Inputs(), ["tone"], today=TODAY).card.rows
    assert (found.low, found.high, found.interval) == (None, None, "none")


def test_a_model_of_a_folder_is_on_the_card_without_its_path(tasks: list[Task]) -> None:
    engine = WordEngine()
    engine.name = "hub:نموذج sha256:0123456789ab (transformers 9.9, torch 9.9)"
    tasks.append(task(found=(dataclasses.replace(FOUND, system="hub:/home/someone/نموذج"),)))
    inputs = Inputs(loaded={"hub:/home/someone/نموذج": engine})  # type: ignore[dict-item]
    [found] = measuring.measure(inputs, ["tone"], today=TODAY).card.rows
    assert found.system == "hub:نموذج sha256:0123456789ab"
    assert "someone" not in str(dataclasses.asdict(found))
