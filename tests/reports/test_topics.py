"""Topics in a report: themes, mix and stability, bursts, what became of them, proposals, and people's edits."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from analytics.study import EVERYTHING, Filters, Study
from analytics.topic_schema import ASSIGNMENTS, DRIFT, PROPOSALS, THEMES, TOPIC_HISTORY, TOPICS
from analytics.topics.edits import hide, rename
from corpus import Workspace
from reports import build_report
from reports.charts import topics_chart
from reports.document import compose
from reports.findings import Finding, find
from reports.grammar import GENITIVE, counted
from reports.sentences import approximate, sentence
from reports.topic_tables import bursts_table, shifts_table, topics_table
from reports.update_tables import edits_table, history_table, proposals_table
from reports.wording import wording
from tests.analytics.study.made import Row, study_of, tables
from tests.analytics.study.table_rows import topic

BOTH = ("ar", "en")
HOSTILE = '#strong[x] $1$ "q" {n}'


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text).replace("\u00a0", " ")


def articles() -> list[Row]:
    """Eight articles a month of topic 0 and two of topic 1 for two years, 30 more of topic 1 in October 2017, and two
    that fit no topic."""
    made = []
    for month in range(24):
        for number in range(10):
            key, name = int(number > 7), f"m{month:02}n{number}"
            day = f"{2016 + month // 12}-{month % 12 + 1:02}-{number + 3:02}"
            made.append(Row(name, "aawsat", "ar" if key else "en", day, name, topic=key))
    more = [f"burst{number:02}" for number in range(30)]
    made += [Row(name, "aawsat", "ar", f"2017-10-{at % 28 + 1:02}", name, topic=1) for at, name in enumerate(more)]
    return [*made, *(Row(name, "aawsat", "ar", "2017-11-09", name, topic=0) for name in ("far1", "far2"))]


def own_tables(rows: list[Row]) -> dict[Any, list[dict[str, Any]]]:
    assigned: list[dict[str, Any]] = [dict(row) for row in tables(rows)[ASSIGNMENTS]]
    for row in assigned:
        row["basis"] = "unfit" if row["article_id"].startswith("far") else "clustered"
    mixed = {"mix": "only_arabic", "mix_reason": "one_publisher", "language_expected": 0.6, "stability": 0.875}
    theme = {"level": 1, "terms_ar": ["الرقة"], "terms_en": ["Raqqa"]}
    before = {"n_before": 50, "label_before_ar": "معركة الموصل", "label_before_en": "Battle of Mosul"}
    return {
        TOPICS: [
            topic(0, "النفط", HOSTILE, 192) | {"parent_id": 0, "language_expected": 0.6},
            topic(1, "الموصل", "Mosul", 78) | {"parent_id": 1} | mixed,
        ],
        THEMES: [
            {"theme_id": 0, "label_ar": "الاقتصاد", "label_en": "Economy", "n": 192, **theme},
            {"theme_id": 1, "label_ar": "المعارك", "label_en": "Battles", "n": 78, **theme},
        ],
        ASSIGNMENTS: assigned,
        TOPIC_HISTORY: [
            {"kind": "kept", "topic_id": 0, "before_id": 0, "overlap": 0.9, "similarity": 1.0, "n": 60} | before,
            {"kind": "changed", "topic_id": 1, "before_id": 1, "overlap": 0.4, "similarity": 0.9, "n": 90} | before,
            {"kind": "gone", "before_id": 2} | before,
        ],
        DRIFT: [
            {"topic_id": key, "n_fitted": 60, "n_added": 20, "unfit_share": share, "has_drifted": share > 0.2}
            for key, share in ((-1, 0.25), (0, 0.1), (1, 0.4))
        ],
        PROPOSALS: [
            {
                "proposal_id": "p12345678",
                "label_ar": "الجفاف",
                "label_en": "Drought",
                "terms_ar": ["الجفاف"],
                "terms_en": ["drought"],
                "articles": ["far1", "far2"],
                "cohesion": 0.8,
                "nearest_topic_id": 0,
                "similarity": 0.5,
            }
        ],
    }


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    rows = articles()
    return study_of(rows, tmp_path_factory.mktemp("topics"), own_tables(rows))


@pytest.fixture
def edited(tmp_path: Path) -> Study:
    """The same with topic 1 renamed and topic 0 hidden."""
    rows = articles()
    workspace = study_of(rows, tmp_path / "edited", own_tables(rows)).workspace
    rename(workspace, 1, label_ar="نينوى", label_en="Nineveh", who="Lina", note=HOSTILE)
    hide(workspace, 0, who="عمر", note="ليس من الدراسة")
    return Study(Workspace.open(workspace.root))


def by_kind(study: Study, filters: Filters = EVERYTHING) -> dict[str, Finding]:
    return {finding.kind: finding for finding in find(study, filters)}


def texts(rows: tuple[Any, ...]) -> list[list[str]]:
    return [[plain(cell.text) for cell in row] for row in rows]


def test_a_theme_a_burst_and_what_fits_no_topic_are_found_with_their_articles(study: Study) -> None:
    found = by_kind(study)
    assert list(found)[:5] == ["coverage", "theme", "topic", "fit", "burst"]
    assert {kind: study.count(found[kind].filters) for kind in ("theme", "fit", "burst")} == {
        "theme": 192,
        "fit": 2,
        "burst": 32,
    }
    assert {kind: found[kind].n for kind in ("theme", "fit", "burst")} == {"theme": 192, "fit": 2, "burst": 32}
    burst = found["burst"].values
    assert (burst["start"], burst["end"], burst["bursts"]) == (date(2017, 10, 1), date(2017, 10, 31), 1)
    assert burst["ratio"] == pytest.approx(32 / burst["expected"])


def test_a_burst_that_the_dates_of_a_selection_cut_is_counted_whole(study: Study) -> None:
    cut = Filters(date_from=date(2016, 2, 1), date_to=date(2017, 10, 15))
    found = by_kind(study, cut)["burst"]
    assert (found.n, study.count(found.filters)) == (32, 32)
    assert "burst" not in by_kind(study, Filters(topics=(1,)))


def test_sentences_about_topics_have_their_numbers_in_both_languages(study: Study) -> None:
    found = by_kind(study)
    said = {key: plain(sentence(found[key], "en")) for key in ("theme", "fit", "burst")}
    assert said["theme"].startswith("The largest theme is “Economy”: 192 articles of 272, or 71% (95% interval")
    assert said["theme"].endswith("It holds 1 topic.")
    assert said["fit"].startswith("Articles that fit no topic well: 2 of 272 compared with topics, or 0.7% (95%")
    assert "build nothing on it" not in said["fit"]
    expected = plain(approximate(found["burst"].values["expected"]))
    assert said["burst"].startswith(
        "Bursts found by the rule in Methods: 1 burst, in 1 topic. The largest is of “Mosul”"
    )
    assert f"October 2017: 32 articles, where {expected} were expected" in said["burst"]
    arabic = {key: plain(sentence(found[key], "ar")) for key in ("theme", "fit", "burst")}
    assert arabic["theme"].startswith("أكبر المحاور «الاقتصاد»: 192 مقالاً من أصل 272")
    assert arabic["fit"].startswith("المقالات التي لا تلائم أي موضوع: 2 من أصل 272 قورنت بالمواضيع")
    assert "طفرة واحدة، في موضوع واحد." in arabic["burst"]
    assert f"تشرين الأول/أكتوبر 2017: 32 مقالاً، والمتوقع من الناشرين أنفسهم {expected}" in arabic["burst"]


@pytest.mark.parametrize(
    ("n", "nominative", "genitive", "bursts", "edits"),
    [
        (0, "لا مواضيع", "صفر من المواضيع", "لا طفرات", "لا تعديلات"),
        (1, "موضوع واحد", "موضوع واحد", "طفرة واحدة", "تعديل واحد"),
        (2, "موضوعان", "موضوعين", "طفرتان", "تعديلان"),
        (3, "3 مواضيع", "3 مواضيع", "3 طفرات", "3 تعديلات"),
        (11, "11 موضوعاً", "11 موضوعاً", "11 طفرة", "11 تعديلاً"),
        (100, "100 موضوع", "100 موضوع", "100 طفرة", "100 تعديل"),
    ],
)
def test_topics_bursts_and_edits_agree_with_their_number(
    n: int, nominative: str, genitive: str, bursts: str, edits: str
) -> None:
    assert (counted(n, "topic", "ar"), counted(n, "topic", "ar", GENITIVE)) == (nominative, genitive)
    assert (counted(n, "burst", "ar"), counted(n, "edit", "ar")) == (bursts, edits)


def test_a_lasting_change_is_told_with_its_direction_and_interval() -> None:
    numbers = {
        "at": date(2017, 7, 1),
        "since": date(2017, 1, 1),
        "until": date(2017, 12, 31),
        "share_before": 0.3,
        "share_after": 0.1,
        "difference": -0.2,
        "q": 0.004,
    }
    fell = Finding("shift", 60, 200, EVERYTHING, -0.25, -0.15, {"ar": "النفط", "en": "Oil"}, numbers)
    assert plain(sentence(fell, "en")) == (
        "The largest lasting change: from 1 July 2017 on, “Oil” has 10% of articles, and 30% before, 20 percentage "
        "points less (95% interval 15 to 25 points; q 0.0040). Compared: 2017, as if each publisher had published "
        "evenly."
    )
    assert "بنقص 20 نقطة مئوية (مجال الثقة 95%: من 15 إلى 25 نقطة؛ q 0.0040)" in plain(sentence(fell, "ar"))


@pytest.mark.parametrize(
    ("language", "heads", "mix"),
    [
        ("en", ["Economy", "Battles"], "Only Arabic: nearly all its articles are of one publisher"),
        ("ar", ["الاقتصاد", "المعارك"], "كله بالعربية: مقالاته كلها تقريباً لناشر واحد"),
    ],
)
def test_topics_stand_under_their_themes_with_mix_and_stability(
    study: Study, language: str, heads: list[str], mix: str
) -> None:
    table = topics_table(study, EVERYTHING, wording(language))
    assert [plain(row[0].text) for row in table.rows if len(row) == 1] == heads
    oil, mosul = (row for row in table.rows if len(row) > 1)
    assert plain(mosul[0].under[0][1]) == mix
    assert [plain(cell.text) for cell in (mosul[1], *mosul[4:6])] == ["78", "100%", "0.88"]
    assert [plain(cell.text) for cell in oil[4:6]] == ["0%", "—"]
    assert "60%" in plain(table.note)


def test_a_run_without_themes_has_its_topics_in_a_plain_list(counted_study: Study) -> None:
    table = topics_table(counted_study, EVERYTHING, wording("en"))
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_bursts_are_listed_and_none_is_said_to_be_none(study: Study, counted_study: Study) -> None:
    found = bursts_table(study, EVERYTHING, wording("en"))
    assert found is not None
    (row,) = texts(found.rows)
    assert row[:3] == ["Mosul", "October 2017", "32"]
    none = bursts_table(counted_study, EVERYTHING, wording("ar"))
    assert none is not None
    assert (none.rows, none.note[:8]) == ((), "لا شيء ب")
    assert shifts_table(counted_study, EVERYTHING, wording("en")) is None


def test_bursts_are_bars_over_their_topic_and_the_chart_says_so(study: Study) -> None:
    words, colours = wording("ar"), {0: "#112233", 1: "#445566"}
    frame, topics = study.topics_over_time(EVERYTHING, (0, 1)), study.topics()
    with_them = topics_chart(frame, topics, colours, words, bursts=study.bursts())
    without = topics_chart(frame, topics, colours, words)
    said = "الأشرطة عند أعلى كل لوحة: طفرات."
    assert [said in chart.notes for chart in (with_them, without)] == [True, False]
    assert with_them.svg.count("#445566") == without.svg.count("#445566") + 1
    assert with_them.svg.count("#112233") == without.svg.count("#112233")


def test_what_became_of_topics_is_told_but_for_those_kept(study: Study, counted_study: Study) -> None:
    found = history_table(study, EVERYTHING, wording("en"))
    assert found is not None
    assert texts(found.rows) == [
        ["Changed", "Mosul", "Battle of Mosul", "50", "90", "40%"],
        ["Gone", "—", "Battle of Mosul", "50", "—", "—"],
    ]
    assert "As they were: 1 topic. Listed: 2 topics." in found.note
    assert plain(found.note).endswith("more articles fit them badly than usual: Mosul.")
    arabic = history_table(study, EVERYTHING, wording("ar"))
    assert arabic is not None
    assert (texts(arabic.rows)[0][0], "ما بقي على حاله: موضوع واحد. وما في الجدول: موضوعان." in arabic.note) == (
        "تغيّر",
        True,
    )
    assert history_table(counted_study, EVERYTHING, wording("en")) is None


def test_proposals_are_told_with_their_nearest_topic(study: Study, counted_study: Study) -> None:
    found = proposals_table(study, EVERYTHING, wording("ar"))
    assert found is not None
    (row,) = texts(found.rows)
    assert row == ["الجفاف", "† 2", "100%", "9 تشرين الثاني/نوفمبر 2017", "النفط"]
    assert proposals_table(study, Filters(languages=("en",)), wording("en")) is None
    assert proposals_table(counted_study, EVERYTHING, wording("en")) is None


def test_edits_are_listed_with_who_and_why_and_the_run_is_named_with_them(edited: Study, study: Study) -> None:
    found = edits_table(edited, wording("en"))
    assert found is not None
    assert [row[1:] for row in texts(found.rows)] == [
        ["Lina", "Topic 1 renamed “نينوى” / “Nineveh”", HOSTILE],
        ["عمر", f"Topic 0 “{HOSTILE}” hidden", "ليس من الدراسة"],
    ]
    arabic = edits_table(edited, wording("ar"))
    assert arabic is not None
    assert texts(arabic.rows)[1][2] == "أُخفي الموضوع 0 «النفط»"
    assert edits_table(study, wording("en")) is None
    content = compose(edited, EVERYTHING, "ar")
    assert content["run"] == f"run-0123456789ab-edits-{edited.edits.digest}"
    assert ["تعديلات المواضيع باليد", "2"] in content["scope"]
    (methods,) = (text for text in content["sections"][1]["items"] if edited.edits.digest in text)
    assert plain(methods).startswith("التعديلات باليد: تعديلان في المواضيع")
    assert HOSTILE not in json.dumps(content["tables"][0])


def test_the_articles_behind_findings_are_as_many_after_edits(edited: Study) -> None:
    found = [finding for finding in find(edited, EVERYTHING) if finding.kind != "sourcing"]
    assert {f.kind: edited.count(f.filters) for f in found} == {f.kind: f.n for f in found}


@pytest.mark.parametrize("language", BOTH)
def test_pages_with_themes_and_edits_are_set_and_the_same_each_time(
    edited: Study, tmp_path: Path, language: str
) -> None:
    first = build_report(edited, tmp_path / "1.pdf", language=language)
    again = build_report(Study(Workspace.open(edited.workspace.root)), tmp_path / "2.pdf", language=language)
    assert first.read_bytes() == again.read_bytes()
    with pypdfium2.PdfDocument(first) as document:
        said = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Nineveh" in said if language == "en" else "Lina" in said
    assert "strong" in said  # the order of letters in a page of Arabic is that of the reader


def test_a_report_of_stories_counts_stories(study: Study) -> None:
    stories = Filters(unit="stories")
    said = plain(sentence(by_kind(study, stories)["fit"], "en"))
    assert said.startswith("Stories with an article that fits no topic well: 2 of 272")
    assert "the share of Arabic among its stories" in topics_table(study, stories, wording("en", "stories")).note
