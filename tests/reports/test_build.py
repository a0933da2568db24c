"""Whole reports: their words, numbers, bytes and errors."""

from __future__ import annotations

import json
import socket
from datetime import date
from pathlib import Path

import matplotlib as mpl
import pypdfium2
import pytest
from typer.testing import CliRunner

from analytics.study import Filters, Study
from reports import OutputError, build_report
from reports.__main__ import app
from reports.build import set_pages
from reports.document import compose
from tests.reports.conftest import HOSTILE

LANGUAGES = ("ar", "en")


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def text(path: Path) -> str:
    """Words of a PDF on one line, without the marks of direction."""
    joined = " ".join(" ".join(pages(path)).split())
    return joined.translate(dict.fromkeys(map(ord, "\u2068\u2069\ufffe")))


@pytest.fixture(scope="module")
def blocked() -> object:
    with pytest.MonkeyPatch.context() as patch:

        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("a report opened a socket")

        patch.setattr(socket, "socket", refuse)
        yield


@pytest.fixture(scope="module")
def english(counted_study: Study, tmp_path_factory: pytest.TempPathFactory, blocked: object) -> Path:
    return build_report(counted_study, tmp_path_factory.mktemp("pdf") / "en.pdf", language="en")


@pytest.fixture(scope="module")
def arabic(counted_study: Study, tmp_path_factory: pytest.TempPathFactory, blocked: object) -> Path:
    return build_report(counted_study, tmp_path_factory.mktemp("pdf") / "ar.pdf", language="ar")


def test_the_numbers_of_the_pages_are_those_of_the_study(english: Path, counted_study: Study) -> None:
    said = text(english)
    assert "23 articles of 41, or 56% (95% interval 41% to 70%)" in said
    assert "rose by 70 percentage points" in said
    assert "30 articles of 41, or 73%" in said
    tone = counted_study.tone().loc[0, "mean"]
    assert f"Mean tone is \u2212{abs(tone):.2f}" in said
    assert "Articles that attribute at least one statement to a source: 12 of 41" in said
    assert "Without a known date: 1 article." in said
    assert "run-abcdefabcdef" in said


def test_names_are_printed_letter_by_letter_never_as_markup(english: Path) -> None:
    squeezed = text(english).replace(" ", "").replace("\r\n", "")
    # Findings: two on the topic, one on publishers; a chart's title; the topic's name and the terms of three topics in
    # their table; the topic's name beside its two nearest articles and the title of one; a publisher; a source; and the
    # publisher again in a sentence and in the table of tone.
    assert squeezed.count(HOSTILE.replace(" ", "")) == 15


def test_arabic_pages_have_arabic_words_in_order_and_the_same_numbers(arabic: Path) -> None:
    said = text(arabic)
    for word in ("المواضيع", "النتائج", "الفاعلون", "الطريقة", "الحدود", "الرقة"):
        assert word in said
    for number in ("41", "56%", "70%", "73%"):
        assert number in said or f"%{number[:-1]}" in said


def test_every_page_has_words_and_a_number(english: Path, arabic: Path) -> None:
    for path in (english, arabic):
        found = pages(path)
        assert len(found) >= 3
        assert all(len(page) > 80 for page in found)
    total = len(pages(english))
    assert [f"Page {n} of {total}" in page for n, page in enumerate(pages(english), 1)] == [True] * total


def test_the_pdf_is_tagged_and_says_its_title_and_language(arabic: Path) -> None:
    with pypdfium2.PdfDocument(arabic) as document:
        assert document.is_tagged()
        assert document.get_metadata_dict()["Title"] == "تقرير مرصد · run-abcdefabcdef"
        assert document.get_metadata_dict()["CreationDate"] == ""
    assert b"/Lang (ar)" in arabic.read_bytes() or b"<dc:language>" in arabic.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_run_and_selection_give_the_same_bytes(
    counted_workspace: Path, tmp_path: Path, language: str, request: pytest.FixtureRequest
) -> None:
    again = build_report(Study(str(counted_workspace)), tmp_path / "again.pdf", language=language)
    first: Path = request.getfixturevalue("english" if language == "en" else "arabic")
    assert again.read_bytes() == first.read_bytes()


def test_matplotlib_is_left_as_it_was(counted_study: Study) -> None:
    before = dict(mpl.rcParams)
    compose(counted_study, Filters(), "ar")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_selection_says_what_it_is(counted_study: Study, language: str) -> None:
    filters = Filters(date_from=date(2018, 6, 1), topics=(0,), actors=("islamic-state",), q="raqqa")
    content = json.dumps(compose(counted_study, filters, language), ensure_ascii=False)
    expected = {
        "ar": [
            "منذ 1 حزيران/يونيو 2018",
            "الموضوع: \u2068الرقة\u2069",
            "الفاعل: \u2068داعش\u2069",
            "الكلمات: \u2068raqqa\u2069",
        ],
        "en": ["from 1 June 2018", "actor: \u2068Islamic State\u2069", "words: \u2068raqqa\u2069"],
    }
    assert [part for part in expected[language] if part not in content] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_selection_without_articles_says_so_and_how_right_the_machine_is(
    counted_study: Study, tmp_path: Path, language: str
) -> None:
    out = build_report(counted_study, tmp_path / "none.pdf", language=language, filters=Filters(publishers=("nobody",)))
    said = text(out).replace("’", "'")
    assert {"ar": "41", "en": "None of the study's articles (41) lies in this selection"}[language] in said
    assert {"ar": "ANERcorp", "en": "How right the machine is"}[language] in said
    assert all(len(page) > 80 for page in pages(out))


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_named_and_marked(counted_study: Study, language: str) -> None:
    notes = [chart["note"] for chart in compose(counted_study, Filters(), language)["charts"]]
    gap = {"ar": "من 22 كانون الثاني/يناير 2018 إلى 27 أيار/مايو 2018", "en": "22 January 2018 to 27 May 2018"}[
        language
    ]
    assert [gap in note for note in notes] == [True, True, True, False]


def test_every_chart_has_words_for_who_cannot_see_it(counted_study: Study) -> None:
    charts = compose(counted_study, Filters(), "ar")["charts"]
    assert len(charts) == 4
    assert all(len(chart["alt"]) > 20 and chart["svg"].count("<path") > 10 for chart in charts)


def test_one_article_has_a_report(seed_workspace: Path, tmp_path: Path) -> None:
    study = Study(str(seed_workspace))
    for language in LANGUAGES:
        out = build_report(study, tmp_path / f"{language}.pdf", language=language)
        assert len(pages(out)) >= 2
    findings = compose(study, Filters(), "en")["sections"][0]["items"]
    assert findings[0].startswith("This report covers one article, all of the study.")
    assert findings[1].startswith("No topics: the number of articles (1) is too small")


def test_sample_texts_are_labelled(sample_workspace: Path) -> None:
    study = Study(str(sample_workspace))
    n = study.scope().n_sample
    assert compose(study, Filters(), "en")["sample"].startswith(f"Sample texts written for Marsad: {n} of {n}.")
    assert compose(study, Filters(), "ar")["sample"].startswith(f"نصوص تجريبية كُتبت لمرصد: {n} من أصل {n}.")


def test_a_place_that_cannot_be_written_is_refused_before_the_work(counted_study: Study, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder; name a file in it"):
        build_report(counted_study, tmp_path, language="en")
    with pytest.raises(OutputError, match="is no folder"):
        build_report(counted_study, tmp_path / "none" / "r.pdf", language="en")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_file_and_no_draft(
    counted_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "r.pdf"
    out.write_bytes(b"old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        build_report(counted_study, out, language="en", filters=Filters(publishers=("nobody",)))
    assert [path.name for path in tmp_path.iterdir()] == ["r.pdf"]
    assert out.read_bytes() == b"old"


def test_the_command_builds_what_it_is_asked_for(counted_workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    arguments = ["build", "--workspace", str(counted_workspace), "--lang", "en", "--out", str(out)]
    done = CliRunner().invoke(app, [*arguments, "--from", "2018-06-01", "--query", "language=en&topic=0"])
    assert (done.exit_code, done.output.strip()) == (0, f"{out}: 18 of 41 articles")
    assert set_pages(compose(Study(str(counted_workspace)), Filters(), "en"))[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--lang", "fr"], 2, "no language of reports"),
        (["--lang", "ar", "--from", "tomorrow"], 2, "is no date"),
        (["--lang", "ar", "--from", "2019-01-01", "--to", "2018-01-01"], 2, "must not be after"),
        (["--lang", "ar", "--query", "topic=x"], 2, "a topic number"),
        (["--lang", "ar", "--workspace", "/nowhere"], 1, "error:"),
    ],
)
def test_the_command_says_what_is_wrong(
    counted_workspace: Path, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    fixed = ["build", "--workspace", str(counted_workspace), "--out", str(tmp_path / "r.pdf")]
    done = CliRunner().invoke(app, [*fixed, *arguments], env={"COLUMNS": "300"})
    assert done.exit_code == code
    assert said in done.output
    assert not (tmp_path / "r.pdf").exists()


def test_help_has_an_example() -> None:
    done = CliRunner().invoke(app, ["build", "--help"], env={"COLUMNS": "300"})
    assert "python -m reports build --workspace W" in done.output
