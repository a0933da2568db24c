"""The conditions of a selection in words, in both languages."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from analytics.schema import ACTORS, CITATIONS, GAZETTEER
from analytics.study import Filters, Study
from reports.selection import EACH, selection
from reports.tables import kinds_table, places_table
from reports.wording import wording
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import actor, citation

ISOLATES = str.maketrans("", "", "\u2066\u2068\u2069")
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
UNNAMED = {"source_class": "official", "source_detail": "body", "source_label": "مسؤول في المجلس"}
CREDIT = {"source_class": "source", "source_detail": "none", "mode": "credit"}
BOTH = ("group", "council")
ROWS = [
    Row(f"a{n}", "p", "ar", "2018-01-01", f"s{n // 2}", actors=BOTH, places=("tabqa",) if n < 6 else ())
    for n in range(8)
]
OWN: dict[Any, list[dict[str, Any]]] = {
    ACTORS: [actor("group", "جماعة", "Group", "armed_group"), actor("council", "مجلس", "Council", "other_org")],
    CITATIONS: [
        *(citation(f"a{n}", "group") for n in range(4)),
        *(citation(f"a{n}", "~مسؤول في المجلس") | UNNAMED for n in (3, 4)),
        citation("a5", "~وكالات") | CREDIT,
    ],
    GAZETTEER: [
        {"place_id": "raqqa", "name_ar": "الرقة", "name_en": "Raqqa", "level": "governorate", "country": "SY"},
        {"place_id": "tabqa", "name_ar": "الطبقة", "name_en": "Tabqa", "level": "town", "country": "SY",
         "governorate": "raqqa"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("selection"), OWN)


@LANGUAGES
@pytest.mark.parametrize(
    ("chosen", "arabic", "english"),
    [
        (Filters(places=("raqqa", "tabqa")), "المكان: الرقة أو الطبقة", "place: Raqqa or Tabqa"),
        (
            Filters(also_places=("raqqa", "tabqa")),
            "يذكر أيضاً المكان: الرقة والطبقة",
            "also naming the place: Raqqa and Tabqa",
        ),
        (Filters(actors=("council", "group")), "الفاعل: مجلس أو جماعة", "actor: Council or Group"),
        (
            Filters(actors=("council",), also_actors=("group",)),
            "الفاعل: مجلس؛ مع: جماعة",
            "actor: Council; also with: Group",
        ),
        (Filters(also_named=("council", "group")), "يسمّي: مجلس وجماعة", "naming: Council and Group"),
        (
            Filters(sources=("group",), source_details=("named", "none")),
            "المصدر: جماعة؛ تعريف المصدر: بالاسم أو بلا تعريف",
            "source: Group; how the source is given: named or not described",
        ),
        (
            Filters(naming=("named", "unnamed")),
            "مقالات تسمّي مصدراً وتنقل عن مصدر غير مسمّى",
            "articles that name a source and that cite a source without a name",
        ),
        (Filters(languages=("ar", "en")), "اللغة: العربية أو الإنجليزية", "language: Arabic or English"),
        (Filters(also_sources=("nobody",)), "ينقل أيضاً عن: nobody", "also citing: nobody"),
        (Filters(), "كل مقالات الدراسة", "every article of the study"),
    ],
)
def test_alternatives_are_joined_by_or_and_what_must_each_be_so_by_and(
    study: Study, language: str, chosen: Filters, arabic: str, english: str
) -> None:
    words = selection(study, chosen, wording(language))
    assert words.translate(ISOLATES) == {"ar": arabic, "en": english}[language]


def test_every_field_of_a_selection_has_words_of_its_own() -> None:
    names = {field.name for field in fields(Filters)} - {"unit"}
    assert set(EACH) <= names
    for language in ("ar", "en"):
        said = wording(language).table("selection")
        assert set(said) == names
        assert len(set(said.values())) == len(said)


@LANGUAGES
@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_kinds_of_sources_are_printed_with_how_many_name_none(study: Study, language: str, unit: str) -> None:
    table = kinds_table(study, Filters(unit=unit), wording(language, unit))
    kinds = {"ar": ["منظمة أو جهة", "مسؤول", "«مصدر»"], "en": ["organisation or body", "official", "a “source”"]}
    counts = {"articles": ["† 4", "† 2", "† 1"], "stories": ["† 2", "† 2", "† 1"]}
    printed = {row[0].text: row[1].text.translate(ISOLATES) for row in table.rows}
    assert printed == dict(zip(kinds[language], counts[unit], strict=True))
    note = table.note.translate(ISOLATES)
    told = {
        ("ar", "articles"): "مما ينقل عن أحد (5 مقالات)، لا يسمّي 1 أي مصدر: 20%",
        ("en", "articles"): "Of 5 articles that cite anyone, 1 name no source at all: 20%",
        ("ar", "stories"): "مما ينقل عن أحد (3 قصص خبرية)، لا يسمّي 1 أي مصدر: 33%",
        ("en", "stories"): "Of 3 stories that cite anyone, 1 name no source at all: 33%",
    }
    assert told[language, unit] in note


@LANGUAGES
def test_where_nobody_is_cited_but_by_a_credit_that_is_said(study: Study, language: str) -> None:
    words = wording(language)
    table = kinds_table(study, Filters(sources=("~وكالات",)), words)
    assert len(table.rows) == 1 and words("table.note_none_cites") in table.note
    nothing = kinds_table(study, Filters(languages=("en",)), words)
    assert (nothing.rows, nothing.note) == ((), words("table.none"))


@LANGUAGES
def test_places_are_rolled_up_to_their_governorates(study: Study, language: str) -> None:
    table = places_table(study, Filters(), wording(language))
    assert table.title == {"ar": "المحافظات", "en": "Governorates"}[language]
    assert [[cell.text.translate(ISOLATES) for cell in row][:3] for row in table.rows] == [
        [{"ar": "الرقة", "en": "Raqqa"}[language], "6", "75%"]
    ]
    assert table.rows[0][-1].text == "0"  # the governorate itself is nowhere named


@LANGUAGES
def test_where_no_governorate_is_known_places_stand_for_themselves(tmp_path: Path, language: str) -> None:
    study = study_of(ROWS, tmp_path, {GAZETTEER: [{**OWN[GAZETTEER][1], "governorate": None}]})
    table = places_table(study, Filters(), wording(language))
    assert table.title == {"ar": "الأماكن", "en": "Places"}[language]
    assert [row[0].text.translate(ISOLATES) for row in table.rows] == [{"ar": "الطبقة", "en": "Tabqa"}[language]]
