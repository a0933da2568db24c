from datetime import date
from typing import Any

import pytest

from analytics.study import Filters
from reports.findings import Finding
from reports.sentences import no_topics, sentence


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def finding(kind: str, n: int, total: int, low: float = 0.1, high: float = 0.2, **values: Any) -> Finding:
    names = {"ar": "الرقة", "en": "Raqqa"}
    return Finding(kind, n, total, Filters(), low, high, names, values)


@pytest.mark.parametrize(
    ("n", "articles", "share"),
    [
        (1, "مقال واحد", "0.5%"),
        (2, "مقالان", "1.0%"),
        (10, "10 مقالات", "5.0%"),
        (11, "11 مقالاً", "5.5%"),
        (100, "100 مقال", "50%"),
        (103, "103 مقالات", "52%"),
    ],
)
def test_a_topic_in_arabic(n: int, articles: str, share: str) -> None:
    small = " العدد صغير، فلا يُبنى عليه." if n < 5 else ""
    assert plain(sentence(finding("topic", n, 200, share=n / 200), "ar")) == (
        f"أكبر المواضيع «الرقة»: {articles} من أصل 200، أي {share} (مجال الثقة 95%: من 10% إلى 20%).{small}"
    )


def test_a_topic_in_english() -> None:
    assert plain(sentence(finding("topic", 50, 200, 0.195, 0.314, share=0.25), "en")) == (
        "The largest topic is “Raqqa”: 50 articles of 200, or 25% (95% interval 20% to 31%)."
    )


def test_a_share_rises_or_falls() -> None:
    periods = {"before": (date(2018, 1, 1), date(2018, 1, 31)), "after": (date(2018, 2, 1), date(2018, 2, 28))}
    rose = finding(
        "change", 22, 40, 0.42, 0.83, n_before=2, N_before=20, n_after=18, N_after=20, difference=0.7, **periods
    )
    fell = finding(
        "change", 22, 40, -0.83, -0.42, n_before=18, N_before=20, n_after=2, N_after=20, difference=-0.7, **periods
    )
    assert plain(sentence(rose, "ar")) == (
        "أبرز تغيّر: ارتفعت نسبة موضوع «الرقة» بمقدار 70 نقطة مئوية بين نصفي المدة، "
        "من مقالين من أصل 20 إلى 18 مقالاً من أصل 20 "
        "(مجال الثقة 95%: من 42 إلى 83 نقطة). النصف الأول: كانون الثاني/يناير 2018، والثاني: شباط/فبراير 2018."
    )
    assert plain(sentence(fell, "en")) == (
        "The largest change: the share of “Raqqa” fell by 70 percentage points between the two halves of the period, "
        "from 18 articles of 20 to 2 articles of 20 (95% interval 42 to 83 points). "
        "First half: January 2018; second half: February 2018."
    )


def test_tone_has_its_scale_its_interval_and_its_classes() -> None:
    tone = finding("tone", 12, 12, -0.41, -0.12, mean=-0.265, negative=8, neutral=3, positive=1)
    assert plain(sentence(tone, "ar")) == (
        "متوسط النبرة −0.27 على مقياس من −1 (سلبية) إلى +1 (إيجابية)، محسوباً من 12 مقالاً "
        "(مجال الثقة 95%: من −0.41 إلى −0.12). "
        "المقالات السلبية 8، والمحايدة 3، والإيجابية 1."
    )
    assert "no interval" in sentence(finding("tone", 1, 1, mean=-0.3, negative=1, neutral=0, positive=0), "en")


def test_one_article_is_spoken_of_as_one() -> None:
    values = {
        "first": date(2024, 5, 12),
        "last": date(2024, 5, 12),
        "languages": (("ar", 1),),
        "publishers": 1,
        "undated": 0,
        "articles": 1,
        "stories": 1,
    }
    alone = finding("coverage", 1, 1, **values)
    assert (
        sentence(alone, "ar")
        == "في هذا التقرير مقال واحد، وهو كل ما في الدراسة. تاريخ النشر 12 أيار/مايو 2024. العدد صغير، فلا يُبنى عليه."
    )
    assert sentence(alone, "en") == (
        "This report covers one article, all of the study. Published 12 May 2024. A small number: build nothing on it."
    )


@pytest.mark.parametrize("n", [1, 2, 12])
def test_why_there_are_no_topics(n: int) -> None:
    assert plain(no_topics(n, ["داعش", "حمص"], "ar")) == (
        f"لا مواضيع: عدد المقالات ({n}) لا يكفي لبناء مواضيع يُوثق بها. أكثر الكلمات انتشاراً: داعش وحمص."
    )
    assert no_topics(n, [], "ar") == f"لا مواضيع: عدد المقالات ({n}) لا يكفي لبناء مواضيع يُوثق بها."
