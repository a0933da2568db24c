"""The dashboard and the printed report call the same things by the same words and write numbers and dates alike."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.i18n import LANGUAGES, load_texts
from reports import grammar
from reports.wording import wording

SAME = {
    "page.topics": "sections.topics",
    "page.actors": "sections.actors",
    "sources.publishers": "sections.publishers",
    "sources.list": "sections.sources",
    "language.ar": "scope.language_ar",
    "language.en": "scope.language_en",
    "table.topic": "table.topic",
    "table.actor": "table.actor",
    "table.publisher": "table.publisher",
    "table.n": "table.n",
    "table.share": "table.share",
    "table.interval": "table.interval",
    "table.tone": "table.tone",
    "table.expected": "table.expected",
    "table.npmi": "table.npmi",
    "table.n_publishers": "table.publishers",
}
RETIRED = ("الجهات", "حصة", "حصص", "فترة الثقة", "فترات الثقة", "فترة ثقة", "مجال ثقة", "نموذجي", "إنكليزي", "غير مسجل")


@pytest.mark.parametrize("language", LANGUAGES)
def test_shared_terms_are_the_same(language: str) -> None:
    screen, print_ = load_texts(language), wording(language)
    assert {key: screen(key) for key in SAME} == {key: print_(other) for key, other in SAME.items()}
    kinds = ("source_class", "source_detail")
    for table, other in (("type", "types"), ("tone", "tones"), *zip(kinds, kinds, strict=True)):
        names = print_.table(other)
        assert {name: screen(f"{table}.{name}") for name in names} == dict(names)


def test_words_given_up_are_in_neither() -> None:
    said = [*load_texts("ar").entries.values(), str(wording("ar").texts)]
    assert [(word, text) for word in RETIRED for text in said if word in text] == []


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.0123, 0.0996, 0.5, 0.9951, 0.999, 0.9999, 1.0, float("nan")])
def test_shares_are_written_alike(share: float) -> None:
    assert [load_texts(language).percent(share) for language in LANGUAGES] == [grammar.percent(share)] * 2


@pytest.mark.parametrize("value", [-1.0, -0.256, -0.004, 0.0, 0.1, None])
def test_tones_are_written_alike(value: float | None) -> None:
    screen, print_ = load_texts("en").score(value), grammar.signed(value)
    assert screen.strip("\u2066\u2069") == print_.strip("\u2068\u2069")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("end", [date(2018, 1, 1), date(2018, 1, 28), date(2018, 1, 31), date(2018, 12, 31)])
def test_dates_are_written_alike(language: str, end: date) -> None:
    screen, start = load_texts(language), date(2018, 1, 1)
    assert screen.period(start, end) == grammar.period(start, end, language)
    assert screen.day(end) == grammar.day(end, language)
