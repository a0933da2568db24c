"""The part of a report about tone, of runs whose tones are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.schema import ACTORS, EMBEDDINGS, MENTIONS, TONES
from analytics.study import Filters, Study
from reports.tone import tone_part
from reports.tone.changes import compared_periods, tone_changes
from reports.tone.quotes import LONGEST, direction_of, quote
from reports.wording import wording
from tests.analytics.study.made import workspace_of
from tests.analytics.study.table_rows import actor, article, mention

EN, AR = wording("en"), wording("ar")
TITLE = "Council meets"
TEXT = "Aid was late again. The town thanked the medics."


def tone(key: str, number: int, start: int, end: int, value: float | None) -> dict[str, Any]:
    label = None if value is None else "negative" if value < -0.1 else "positive" if value > 0.1 else "neutral"
    return {"article_id": key, "sentence_no": number, "start": start, "end": end, "tone": value, "label": label}


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """24 stories of two publishers in January, 24 in February: the tone, and that towards one actor, turns positive."""
    articles, tones, mentions = [], [], []
    first = len(TITLE) + 2
    middle = first + TEXT.index("The")
    for place in range(48):
        key, early = f"a{place:02}", place < 24
        day = date(2018, 1 if early else 2, place % 24 + 1)
        made = article(key, "aawsat" if place % 2 else "bbc", "en", day.isoformat())
        articles.append(made | {"title": TITLE, "text": TEXT})
        value = (-0.5 if early else 0.4) + (place % 5) / 50
        tones += [tone(key, -1, 0, 10, value), tone(key, 0, 0, len(TITLE), 0.0)]
        tones += [tone(key, 1, first, middle - 1, -0.5 - place / 200), tone(key, 2, middle, first + len(TEXT), 0.4)]
        mentions.append(mention(key, "sohr", tone=value))
        mentions.append(mention(key, "islamic-state", tone=-0.3 + (place % 7) / 100))
    tables: dict[Any, list[dict[str, Any]]] = {
        ACTORS: [
            actor("islamic-state", "داعش", "Islamic State", "armed_group"),
            actor("sohr", "المرصد السوري", "SOHR", "ngo"),
        ],
        MENTIONS: mentions,
        TONES: tones,
        EMBEDDINGS: [{"article_id": f"a{place:02}", "vector": [1.0, 0.0]} for place in range(48)],
    }
    return Study(str(workspace_of(articles, tables, tmp_path_factory.mktemp("turned"), "run-0123456789ab").root))


def bare(items: list[str]) -> str:
    return " ".join(items).replace("\u2068", "").replace("\u2069", "")


def test_only_what_changed_is_told(turned: Study) -> None:
    found = tone_changes(turned, Filters())
    assert found is not None
    assert (found.before, found.after) == (
        (date(2018, 1, 1), date(2018, 1, 28)),
        (date(2018, 1, 29), date(2018, 2, 24)),
    )
    told = list(zip(found.sure["by"], found.sure["key"], strict=True))
    assert set(told) == {("all", "all"), ("actor", "sohr"), ("publisher", "aawsat"), ("publisher", "bbc")}
    assert (found.sure["difference"] > 0.8).all()
    said = bare(tone_part(turned, Filters(), EN)["groups"][3]["items"])
    assert said.count("became more positive") == 4
    assert "negative:" not in said
    assert "Islamic State" not in said


def test_the_time_chosen_is_compared_with_as_many_days_before(turned: Study) -> None:
    chosen = Filters(date_from=date(2018, 2, 1), date_to=date(2018, 2, 24))
    assert compared_periods(turned, chosen) == (
        (date(2018, 1, 8), date(2018, 1, 31)),
        (date(2018, 2, 1), date(2018, 2, 24)),
        True,
    )
    alone = Filters(date_from=date(2018, 1, 1), date_to=date(2018, 1, 24))
    found = tone_changes(turned, alone)
    assert found is not None
    assert (found.n_tested, len(found.sure)) == (0, 0)
    assert compared_periods(turned, Filters(date_from=date(1, 1, 1), date_to=date(2018, 1, 1))) is None
    assert compared_periods(turned, Filters(publishers=("nobody",))) is None


def test_the_sentences_that_drive_the_tone_are_quoted_with_who_wrote_them(turned: Study) -> None:
    groups = tone_part(turned, Filters(), EN)["quotes"]
    assert [group["title"] for group in groups] == ["Most negative", "Most positive"]
    worst = groups[0]["quotes"][0]
    assert worst["text"] == "\u2068Aid was late again.\u2069"
    assert (worst["direction"], worst["language"]) == ("ltr", "en")
    assert bare([worst["credit"]]).endswith(", 24 February 2018, “Council meets”, tone \u22120.73")
    assert [len(group["quotes"]) for group in groups] == [3, 3]


def row(**more: Any) -> pd.Series[Any]:
    values = {
        "sentence": "Aid was late.",
        "title": "Council",
        "publisher_id": "x",
        "publisher": "Example",
        "language": "en",
        "published_at": pd.Timestamp("2018-02-03", tz="UTC"),
        "tone": -0.5,
        "n_copies": 0,
    }
    return pd.Series(values | more)


def test_a_quote_in_arabic_is_set_from_the_right_with_its_copies() -> None:
    made = quote(row(sentence="تأخرت  المساعدات.", language="ar", published_at=pd.NaT, n_copies=2), {"x": "المثال"}, AR)
    assert (made["text"], made["direction"], made["language"]) == ("\u2068تأخرت المساعدات.\u2069", "rtl", "ar")
    assert bare([made["credit"]]) == "المثال، بلا تاريخ، «Council»، النبرة −0.50، نُسخت في مقالين"


def test_a_quote_cannot_turn_the_line_round_nor_fill_the_page() -> None:
    made = quote(row(sentence="one \u202etwo\u2069\u2069 " + "word " * 400, title="\u2067Council"), {}, EN)
    assert "\u202e" not in made["text"]
    assert made["text"].count("\u2069") == 1
    assert made["text"].endswith("word\u00a0…\u2069")
    assert len(made["text"]) <= LONGEST + 4
    assert "\u2067" not in made["credit"]
    assert len(quote(row(sentence="x" * 5000), {}, EN)["text"]) == LONGEST + 4


@pytest.mark.parametrize(
    ("text", "expected"), [("12 – abc", "ltr"), ("12 خبر Reuters", "rtl"), ("123", "rtl"), ("", "rtl")]
)
def test_a_quote_runs_as_its_first_letter_does(text: str, expected: str) -> None:
    assert direction_of(text, "rtl") == expected


def test_a_title_that_is_the_sentence_is_said_once() -> None:
    made = quote(row(sentence="Council", title="Council"), {}, EN)
    assert bare([made["credit"]]) == "Example, 3 February 2018, tone −0.50"


def test_both_languages_have_the_same_parts_and_numbers(turned: Study) -> None:
    english, arabic = (tone_part(turned, Filters(), words) for words in (EN, AR))
    for part in (english, arabic):
        assert [len(table["rows"]) for table in part["tables"]] == [2, 2]
        assert len(part["charts"]) == 1
        assert "<path" in part["charts"][0].svg
    cells = [[r[3]["text"] for r in part["tables"][0]["rows"]] for part in (english, arabic)]
    assert cells[0] == cells[1]
    assert "\u2068SOHR\u2069" in [r[0]["text"] for r in english["tables"][0]["rows"]]
    assert "\u2068المرصد السوري\u2069" in [r[0]["text"] for r in arabic["tables"][0]["rows"]]


def test_without_topics_publishers_are_compared_as_they_are_alone(turned: Study) -> None:
    table = tone_part(turned, Filters(), EN)["tables"][1]
    assert [r[5]["text"] for r in table["rows"]] == ["—", "—"]
    assert [r[0]["under"] for r in table["rows"]] == [(("en", "writes on other topics than the others"),)] * 2


def test_articles_without_a_tone_are_counted_as_such(tmp_path: Path) -> None:
    made = [article("a", "aawsat", "other", "2018-01-01"), article("b", "aawsat", "other", "2018-01-02")]
    tables: dict[Any, list[dict[str, Any]]] = {
        TONES: [
            tone("a", -1, 0, 5, None) | {"reason": "no_letters"},
            tone("b", -1, 0, 5, None) | {"reason": "no_letters"},
        ],
        EMBEDDINGS: [{"article_id": key, "vector": [1.0, 0.0]} for key in "ab"],
    }
    study = Study(str(workspace_of(made, tables, tmp_path, "run-0123456789ab").root))
    part = tone_part(study, Filters(), EN)
    assert part["groups"] == [
        {
            "title": "All in all",
            "items": ["Nothing in this selection has a tone.", "Not scored, and so in no mean: 2 articles."],
        }
    ]
    assert (part["tables"], part["charts"], part["quotes"]) == ([], [], [])
