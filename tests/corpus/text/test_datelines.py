import datetime as dt

import pytest

from corpus.text.datelines import date_from_name, date_from_text, is_date_line

TODAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("Wed 05 Apr 2017 Shells fell on the village.", "2017-04-05", "text"),
        ("BEIRUT (Agency) 3 Sept 2024 - Two convoys left the camp.", "2024-09-03", "text"),
        ("الثلاثاء 3 أيلول 2024\nغادرت قافلتان المخيم.", "2024-09-03", "text"),
        (
            "قال المتحدث، الثلاثاء 3 من أيلول، إن القافلة وصلت. ومنذ بداية العام 2024 وصلت عشر قوافل.",
            "2024-09-03",
            "inferred",
        ),
        ("وصلت القافلة، الخميس 14 آذار، وفق ما أعلن المجلس في 2019.", "2019-03-14", "inferred"),
        ("The convoy arrived on Thursday, 14 March. It was the third of 2019.", "2019-03-14", "inferred"),
        ("وصل وفد الاثنين 2 من أيلول وغادر الثلاثاء 3 من أيلول، في أول زيارة عام 2024.", "2024-09-03", "inferred"),
        ("وصلت القافلة، الاثنين 9 غشت، وهي الأولى في سنة 2021.", "2021-08-09", "inferred"),
    ],
)
def test_a_text_that_proves_its_day_is_dated(text, day, basis):
    found = date_from_text("عنوان", text, TODAY)
    assert (found.at.date().isoformat(), found.precision, found.basis) == (day, "day", basis)


@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث، الأربعاء 3 من أيلول، إن القافلة وصلت. ومنذ بداية العام 2024 وصلت عشر قوافل.",
        "قال المتحدث، الثلاثاء 3 من أيلول، إن القافلة وصلت.",
        "Fri 05 Apr 2017 Shells fell on the village.",
        "On 13 November 2015, gunmen opened fire.",
        "The convoy arrived on Tuesday 3 September. The war has gone on since 2019.",
        "وقعت الهجمات يوم الثلاثاء 11 سبتمبر 2001، وانتهت الحملة في 2019.",
        "A vote will be held on Tuesday 3 September 2024, the council said.",
        "غادرت القافلة الثلاثاء 3 من أيلول الماضي، وكانت الأولى في عام 2024.",
        "Two convoys in all of 2024.",
    ],
)
def test_a_text_that_proves_no_day_is_undated(text):
    found = date_from_text("عنوان", text, TODAY)
    assert (found.at, found.precision, found.basis) == (None, "none", "none")


@pytest.mark.parametrize(
    "line", ["نشر في: الثلاثاء 3 أيلول 2024 - 14:30", "Published: 3 September 2024, 10:15 GMT", "3/أيلول/2024"]
)
def test_a_line_of_a_date_alone(line):
    assert is_date_line(line, TODAY).at == dt.datetime(2024, 9, 3, tzinfo=dt.UTC)


def test_a_line_with_more_than_a_date_is_none():
    assert is_date_line("وصلت القافلة في 3 أيلول 2024", TODAY) is None
    assert is_date_line("The battle of 3 September 2024", TODAY) is None


def test_a_file_name_may_hold_the_day():
    assert date_from_name("2024-09-03_raqqa.txt", TODAY).basis == "file"
    assert date_from_name("20240903.txt", TODAY).at == dt.datetime(2024, 9, 3, tzinfo=dt.UTC)
    assert date_from_name("page-20241399.txt", TODAY).at is None
