import datetime as dt

import pytest

from corpus.text.dated import Dated
from corpus.text.datelines import date_from_address, date_from_name, date_from_text, is_date_line, proof_of

TODAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("Wed 05 Apr 2017 Shells fell on the village.", "2017-04-05", "opening"),
        ("BEIRUT (Agency) 3 Sept 2024 - Two convoys left the camp.", "2024-09-03", "opening"),
        ("Published August 3 2015 The convoy left the camp.", "2015-08-03", "opening"),
        ("Date of publication 25 April 2017 The convoy left the camp.", "2017-04-25", "opening"),
        ("12 February 2015 The convoy left, two years after that of 2013.", "2015-02-12", "opening"),
        ("بيروت 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\nغادرت القافلة المخيم.", "2015-08-10", "opening"),
        ("الثلاثاء 3 أيلول 2024\nغادرت قافلتان المخيم.", "2024-09-03", "line"),
        ("24.08.2013 Two convoys left the camp.", "2013-08-24", "opening"),
        ("2013-08-24 غادرت قافلتان المخيم.", "2013-08-24", "opening"),
        ("04.08.2013 Two convoys left the camp.", None, ""),
        ("2024-09-03 14:30\nTwo convoys left the camp.", "2024-09-03", "line"),
        ("عنوان رويترز الثلاثاء 3 أيلول 2024 غادرت قافلتان المخيم.", None, ""),
        ("عنوان الثلاثاء 3 أيلول 2024 غادرت قافلتان المخيم.", "2024-09-03", "head"),
    ],
)
def test_a_dateline_dates_a_text(text, day, rule):
    found, used = proof_of("عنوان", text, TODAY)
    assert used == rule
    assert (found.at and found.at.date().isoformat(), found.basis) == (day, "text" if day else "none")


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("قال المتحدث، الثلاثاء 3 من أيلول، إن القافلة وصلت. وفي العام 2024 وصلت عشر قوافل.", "2024-09-03", "report"),
        ("The spokesman said on Tuesday, 3 September, that the convoy of 2024 had come.", "2024-09-03", "report"),
        ("وصلت القافلة، الاثنين 9 غشت، وهي الأولى في سنة 2021.", "2021-08-09", "report"),
        ("وصلت القافلة، الخميس 14 آذار 2019، وفق ما أعلن المجلس.", "2019-03-14", "report"),
        ("وصلت القافلة اليوم الثلاثاء 3 أيلول وهي الأولى في 2024.", "2024-09-03", "today"),
        ("وصلت القافلة أمس الاثنين (2 أيلول) وهي الأولى في 2024.", "2024-09-03", "today"),
        ("A convoy came yesterday, Monday 2 September, the first of 2024.", "2024-09-03", "today"),
        ("A convoy came today, 3 September 2024, after a week.", "2024-09-03", "today"),
    ],
)
def test_days_that_agree_date_a_text(text, day, rule):
    found, used = proof_of("عنوان", text, TODAY)
    assert used == rule
    assert (found.at.date().isoformat(), found.precision, found.basis) == (day, "day", "inferred")
    assert date_from_text("عنوان", text, TODAY) == found


@pytest.mark.parametrize(
    "text",
    [
        "وصل وفد يوم الاثنين 2 من أيلول وغادر الثلاثاء 3 من أيلول في أول زيارة عام 2024.",
        "A team came on Monday 2 September and left on Tuesday 3 September, the first visit of 2024.",
    ],
)
def test_days_close_by_prove_the_month(text):
    found = date_from_text("عنوان", text, TODAY)
    assert (found.at, found.precision, found.basis) == (dt.datetime(2024, 9, 1, tzinfo=dt.UTC), "month", "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث، الثلاثاء 3 من أيلول، إن القافلة وصلت.",  # no year
        "وصلت القافلة، الخميس 14 آذار، وفق ما أعلن المجلس في 2019.",  # 14 March was a Thursday in 2024 too
        "The spokesman said on Thursday, 14 March, that the convoy of 2019 had come.",
        "قال المتحدث، السبت 3 من أيلول، إن قافلة 2024 وصلت.",  # no Saturday 3 September from 2024 on
        "Fri 05 Apr 2017 Shells fell on the village.",
        "On 13 November 2015, gunmen opened fire.",
        "وقعت الهجمات يوم الثلاثاء 11 سبتمبر 2001، وانتهت الحملة في 2019.",
        "A vote will be held on Tuesday 3 September 2024, the council said.",
        "غادرت القافلة الثلاثاء 3 من أيلول الماضي، وكانت الأولى في عام 2024.",
        "* 28 مايو (أيار) 1990: عقد مؤتمر. وعقد آخر في 2015.",
        "28 May 1990 A conference was held. Another was held in 2015.",
        "Two convoys in all of 2024.",
    ],
)
def test_a_text_that_proves_no_day_is_undated(text):
    found = date_from_text("عنوان", text, TODAY)
    assert (found.at, found.precision, found.basis) == (None, "none", "none")
    assert found.note


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("نشر في: الثلاثاء 3 أيلول 2024 - 14:30 بتوقيت غرينتش", (14, 30)),
        ("Son Güncelleme: Eylül 03, 2024 10:15 TRT", (7, 15)),
        ("Published: 3 September 2024, 10:15 GMT", (10, 15)),
        ("3/أيلول/2024", ()),
        ("24.09.2024", None),
        ("آخر تحديث: 2024-09-03 17:05 بتوقيت مكة", (14, 5)),
        ("29 صفر 1446 هـ - 3 أيلول 2024 م", ()),
    ],
)
def test_a_line_of_a_date_alone(line, moment):
    found = is_date_line(line, TODAY)
    day = (24,) if moment is None else (3, *moment)
    assert found.at == dt.datetime(2024, 9, *day, tzinfo=dt.UTC)
    assert (found.precision, found.basis) == ("minute" if moment else "day", "text")


@pytest.mark.parametrize(
    "line",
    [
        "وصلت القافلة في 3 أيلول 2024",
        "The battle of 3 September 2024",
        "3 أيلول",
        "September 2024",
        "4/5/2017",
        "Monday 3 September 2024",
        "",
    ],
)
def test_a_line_with_more_or_less_than_a_date_is_none(line):
    assert is_date_line(line, TODAY) is None


def test_a_file_name_may_hold_the_day():
    assert date_from_name("2024-09-03_raqqa.txt", TODAY).basis == "file"
    assert date_from_name("20240903.txt", TODAY).at == dt.datetime(2024, 9, 3, tzinfo=dt.UTC)
    assert date_from_name("page-20241399.txt", TODAY).at is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://site.example/ar/iraq/2018/03/01/عنوان.html", dt.date(2018, 3, 1)),
        ("https://site.example/ar/20180626-عنوان-الخبر", dt.date(2018, 6, 26)),
        ("https://site.example/news/2018-3-1/title", dt.date(2018, 3, 1)),
        ("https://site.example/news/20181399-title", None),
        ("https://site.example/news/120180626", None),
        ("https://site.example/2031/01/01/title", None),
        ("https://site.example/1169212-title", None),
        ("", None),
    ],
)
def test_the_day_in_the_path_of_an_address(address, day):
    found = date_from_address(address, dt.date(2024, 1, 1))
    assert (found.at and found.at.date()) == day
    assert found.basis == ("none" if day is None else "inferred")


@pytest.mark.parametrize(
    "line", ["نشر في: 3 أيلول 2024 - 23:30", "Published 3 September 2024, 23:30", "2024-09-03 23:30"]
)
def test_a_clock_without_a_zone_proves_its_day_only(line):
    assert is_date_line(line, TODAY) == Dated(_day(2024, 9, 3), "day", "text", "time-zone-unknown")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("بيروت - أ ف ب - 23 آذار/مارس 2019\nأعلن المجلس السبت أن القافلة وصلت.", (2019, 3, 23)),
        ("Beyrouth - AFP - 23 mars 2019\nLe convoi est arrivé samedi.", (2019, 3, 23)),
        ("الرياض، 8 شوال 1438 هـ - قالت الوزارة إن القافلة وصلت.", (2017, 7, 2)),
    ],
)
def test_a_dateline_on_a_line_of_its_own_or_in_another_calendar(text, day):
    assert date_from_text("عنوان", text, TODAY) == Dated(_day(*day), "day", "text")


@pytest.mark.parametrize(
    "text",
    [
        "قافلة حلب 23 آذار 2019\nقال المجلس إنها وصلت.",
        "Selon un communiqué publié mercredi 5 octobre 2016, le convoi est arrivé.",
        "بحسب بيان نشر في 8 شوال 1438 هـ - وهو الأول - وصلت القافلة.",
    ],
)
def test_a_heading_or_a_statement_with_a_date_is_no_dateline(text):
    assert date_from_text("عنوان", text, TODAY).at is None


def _day(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)
