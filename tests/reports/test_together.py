"""The table of pairs in a report: two actors who are only ever named together."""

from __future__ import annotations

import pytest

from analytics.schema import ACTORS
from analytics.study import Filters, Study
from reports.document import compose
from reports.tables import together_table
from reports.wording import wording
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import actor

PAIR, KIN = ("group", "council"), ("state", "office")
ROWS = [
    Row(f"a{n:02}", "p", "ar" if n % 2 else "en", "2018-01-01", f"a{n:02}", actors=PAIR if n < 6 else KIN)
    for n in range(12)
]
OWN = {
    ACTORS: [
        actor("group", "جماعة", "Group", "armed_group"),
        actor("council", "مجلس", "Council", "other_org"),
        actor("state", "دولة", "State", "state"),
        actor("office", "مكتب", "Office", "government_body") | {"parent_id": "state"},
    ]
}
ISOLATES = str.maketrans("", "", "\u2066\u2068\u2069")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("pairs"), OWN)


@pytest.mark.parametrize(("language", "names"), [("ar", "مجلس – جماعة"), ("en", "Council – Group")])
def test_the_surest_pairs_are_printed_but_for_those_that_belong_together(
    study: Study, language: str, names: str
) -> None:
    table = together_table(study, Filters(), wording(language))
    printed = [[cell.text.translate(ISOLATES) for cell in row] for row in table.rows]
    assert printed == [[names, "6", "3.00", "1.00", "0.0032"]]  # p = 1/924, the best two of six pairs alike
    assert {"ar": "3 قصص خبرية", "en": "in 3 stories or more"}[language] in table.note


def test_few_articles_have_no_pairs_and_say_so(study: Study) -> None:
    table = together_table(study, Filters(languages=("ar",)), wording("en"))
    assert (table.rows, table.note) == ((), wording("en")("table.none"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_condition_of_a_selection_is_in_words(study: Study, language: str) -> None:
    chosen = Filters(
        also_named=("group",), places=("raqqa",), source_classes=("official",), source_details=("none",),
        candidates=("~خالد الدندل",),
    )  # fmt: skip
    content = compose(study, chosen, language)
    said = "".join(value for _, value in content["scope"]).translate(ISOLATES)
    official = {"ar": "مسؤول", "en": "official"}[language]
    for part in ({"ar": "جماعة", "en": "Group"}[language], "raqqa", official, "خالد الدندل"):
        assert part in said
