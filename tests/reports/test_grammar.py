from datetime import date

import pytest

from reports.grammar import (
    GENITIVE,
    between,
    counted,
    day,
    listed,
    name,
    percent,
    period,
    points,
    signed,
)


@pytest.mark.parametrize(
    ("number", "nominative", "genitive"),
    [
        (0, "لا مقالات", "صفر من المقالات"),
        (1, "مقال واحد", "مقال واحد"),
        (2, "مقالان", "مقالين"),
        (3, "3 مقالات", "3 مقالات"),
        (10, "10 مقالات", "10 مقالات"),
        (11, "11 مقالاً", "11 مقالاً"),
        (99, "99 مقالاً", "99 مقالاً"),
        (100, "100 مقال", "100 مقال"),
        (101, "101 مقال", "101 مقال"),
        (102, "102 مقال", "102 مقال"),
        (103, "103 مقالات", "103 مقالات"),
        (111, "111 مقالاً", "111 مقالاً"),
        (12345, "12,345 مقالاً", "12,345 مقالاً"),
    ],
)
def test_arabic_nouns_agree_with_their_number(number: int, nominative: str, genitive: str) -> None:
    assert counted(number, "article", "ar") == nominative
    assert counted(number, "article", "ar", GENITIVE) == genitive


def test_english_nouns_agree_with_their_number() -> None:
    assert [counted(n, "article", "en") for n in (0, 1, 2, 1000)] == [
        "0 articles",
        "1 article",
        "2 articles",
        "1,000 articles",
    ]


def test_a_count_is_not_negative() -> None:
    with pytest.raises(ValueError, match="number is -1"):
        counted(-1, "article", "en")


def test_shares_keep_a_decimal_while_they_are_small() -> None:
    assert [percent(s) for s in (0.0, 0.0123, 0.0996, 0.1249, 1.0)] == ["0%", "1.2%", "10%", "12%", "100%"]
    assert [percent(s) for s in (0.0003, 0.998)] == ["\u2068<0.1%\u2069", "99.8%"]
    assert percent(0.9996) == "\u2068>99.9%\u2069"
    assert percent(float("nan")) == "—"
    assert points(-0.051) == "5.1"


def test_tones_carry_their_sign_and_keep_left_to_right() -> None:
    assert signed(-0.314) == "\u2068\u22120.31\u2069"
    assert signed(0.1) == "\u2068+0.10\u2069"
    assert signed(-0.001) == "\u20680.00\u2069"
    assert signed(None) == "—"


def test_arabic_dates_name_the_month_both_ways() -> None:
    assert day(date(2024, 5, 12), "ar") == "12 أيار/مايو 2024"
    assert day(date(2024, 5, 12), "en") == "12 May 2024"


@pytest.mark.parametrize(
    ("start", "end", "arabic", "english"),
    [
        ("2018-02-03", "2018-02-03", "3 شباط/فبراير 2018", "3 February 2018"),
        ("2018-02-01", "2018-02-28", "شباط/فبراير 2018", "February 2018"),
        (
            "2018-01-01",
            "2018-01-28",
            "من 1 كانون الثاني/يناير 2018 إلى 28 كانون الثاني/يناير 2018",
            "1 January 2018 to 28 January 2018",
        ),
        ("2018-01-01", "2018-12-31", "2018", "2018"),
        ("2014-01-01", "2018-12-31", "من 2014 إلى 2018", "2014 to 2018"),
        ("2018-01-01", "2018-03-31", "من كانون الثاني/يناير 2018 إلى آذار/مارس 2018", "January 2018 to March 2018"),
        (
            "2018-01-02",
            "2018-03-31",
            "من 2 كانون الثاني/يناير 2018 إلى 31 آذار/مارس 2018",
            "2 January 2018 to 31 March 2018",
        ),
    ],
)
def test_a_period_is_named_by_what_it_is(start: str, end: str, arabic: str, english: str) -> None:
    ends = date.fromisoformat(start), date.fromisoformat(end)
    assert period(*ends, "ar") == arabic
    assert period(*ends, "en") == english


def test_lists_and_ranges() -> None:
    assert listed(["أ", "ب", "ج"], "ar") == "أ، ب وج"
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert (listed(["a"], "en"), listed([], "en")) == ("a", "")
    assert between("2%", "7%", "ar") == "من 2% إلى 7%"


def test_a_name_stays_on_one_line_apart_and_short() -> None:
    assert name("Fox\n News") == "\u2068Fox News\u2069"
    assert len(name("x" * 500)) == 92
