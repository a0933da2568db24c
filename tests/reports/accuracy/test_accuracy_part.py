"""The accuracy card in a report: what it prints, what it means, and what it does without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.evaluation import Card
from analytics.evaluation.card import write_card
from analytics.evaluation.schema import Bin, CardRow
from analytics.evaluation.versions import method_of
from reports.accuracy.headlines import ReadCard, headline_rows, read_card, tone_rows
from reports.accuracy.part import card_part
from reports.wording import Wording, wording
from tests.analytics.evaluation.made import row

EN, AR = wording("en"), wording("ar")
RUN = {"settings": {"tone": "model"}, "tone_engine": "e5"}


def tone(measure: str, figure: float, language: str = "ar", **more: Any) -> CardRow:
    given = {"goal": None, "low": figure - 0.02, "high": figure + 0.03, "reliability": (), "method": method_of("tone")}
    return row(measure=measure, language=language, figure=figure, **(given | more))


def other(step: str, measure: str, dataset: str, figure: float, language: str = "ar", **more: Any) -> CardRow:
    given = {"step": step, "system": "marsad", "method": method_of(step), "versions": {"marsad": "0.1.0"}}
    return tone(measure, figure, language, dataset=dataset, **(given | more))


def card() -> Card:
    bins = (Bin(40, 0.55, 0.5), Bin(3, 0.85, 0.9))
    return Card.of(
        [
            tone("accuracy", 0.79),
            tone("macro_f1", 0.76, goal=0.75),
            tone("macro_f1", 0.74, "en", n=38, goal=0.75),
            tone("calibration_error", 0.043, reliability=bins, goal=0.05),
            tone("macro_f1", 0.4, system="lexicon"),
            tone("label_flips", 0.07, "en", dataset="swaps", n=2252, goal=0.08),
            other("actors", "mention_f1", "gold_dev", 0.9),
            other("actors", "mention_recall", "gold_dev", 0.85),
            other("topics", "pairs_in_one_topic", "sample", 0.975, "both"),
            other("topics", "stability_ari", "ant_sections", 0.87, interval="range"),
        ]
    )


def bare(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ")


def lines(part: dict[str, Any]) -> list[str]:
    return [bare(item) for item in part["items"]]


def cells(part: dict[str, Any]) -> list[list[str]]:
    """Each cell on one line: its text, the smaller word beside it, the lines under it."""
    return [
        [
            bare(" | ".join([c["text"], c["beside"], *(line for _, line in c["under"])])).replace(" |  | ", " | ")
            for c in r
        ]
        for r in part["tables"][0]["rows"]
    ]


def test_the_table_has_both_languages_beside_one_another_with_goal_interval_and_n() -> None:
    part = card_part(ReadCard(card()), RUN, EN)
    assert [column["label"] for column in part["tables"][0]["columns"]] == ["What", "English", "n", "Arabic", "n"]
    assert cells(part) == [
        ["Topics | "],
        [
            "both sides in one topic | embedded sample",
            "0.975 | 0.955 to 1.005 | both languages",
            "79 | ",
            "— | ",
            "— | ",
        ],
        [
            "agreement of samples (ARI) | ANT Corpus, 6 sections",
            "— | ",
            "— | ",
            "0.870 | 0.850 to 0.900 ‡",
            "79 | ",
        ],
        ["Actors | "],
        ["names: F1 | war news, annotated articles", "— | ", "— | ", "0.900 | 0.880 to 0.930", "79 | "],
        ["Tone | "],
        [
            "macro F1 | war news, annotated articles",
            "0.740 | 0.720 to 0.770 | goal 0.75 or more: missed",
            "38 | ",
            "0.760 | 0.740 to 0.790 | goal 0.75 or more: reached",
            "79 | ",
        ],
        [
            "calibration error ↓ | war news, annotated articles",
            "— | ",
            "— | ",
            "0.043 | 0.023 to 0.073 | goal 0.05 or less: reached",
            "79 | ",
        ],
        [
            "labels flipped by a name ↓ | same sentence, other names",
            "0.070 | 0.050 to 0.100 | goal 0.08 or less: reached",
            "2,252 | ",
            "— | ",
            "— | ",
        ],
    ]
    assert bare(part["tables"][0]["note"]) == (
        "Measured on 1 March 2026. All figures, with their data and notes: python -m analytics evaluate. "
        "Intervals: 95%. ‡ The least and the greatest of several, no interval."
    )


def test_figures_of_several_days_each_have_theirs() -> None:
    rows = [tone("macro_f1", 0.76), tone("macro_f1", 0.7, "en", date="2026-03-02")]
    part = card_part(ReadCard(Card.of(rows)), RUN, AR)
    assert [column["label"] for column in part["tables"][0]["columns"]][-1] == "التاريخ"
    assert cells(part)[1][-1] == " | 2026-03-01 | 2026-03-02"
    assert "قيست في" not in part["tables"][0]["note"]


def test_what_the_figures_mean_is_said_in_english() -> None:
    assert lines(card_part(ReadCard(card()), RUN, EN))[1:] == [
        "The tone of this run is by Marsad's own model (e5).",
        "War news in Arabic: 79% of the labels of tone are right (95% interval 77% to 82%; n = 79).",
        "War news in Arabic: the probabilities of its labels are 4.3 percentage points off on average "
        "(95% interval 2.3 to 7.3 points; n = 79).",
        "English: putting another name into the same sentence changes the label in 7.0% of cases "
        "(95% interval 5.0% to 10%; n = 2,252).",
        "Goals that were set and are reached: 3 of 4.",
        EN("accuracy.limits"),
    ]


def test_what_the_figures_mean_is_said_in_arabic() -> None:
    assert lines(card_part(ReadCard(card()), RUN, AR))[1:6] == [
        "نبرة هذه الجولة من نموذج مرصد نفسه (e5).",
        "أخبار الحرب بالعربية: 79% من تصنيفات النبرة صحيحة (مجال الثقة 95%: من 77% إلى 82%؛ العدد 79).",
        "أخبار الحرب بالعربية: متوسط بُعد احتمالات التصنيفات عن الصواب 4.3 نقطة مئوية "
        "(مجال الثقة 95%: من 2.3 إلى 7.3 نقطة؛ العدد 79).",
        "الإنجليزية: وضع اسم آخر في الجملة نفسها يغيّر التصنيف في 7.0% من الحالات "
        "(مجال الثقة 95%: من 5.0% إلى 10%؛ العدد 2,252).",
        "ما تحقق من الأهداف الموضوعة: 3 من أصل 4.",
    ]


def test_the_figures_of_tone_are_those_of_the_engine_of_the_run() -> None:
    lexicon = {"settings": {"tone": "lexicon"}, "tone_engine": "lexicon 1"}
    rows = headline_rows(card(), "lexicon")
    assert [one.figure for one in rows if one.step == "tone"] == [0.4]
    said = lines(card_part(ReadCard(card()), lexicon, EN))
    assert "The tone of this run is by the word list (lexicon) (lexicon 1)." in said
    assert EN("accuracy.flips_none") in said
    assert not any("e5" in line and "labels of tone" in line for line in said)
    hub = {"settings": {"tone": "hub:org/some-model"}, "tone_engine": "org/some-model"}
    part = card_part(ReadCard(card()), hub, AR)
    assert "نبرة هذه الجولة من نموذج خارجي هو hub:org/some-model (org/some-model)." in lines(part)
    assert AR("accuracy.tone_none") in part["items"]
    assert part["charts"] == []
    assert tone_rows(card(), "hub:org/some-model") == []


@pytest.mark.parametrize("words", [AR, EN], ids=["ar", "en"])
def test_the_path_of_a_model_s_folder_is_not_printed(words: Wording) -> None:
    made_with = "hub:some-model sha256:0123456789ab (transformers 9.9, torch 9.9)"
    hub = {"settings": {"tone": "hub:/home/someone/some-model"}, "tone_engine": made_with}
    said = str(card_part(ReadCard(card()), hub, words))
    assert "hub:some-model sha256:0123456789ab" in said
    assert "someone" not in said


def test_figures_of_another_version_are_said_to_be() -> None:
    older = {"settings": {"tone": "model"}, "tone_engine": "linear 1"}
    assert any(
        "measured with another version (e5) than this run was made with (linear 1)" in line
        for line in lines(card_part(ReadCard(card()), older, EN))
    )
    stale = Card.of([tone("macro_f1", 0.7, method="0123456789ab"), other("actors", "linking", "gold_dev", 0.9)])
    assert "ما قيس قبل آخر تغيير في خطوته: النبرة." in lines(card_part(ReadCard(stale), RUN, AR))
    assert not any("last changed" in line for line in lines(card_part(ReadCard(card()), RUN, EN)))


@pytest.mark.parametrize("words", [EN, AR])
def test_the_diagram_has_a_line_for_each_language_and_its_words(words: Any) -> None:
    (chart,) = card_part(ReadCard(card()), RUN, words)["charts"]
    data = {"en": "war news, annotated articles (Arabic, 43)", "ar": "أخبار الحرب، مقالات موسومة (العربية، 43)"}
    assert data[words.language] in chart.alt
    assert chart.svg.count("<path") > 10


@pytest.mark.parametrize("content", ["", "{", '{"format": 9, "rows": []}', '{"format": 1, "rows": [{}]}', "[" * 99999])
def test_a_damaged_card_of_a_workspace_is_left_out_and_said_to_be(tmp_path: Path, content: str) -> None:
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "evaluation" / "card.json").write_text(content, encoding="utf-8")
    found = read_card(tmp_path)
    assert found.fault == "own_damaged"
    assert found.card == read_card(None).card
    assert AR("accuracy.own_damaged") in card_part(ReadCard(card(), found.fault), RUN, AR)["items"]


def test_a_card_of_the_workspace_stands_before_the_published_one(tmp_path: Path) -> None:
    (tmp_path / "evaluation").mkdir()
    write_card(Card.of([tone("macro_f1", 0.123)]), tmp_path / "evaluation" / "card.json")
    found = read_card(tmp_path)
    assert found.fault == ""
    assert 0.123 in [one.figure for one in found.card.rows]


def test_without_any_figure_the_part_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published = tmp_path / "published.json"
    monkeypatch.setattr("analytics.evaluation.card.PACKAGED", published)
    assert read_card(None) == ReadCard(Card(()))
    published.write_text("nothing", encoding="utf-8")
    found = read_card(tmp_path)
    assert found == ReadCard(Card(()), "damaged")
    part = card_part(found, RUN, EN)
    assert lines(part) == [
        EN("accuracy.damaged"),
        "The tone of this run is by Marsad's own model (e5).",
        EN("accuracy.none"),
    ]
    assert (part["tables"], part["charts"]) == ([], [])
    assert lines(card_part(ReadCard(Card(())), {}, AR))[0] == "نبرة هذه الجولة من نموذج مرصد نفسه (model)."


def test_a_goal_that_is_all_but_reached_is_judged_as_the_card_judges() -> None:
    part = card_part(ReadCard(Card.of([tone("macro_f1", 0.7496, goal=0.75)])), RUN, EN)
    assert cells(part)[1][3].startswith("0.750 | ")
    assert cells(part)[1][3].endswith("goal 0.75 or more: reached")
