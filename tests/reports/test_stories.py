"""A report that counts stories says so, in the grammar of the language, and its numbers are those of Study."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.study import Filters, Study
from reports.__main__ import app
from reports.build import set_pages
from reports.document import compose
from reports.findings import find
from reports.grammar import GENITIVE, counted
from reports.sentences import sentence
from reports.wording import wording
from tests.analytics.study.made import study_of
from tests.analytics.study.test_units import ROWS

STORIES = Filters(unit="stories")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Seven articles that tell three stories."""
    return study_of(ROWS, tmp_path_factory.mktemp("told"))


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


@pytest.mark.parametrize(
    ("n", "nominative", "genitive", "english"),
    [
        (0, "لا قصص خبرية", "صفر من القصص الخبرية", "0 stories"),
        (1, "قصة خبرية واحدة", "قصة خبرية واحدة", "1 story"),
        (2, "قصتان خبريتان", "قصتين خبريتين", "2 stories"),
        (10, "10 قصص خبرية", "10 قصص خبرية", "10 stories"),
        (11, "11 قصة خبرية", "11 قصة خبرية", "11 stories"),
        (1200, "1,200 قصة خبرية", "1,200 قصة خبرية", "1,200 stories"),
    ],
)
def test_stories_are_counted_in_the_grammar_of_the_language(
    n: int, nominative: str, genitive: str, english: str
) -> None:
    assert counted(n, "story", "ar") == nominative
    assert counted(n, "story", "ar", GENITIVE) == genitive
    assert counted(n, "story", "en") == counted(n, "story", "en", GENITIVE) == english


def test_the_first_sentence_says_what_is_counted(told: Study) -> None:
    first = {unit: find(told, Filters(unit=unit))[0] for unit in ("articles", "stories")}
    assert plain(sentence(first["stories"], "en")).startswith(
        "This report covers 3 stories, all of the study. "
        "Stories are counted, each once however many publishers carried it; 7 articles carry them. "
    )
    assert plain(sentence(first["stories"], "ar")).startswith(
        "في هذا التقرير 3 قصص خبرية، وهي كل ما في الدراسة. "
        "المعدود قصص خبرية، تُعدّ كل منها مرة واحدة أياً كان عدد ناشريها، وما يحملها 7 مقالات. "
    )
    assert "Articles are counted; they tell 3 stories." in sentence(first["articles"], "en")
    assert "المعدود مقالات، وما ترويه 3 قصص خبرية." in sentence(first["articles"], "ar")


@pytest.mark.parametrize("search", ["", "language=ar", "topic=1", "actor=sdf", "publisher=aawsat&publisher=enab"])
def test_the_stories_behind_a_finding_are_as_many_as_it_says(told: Study, search: str) -> None:
    filters, _ = Filters.from_query(f"unit=stories&{search}")
    found = [finding for finding in find(told, filters) if finding.kind != "sourcing"]
    assert found and {f.kind: told.count(f.filters) for f in found} == {f.kind: f.n for f in found}
    assert {f.filters.unit for f in found} == {"stories"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_table_chart_and_method_names_the_unit(told: Study, language: str) -> None:
    content = compose(told, STORIES, language)
    words = wording(language, "stories")
    heads = {column["label"] for table in content["tables"] for column in table["columns"]}
    assert words("table.n") in heads and wording(language)("table.n") not in heads
    assert [words("scope.articles"), words("scope.articles_value", n="3", total="3")] in content["scope"]
    assert [words("scope.unit"), words("scope.unit_value")] in content["scope"]
    method = words("methods.unit", articles=counted(7, "article", language), stories=counted(3, "story", language))
    assert method in content["sections"][1]["items"]
    notes = [chart["note"] for chart in content["charts"]]
    assert all({"ar": "خبرية", "en": "stories"}[language].casefold() in note.casefold() for note in notes), notes
    publishers = next(table for table in content["tables"] if table["title"] == words("sections.publishers"))
    assert words("table.note_publishers", total="3") in publishers["note"]
    assert "{" not in json.dumps([content["scope"], notes], ensure_ascii=False)


def test_what_is_said_of_stories_has_a_text_of_articles() -> None:
    for language in ("ar", "en"):
        texts = wording(language).texts
        for section, entries in texts["stories"].items():
            assert [key for key in entries if key not in texts[section]] == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("filters", [STORIES, STORIES.narrow(publishers=("nobody",))])
def test_a_report_of_stories_is_set(told: Study, language: str, filters: Filters) -> None:
    assert set_pages(compose(told, filters, language))[:5] == b"%PDF-"


def test_a_selection_of_copies_is_named(told: Study) -> None:
    filters = STORIES.narrow(copied_from=("reuters",))
    english, arabic = (dict(compose(told, filters, language)["scope"]) for language in ("en", "ar"))
    assert plain(english["Selection"]) == "copied from: Reuters"
    assert plain(arabic["الانتقاء"]) == "منسوخ عن: رويترز"


def test_the_command_counts_what_it_is_asked_to(told: Study, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    fixed = ["build", "--workspace", str(told.workspace.root), "--lang", "ar", "--out", str(out)]
    for arguments, said in [
        (["--unit", "stories"], "3 of 3 stories"),
        (["--query", "unit=stories&language=en"], "2 of 3 stories"),
        (["--unit", "articles", "--query", "unit=stories"], "7 of 7 articles"),
        ([], "7 of 7 articles"),
    ]:
        done = CliRunner().invoke(app, [*fixed, *arguments])
        assert (done.exit_code, done.output.strip()) == (0, f"{out}: {said}")
    done = CliRunner().invoke(app, [*fixed, "--unit", "words"], env={"COLUMNS": "300"})
    assert done.exit_code == 2 and "allowed: articles, stories" in done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["--unit", "articles", "--query", "unit=stories&from=2018-03-01&story_to=2018-01-31"],
        ["--query", "unit=stories&story_to=2018-01-31", "--from", "2018-03-01"],
        ["--unit", "articles", "--query", "unit=stories&story_to=2018-01-31", "--from", "2018-03-01"],
    ],
)
def test_a_period_of_stories_beyond_the_dates_is_one_line_of_error(
    told: Study, tmp_path: Path, arguments: list[str]
) -> None:
    out = tmp_path / "r.pdf"
    fixed = ["build", "--workspace", str(told.workspace.root), "--lang", "en", "--out", str(out)]
    done = CliRunner().invoke(app, [*fixed, *arguments], env={"COLUMNS": "300"})
    assert (done.exit_code, out.exists()) == (2, False)
    assert "a date inside from and to" in done.output or "have no article from 2018-03-01" in done.output
