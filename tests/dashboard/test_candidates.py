"""Names not registered: the table that reviews them, its file, and the marks in the reader."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import html

from analytics.annotate.actors.decisions import decide
from analytics.review import review
from analytics.schema import CANDIDATES
from dashboard.app import Server
from dashboard.assets_routes import csv_text
from dashboard.components.candidates import candidate_rows
from dashboard.shell import shell
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import candidate

ARABIC, KEY = "قتيبة الزرنوقي", "~قتيبه الزرنوقي"
HOSTILE = "=cmd $(rm -rf ~) 'x' <img src=x>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A run written by hand, with names of several kinds."""
    names = [
        candidate("a1", KEY, ARABIC, title="القيادي"),
        candidate("a2", KEY, ARABIC),
        candidate("a2", "~mazlum abdy", "Mazlum Abdy", title="General"),
        candidate("a3", f"~{HOSTILE}", HOSTILE),
    ]
    rows = [
        Row(f"a{n}", "aawsat", "ar", f"2018-01-0{n}", f"a{n}", is_original=True, actors=("sdf",)) for n in (1, 2, 3)
    ]
    return Server(study_of(rows, tmp_path_factory.mktemp("names") / "it's a workspace", {CANDIDATES: names}))


@pytest.mark.parametrize(("ui", "likely"), [("ar", "مظلوم عبدي"), ("en", "Mazloum Abdi")])
def test_a_row_leads_to_as_many_articles_as_it_counts(server: Server, ui: str, likely: str) -> None:
    context = server.context("/actors", f"ui={ui}&candidate=~mazlum+abdy")
    rows = {row["name"]: row for row in candidate_rows(context, review(context.study, context.filters))}
    assert list(rows) == [ARABIC, HOSTILE, "Mazlum Abdy"]
    for row in rows.values():
        path, _, query = row["href"].partition("?")
        assert server.study.count(server.context(path, query).filters) == row["n"]
    assert (rows[ARABIC]["n"], rows[ARABIC]["titles"], rows["Mazlum Abdy"]["likely"]) == (2, "القيادي", likely)


def test_the_command_of_a_row_is_one_command_for_a_shell(server: Server) -> None:
    context = server.context("/actors", "ui=en")
    rows = {row["name"]: row["command"] for row in candidate_rows(context, review(context.study))}
    for name, key in ((ARABIC, KEY), (HOSTILE, f"~{HOSTILE}")):
        expected = ["python", "-m", "analytics", "actors", "accept", key[1:], "-w", str(server.study.workspace.root)]
        asked = "--name-en" if name == ARABIC else "--name-ar"
        assert shlex.split(rows[name]) == [*expected, asked, "..."]


@pytest.mark.parametrize(("ui", "title"), [("ar", "أسماء لم تُسجَّل بعد"), ("en", "Names not registered yet")])
def test_the_page_of_actors_has_the_table(server: Server, walk: Callable[[Any], Any], ui: str, title: str) -> None:
    parts = list(walk(shell(server.context("/actors", f"ui={ui}"))))
    assert title in [part for part in parts if isinstance(part, str)]
    (table,) = [part for part in parts if getattr(part, "id", None) == "actors-candidates"]
    assert [row["name"] for row in table.rowData] == [ARABIC, HOSTILE, "Mazlum Abdy"]


def test_the_file_of_the_table_holds_no_formula(server: Server) -> None:
    lines = csv_text(server.context("/", "ui=en"), "candidates").splitlines()
    assert len(lines) == 4
    assert f",'{HOSTILE}," in lines[2] or f",\"'{HOSTILE}" in lines[2]


@pytest.mark.parametrize(("ui", "told"), [("ar", "اسم غير مسجَّل"), ("en", "not registered")])
def test_the_reader_marks_names_and_lists_them(server: Server, walk: Callable[[Any], Any], ui: str, told: str) -> None:
    parts = list(walk(shell(server.context("/articles/a1", f"ui={ui}"))))
    marks = [part for part in parts if isinstance(part, html.Mark) and "mark-candidate" in part.className]
    assert marks and all(told in mark.title and "القيادي" in mark.title for mark in marks)
    hidden = walk(shell(server.context("/articles/a1", f"ui={ui}&hide=candidate")))
    assert not [part for part in hidden if isinstance(part, html.Mark) and "mark-candidate" in part.className]
    links = [part.href for part in parts if str(getattr(part, "href", "")).startswith("/articles?candidate=")]
    assert len(links) == 1


def test_what_is_decided_meanwhile_is_off_the_page(tmp_path: Path) -> None:
    study = study_of(
        [Row("a1", "aawsat", "ar", "2018-01-01", "a1", is_original=True)],
        tmp_path / "w",
        {CANDIDATES: [candidate("a1", KEY, ARABIC)]},
    )
    context = Server(study).context("/actors", "ui=ar")
    assert len(review(study)) == 1
    decide(study.workspace, lambda history: {"action": "dismiss", "key": KEY}, "lina")
    assert review(study).empty
    assert candidate_rows(context, review(study)) == []
