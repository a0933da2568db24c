import pytest

from corpus.text.normalise import fold
from corpus.text.stamps import is_labelled_stamp, is_stamp


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("نشر في: 09 نونبر 2018", True),
        ("آخر تحديث: 22:07-27 يناير 2022 م ـ 24 جمادى الآخرة 1443 هـ", True),
        ("الإثنين 18 شباط 2019 - 14:35", False),
        ("قبل ساعتين", False),
        ("Updated 3 hours ago", True),
        ("Tue 25 Aug 2015 15.41 BST", False),
        ("Mis à jour le 05 mars 2019 à 19h40", True),
        ("Güncelleme: 12.10.2019 - 17:05", True),
    ],
)
def test_lines_of_nothing_but_a_time(line, labelled):
    assert is_stamp(fold(line))
    assert is_labelled_stamp(fold(line)) == labelled


@pytest.mark.parametrize(
    "line",
    ["في 12 مايو 2019 وصلت القافلة", "On 12 May 2019 the convoy came", "اليوم", "Today", "12", "مايو", "A4 5:3", ""],
)
def test_a_line_that_says_more_is_none(line):
    assert not is_stamp(fold(line))
