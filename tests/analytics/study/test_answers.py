"""Answers of a Study: kept while there is room, and never shared."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import RunError
from analytics.schema import ACTORS
from analytics.study import Filters
from analytics.study.answers import Answers, memory_of
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import actor

ROWS = [
    Row("a", "p", "ar", "2018-01-01", "a", True, actors=("army", "group"), sources=("army",)),
    Row("b", "q", "en", "2018-01-02", "b", True, actors=("army",)),
]
OWN = {ACTORS: [actor("army", "الجيش", "Army", "military"), actor("group", "جماعة", "Group", "armed_group")]}


def frame(rows: int) -> pd.DataFrame:
    return pd.DataFrame({"n": range(rows)}, dtype="int64")


def test_what_was_not_asked_for_the_longest_is_forgotten() -> None:
    room = memory_of(frame(1000))
    answers, done = Answers(budget=2 * room), list[str]()

    def ask(question: str, rows: int = 1000) -> None:
        def work() -> pd.DataFrame:
            done.append(question)
            return frame(rows)

        assert len(answers.to(question, work)) == rows

    for question in ("a", "b", "a", "c", "a", "b"):  # b is forgotten for c, since a was asked for again
        ask(question)
    assert done == ["a", "b", "c", "b"]
    assert (len(answers), answers.size) == (2, 2 * room)
    ask("b", rows=1000)
    ask("large", rows=3000)  # more than there is room for: it is given, and nothing is forgotten for it
    ask("a")
    ask("b")
    assert done == ["a", "b", "c", "b", "large"]
    assert answers.size <= 2 * room


def test_an_answer_counts_the_frames_and_words_inside_it(tmp_path: Path) -> None:
    view = study_of(ROWS, tmp_path, OWN).actor("army")
    assert memory_of(view) > memory_of(view.surfaces) + memory_of(view.said)
    words = pd.DataFrame({"sentence": ["خبر " * 1000]})
    assert memory_of(words) > 4000 + memory_of(pd.DataFrame({"sentence": [""]}))


def test_a_question_that_fails_is_not_kept(tmp_path: Path) -> None:
    study = study_of(ROWS, tmp_path, OWN)
    for _ in range(3):
        with pytest.raises(RunError, match="no actor 'nobody'"):
            study.actor("nobody")
    assert (len(study.answers), study.answers.size) == (0, 0)
    assert study.count() == 2
    assert len(study.answers) == 1


def test_many_askers_at_a_time_share_one_answer() -> None:
    answers, done, begun = Answers(), list[int](), threading.Barrier(4)

    def work() -> int:
        done.append(1)
        return 7

    def ask(_: int) -> int:
        begun.wait()
        return answers.to("question", work)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [7] * 4
    assert len(done) == 1


def test_who_changes_an_answer_changes_no_other(tmp_path: Path) -> None:
    study = study_of(ROWS, tmp_path, OWN)
    for ask in (study.actors, lambda: study.actor("army").surfaces, lambda: study.article("a").mentions):
        first, second = ask(), ask()
        first["new"] = 1
        second.loc[0, second.columns[0]] = "changed"
        assert len(ask()) > 0
        assert "new" not in ask()
        assert "changed" not in ask().iloc[:, 0].tolist()
    study.actor("army").row["name_ar"] = study.article("a").row["title"] = "غيره"
    assert study.actor("army").row["name_ar"] == "الجيش"
    assert study.article("a").row["title"] == "Title a الرقة"
    assert study.actors(Filters(unit="stories")).attrs["unit"] == "stories"
