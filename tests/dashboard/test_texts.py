from __future__ import annotations

import re
from datetime import date

import pytest

from analytics.figures.dates import MONTHS
from analytics.schema import ACTOR_TYPES, BOUNDS, CITATION_MODES, TONE_LABELS
from analytics.study.filters import NAMING
from corpus.schema import BASES, LANGUAGES
from dashboard.errors import TextError
from dashboard.i18n import load_texts
from dashboard.view import MARKS, PATHS

AR, EN = load_texts("ar"), load_texts("en")
FORMS = re.compile(r"\.(zero|one|two|few|many|other)$")


def is_noun(key: str) -> bool:
    return key.removeprefix("stories.").startswith("count.")


def test_both_languages_have_the_same_texts_with_the_same_values() -> None:
    def keys(entries: dict[str, str]) -> set[str]:
        return {FORMS.sub("", key) if is_noun(key) else key for key in entries}

    assert keys(dict(AR.entries)) == keys(dict(EN.entries))
    for key, text in EN.entries.items():
        if not is_noun(key):
            assert sorted(re.findall(r"{(\w+)}", text)) == sorted(re.findall(r"{(\w+)}", AR.entries[key])), key


def test_every_arabic_plural_has_all_six_forms() -> None:
    nouns = {FORMS.sub("", key) for key in AR.entries if is_noun(key)}
    missing = {f"{noun}.{form}" for noun in nouns for form in ("zero", "one", "two", "few", "many", "other")}
    assert missing - set(AR.entries) == set()


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "لا مقالات", "0 articles"),
        (1, "مقال واحد", "1 article"),
        (2, "مقالان", "2 articles"),
        (3, "3 مقالات", "3 articles"),
        (11, "11 مقالاً", "11 articles"),
        (100, "100 مقال", "100 articles"),
        (9931, "9,931 مقالاً", "9,931 articles"),
    ],
)
def test_a_number_agrees_with_its_noun(n: int, arabic: str, english: str) -> None:
    assert (AR.count("articles", n), EN.count("articles", n)) == (arabic, english)


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "لا قصص خبرية", "0 stories"),
        (1, "قصة خبرية واحدة", "1 story"),
        (2, "قصتان خبريتان", "2 stories"),
        (3, "3 قصص خبرية", "3 stories"),
        (11, "11 قصة خبرية", "11 stories"),
        (100, "100 قصة خبرية", "100 stories"),
    ],
)
def test_where_stories_are_counted_the_noun_is_story(n: int, arabic: str, english: str) -> None:
    arabic_texts, english_texts = AR.counting("stories"), EN.counting("stories")
    assert (arabic_texts.count("articles", n), english_texts.count("articles", n)) == (arabic, english)
    assert (AR.count("articles", n), EN.count("articles", n)) != (arabic, english)
    assert (arabic_texts("table.n"), english_texts("table.n")) == ("القصص", "Stories")
    assert english_texts("page.articles") == "Articles"  # what means articles stays


def test_a_text_for_stories_stands_for_one_of_articles() -> None:
    own = [key.removeprefix("stories.") for key in EN.entries if key.startswith("stories.")]
    assert own and [key for key in own if key not in EN.entries] == []


def test_every_value_a_table_may_hold_has_words() -> None:
    expected = [f"type.{name}" for name in (*ACTOR_TYPES, "unknown")] + [f"mode.{name}" for name in CITATION_MODES]
    expected += [f"tone.{name}" for name in TONE_LABELS] + [f"basis.{name}" for name in BASES]
    expected += [f"language.{name}" for name in LANGUAGES] + [f"mark.{name}" for name in MARKS]
    expected += [f"naming.{name}" for name in NAMING] + [f"bound.{name}" for name in BOUNDS]
    expected += [f"page.{name}" for name in (*PATHS, "missing")]
    assert [key for key in expected if not (AR.has(key) and EN.has(key))] == []


def test_words_are_isolated_and_numbers_are_not() -> None:
    assert AR("filter.also_actor", name="Reuters") == "مع \u2068Reuters\u2069"
    assert EN("count.articles.other", n=3) == "3 articles"


def test_dates_have_the_month_names_of_the_whole_arab_world_and_western_digits() -> None:
    assert AR.day(date(2024, 5, 12)) == "12 أيار/مايو 2024"
    assert EN.day(date(2024, 5, 12)) == "12 May 2024"
    assert AR.period(date(2018, 2, 1), date(2018, 2, 28)) == "شباط/فبراير 2018"
    assert EN.period(date(2018, 1, 1), date(2018, 12, 31)) == "2018"
    assert EN.period(date(2018, 1, 1), date(2018, 1, 7)) == "1 January 2018 to 7 January 2018"
    assert len(MONTHS["ar"]) == len(MONTHS["en"]) == 12


def test_shares_tones_and_intervals() -> None:
    assert [EN.percent(value) for value in (0.0, 0.0001, 0.004, 0.0999, 0.5, 0.999, float("nan"))] == [
        "0%", "\u2068<0.1%\u2069", "0.4%", "10%", "50%", "99.9%", "—",
    ]  # fmt: skip
    assert EN.score(-0.256) == "\u2066\u22120.26\u2069"
    assert EN.score(-0.001) == "\u20660.00\u2069"
    assert EN.score(None) == EN.score(float("nan")) == "—"
    assert EN.interval(-0.5, 0.25) == "\u2066\u22120.50 … +0.25\u2069"
    assert EN.interval(float("nan"), 1.0) == ""


def test_a_missing_text_or_language_is_named() -> None:
    with pytest.raises(TextError, match=r"en\.toml has no text 'no\.such'"):
        EN("no.such")
    with pytest.raises(TextError, match="language is 'fr'; allowed: ar, en"):
        load_texts("fr")
