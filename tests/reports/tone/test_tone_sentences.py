"""Sentences about tone, whole, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from reports.tone.changes import ToneChanges
from reports.tone.sentences import actor_sentences, change_sentences, overall_sentences, publisher_sentences
from reports.wording import wording

EN, AR = wording("en"), wording("ar")
NAN = float("nan")


def plain(items: list[str]) -> list[str]:
    return [item.replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ") for item in items]


def overall(n: int, n_stories: int, n_sentences: int, n_unscored: int = 0, n_articles: int | None = None) -> Any:
    row: dict[str, Any] = {
        "n": n,
        "n_articles": n if n_articles is None else n_articles,
        "n_stories": n_stories,
        "n_sentences": n_sentences,
        "n_unscored": n_unscored,
        "mean": -0.234 if n else NAN,
        "low": -0.31,
        "high": -0.15,
    }
    for name, share in (("negative", 0.7), ("neutral", 0.2), ("positive", 0.1)):
        row |= {f"share_{name}": share, f"share_{name}_low": share - 0.05, f"share_{name}_high": share + 0.05}
    return pd.DataFrame([row])


def actor(key: str, mean: float, n_stories: int = 40, half: float = 0.05, shrunk: float = NAN) -> dict[str, Any]:
    names = {"a": ("قسد", "SDF"), "b": ("تركيا", "Turkey"), "c": ("روسيا", "Russia")}[key]
    return {
        "key": key,
        "name_ar": names[0],
        "name_en": names[1],
        "n_stories": n_stories,
        "is_small": n_stories < 5,
        "mean": mean,
        "low": mean - half,
        "high": mean + half,
        "shrunk": shrunk,
        "shrunk_low": shrunk - half,
        "shrunk_high": shrunk + half,
    }


def publisher(key: str, raw: float, adjusted: float, raw_q: float, adjusted_q: float) -> dict[str, Any]:
    row: dict[str, Any] = {"publisher_id": key, "name_ar": "النهار", "name_en": "An-Nahar"}
    for kind, value, q in (("raw", raw, raw_q), ("adjusted", adjusted, adjusted_q)):
        row |= {kind: value, f"{kind}_low": value - 0.06, f"{kind}_high": value + 0.06, f"{kind}_q": q}
    return row


def change(by: str, difference: float, key: str = "x") -> dict[str, Any]:
    return {
        "by": by,
        "key": key,
        "name_ar": "روسيا",
        "name_en": "Russia",
        "n_before": 12,
        "n_after": 105,
        "mean_before": 0.1,
        "mean_after": 0.1 + difference,
        "difference": difference,
        "low": difference - 0.1,
        "high": difference + 0.1,
        "q": 0.0042,
    }


def changes(rows: list[dict[str, Any]], n_tested: int = 30, is_previous: bool = False) -> ToneChanges:
    days = (date(2018, 1, 1), date(2018, 1, 31)), (date(2018, 2, 1), date(2018, 2, 28))
    return ToneChanges(*days, is_previous, n_tested, pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("n", "stories", "sentences", "made_of"),
    [
        (2, 2, 11, "مقالين وقصتين خبريتين و11 جملة"),
        (3, 2, 2, "3 مقالات وقصتين خبريتين وجملتين"),
        (12, 10, 100, "12 مقالاً و10 قصص خبرية و100 جملة"),
        (102, 101, 1003, "102 مقال و101 قصة خبرية و1,003 جمل"),
    ],
)
def test_what_a_tone_rests_on_is_counted_as_arabic_counts(n: int, stories: int, sentences: int, made_of: str) -> None:
    assert plain(overall_sentences(overall(n, stories, sentences), AR)) == [
        "متوسط النبرة −0.23 على مقياس من −1 (سلبية) إلى +1 (إيجابية)، مجال الثقة 95%: من −0.31 إلى −0.15، "
        f"محسوباً من {made_of}.",
        "السلبية 70% (مجال الثقة 95%: من 65% إلى 75%)، والمحايدة 20% (مجال الثقة 95%: من 15% إلى 25%)، "
        "والإيجابية 10% (مجال الثقة 95%: من 5.0% إلى 15%).",
        "ما لم تُحسب نبرته، فلا يدخل في أي متوسط: لا مقالات.",
    ]


def test_what_a_tone_rests_on_and_what_was_not_scored_in_english() -> None:
    assert plain(overall_sentences(overall(12, 10, 1, 1), EN)) == [
        "The mean tone is −0.23 on a scale from −1 (negative) to +1 (positive) (95% interval −0.31 to −0.15), "
        "over 12 articles, 10 stories and 1 sentence.",
        "Negative: 70% (95% interval 65% to 75%); neutral: 20% (95% interval 15% to 25%); "
        "positive: 10% (95% interval 5.0% to 15%).",
        "Not scored, and so in no mean: 1 article.",
    ]
    stories = plain(overall_sentences(overall(10, 10, 9, 2, n_articles=12), wording("en", "stories")))
    assert stories[0].endswith("over 10 stories, 12 articles and 9 sentences.")
    assert stories[2] == "Not scored, and so in no mean: 2 stories."


@pytest.mark.parametrize(("unscored", "said"), [(0, "لا مقالات"), (1, "مقال واحد"), (2, "مقالان"), (11, "11 مقالاً")])
def test_where_nothing_is_scored_no_mean_is_made_up(unscored: int, said: str) -> None:
    assert overall_sentences(overall(0, 0, 0, unscored), AR) == [
        "لا نبرة محسوبة في هذا الانتقاء.",
        f"ما لم تُحسب نبرته، فلا يدخل في أي متوسط: {said}.",
    ]
    assert overall_sentences(overall(1, 1, 1).head(0), EN) == [
        "Nothing in this selection has a tone.",
        "Not scored, and so in no mean: 0 articles.",
    ]


def test_a_single_story_has_no_interval() -> None:
    assert plain(overall_sentences(overall(1, 1, 2), AR))[0] == (
        "النبرة −0.23 على مقياس من −1 (سلبية) إلى +1 (إيجابية)، محسوبةً من مقال واحد وقصة خبرية واحدة وجملتين، "
        "ولا يُحسب لقصة خبرية واحدة مجال الثقة."
    )
    assert plain(overall_sentences(overall(2, 1, 5), EN))[0].endswith("; a single story has no interval.")


def test_actors_are_ranked_only_where_intervals_are_apart() -> None:
    frame = pd.DataFrame([actor("a", -0.3, 11), actor("b", 0.2, 3, 0.01), actor("c", 0.1, 103)])
    assert plain(actor_sentences(frame, EN)) == [
        "The tone is most negative towards “SDF”: −0.30 over 11 stories (95% interval −0.35 to −0.25), and "
        "most positive towards “Russia”: +0.10 over 103 stories (95% interval +0.05 to +0.15). "
        "The intervals do not overlap.",
        "Compared: 2 actors; those of fewer than 5 stories are not.",
    ]
    assert plain(actor_sentences(frame, AR)) == [
        "أشد النبرات سلبية هي تجاه «قسد»: −0.30 في 11 قصة خبرية (مجال الثقة 95%: من −0.35 إلى −0.25)، وأقربها إلى "
        "الإيجابية تجاه «روسيا»: +0.10 في 103 قصص خبرية (مجال الثقة 95%: من +0.05 إلى +0.15). ولا يتداخل المجالان.",
        "عدد من قورنوا: فاعلان، ولا يُقارن من ذُكر في أقل من 5 قصص خبرية.",
    ]
    near = pd.DataFrame([actor("a", -0.02), actor("c", 0.02)])
    assert "overlap, so towards none" in actor_sentences(near, EN)[0]
    assert actor_sentences(frame.head(2), EN) == [
        "Fewer than two actors are in at least 5 stories with a tone towards them, so none are compared."
    ]


def test_a_mean_of_few_stories_leads_only_as_it_is_drawn() -> None:
    frame = pd.DataFrame(
        [actor("a", -0.9, 6, shrunk=-0.1), actor("b", -0.3, shrunk=-0.28), actor("c", 0.1, shrunk=0.1)]
    )
    told = plain(actor_sentences(frame, EN))
    assert told[0].startswith("The tone is most negative towards “Turkey”: −0.28 over 40 stories")
    assert told[1] == "These means are drawn towards that of all actors, the more the fewer stories they rest on."


def test_a_publisher_differs_on_the_same_topics_or_only_through_them() -> None:
    both = pd.DataFrame([publisher("a", -0.2, -0.1, 0.001, 0.03)])
    assert plain(publisher_sentences(both, EN)) == [
        "On the same topics, the tone of “An-Nahar” is more negative than that of the others: a difference of −0.10 "
        "(95% interval −0.16 to −0.04; q 0.03). As it is, the difference is −0.20 "
        "(95% interval −0.26 to −0.14; q 0.0010)."
    ]
    through = pd.DataFrame([publisher("a", 0.2, 0.01, 0.001, 0.6)])
    assert plain(publisher_sentences(through, AR)) == [
        "نبرة «النهار» كما هي أقرب إلى الإيجابية من نبرة سائر الناشرين، والفرق +0.20 "
        "(مجال الثقة 95%: من +0.14 إلى +0.26؛ q 0.0010)؛ أما على المواضيع نفسها فالفرق لا يتجاوز ما قد تأتي به "
        "المصادفة: +0.01 (مجال الثقة 95%: من −0.05 إلى +0.07؛ q 0.60)."
    ]
    alone = pd.DataFrame([publisher("a", -0.2, NAN, 0.001, NAN)])
    assert plain(publisher_sentences(alone, EN))[0].endswith("It cannot be compared on the same topics.")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (publisher("a", -0.2, -0.2, 0.06, 0.06), "لا كما هي ولا على المواضيع نفسها"),
        (publisher("a", -0.05, -0.05, 0.01, 0.01), "لا كما هي ولا على المواضيع نفسها"),
        (publisher("a", -0.2, NAN, 0.06, NAN), "ولا تمكن مقارنة أحد على المواضيع نفسها"),
        (publisher("a", NAN, NAN, NAN, NAN), "لا يُقارن الناشرون"),
    ],
)
def test_no_publisher_is_told_of_unless_rate_and_interval_agree(row: dict[str, Any], said: str) -> None:
    told = publisher_sentences(pd.DataFrame([row]), AR)
    assert len(told) == 1
    assert said in told[0]


def test_what_changed_is_told_with_its_direction() -> None:
    found = changes([change("actor", -0.4), change("all", 0.2)])
    assert plain(change_sentences(found, EN)) == [
        "The tone towards “Russia” became more negative: from +0.10 (12 articles) to −0.30 (105 articles), a "
        "difference of −0.40 (95% interval −0.50 to −0.30; q 0.0042).",
        "The tone of all articles became more positive: from +0.10 (12 articles) to +0.30 (105 articles), a difference "
        "of +0.20 (95% interval +0.10 to +0.30; q 0.0042).",
        "Compared are the halves of the selection's time: January 2018, and February 2018.",
        "Tones tested: 30. A change is told only if its interval leaves out 0 and q, the false discovery rate over all "
        "of its kind, is at most 0.05.",
    ]
    assert plain(change_sentences(changes([change("topic", -0.4)], is_previous=True), AR))[:2] == [
        "نبرة موضوع «روسيا» صارت أشد سلبية: من +0.10 (12 مقالاً) إلى −0.30 (105 مقالات)، والفرق −0.40 "
        "(مجال الثقة 95%: من −0.50 إلى −0.30؛ q 0.0042).",
        "المقارنة بين المدة المختارة، شباط/فبراير 2018، ومثل عدد أيامها قبلها، كانون الثاني/يناير 2018.",
    ]


def test_nothing_is_said_to_have_changed_where_nothing_did() -> None:
    nothing = changes([])
    assert change_sentences(nothing, EN)[0].startswith("No tone changed by more than chance may make")
    assert change_sentences(changes([], 0), AR)[0] == "لا يُذكر تغيّر: القصص الخبرية في إحدى المدتين أقل مما يكفي."
    assert change_sentences(None, wording("en", "stories")) == [
        "No change is told: the selection has no two days with stories."
    ]
    many = changes([change("actor", -0.5 + place / 50, key=str(place)) for place in range(6)])
    assert change_sentences(many, EN)[4] == "And 2 more."
