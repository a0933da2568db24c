"""Month and weekday names of the newsrooms, folded: every Arab tradition, English, French, Turkish, Kurdish.

Kurdish names that belong to the Kurdish solar calendar (gelawêj, pûşper, rezber) and Kurmanji ``kanûn``, which is the
Turkish word for a law, are left out: they would name another day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from corpus.text.normalise import fold

# One line a month: Levantine and Iraqi; Gulf and Egyptian; Moroccan; Algerian and Tunisian; English; French; Turkish;
# Sorani Kurdish; Kurmanji Kurdish (the bare and the two linked forms).
_MONTH_NAMES: Final = (
    "كانون الثاني|يناير|كانون ثاني|كانون ثان|ينّاير|جانفي|january|jan|janvier|janv|ocak"
    "|کانوونی دووەم|کانونی دووەم|çileya paşîn|kanûna duyem",
    "شباط|فبراير|فيفري|february|feb|février|févr|fév|şubat|شوبات|شوباتی|sibat|sibata|sibatê",
    "آذار|مارس|أدار|march|mar|mars|mart|ئازار|ئازاری|ئادار|ئاداری|adar|adara|adarê",
    "نيسان|أبريل|إبريل|أفريل|april|apr|avril|avr|nisan|نیسانی|nîsana|nîsanê",
    "أيار|مايو|ماي|may|mai|mayıs|ئایار|ئایاری|مایس|مایسی|gulan|gulana|gulanê",
    "حزيران|يونيو|يونيه|جوان|june|jun|juin|haziran|حوزەیران|حوزەیرانی|hezîran|hezîrana|hezîranê",
    "تموز|يوليو|يوليه|يوليوز|جويلية|july|jul|juillet|juil|temmuz|تەمموز|تەممووز|تەممووزی|tîrmeh|tîrmeha|tîrmehê",
    "آب|أغسطس|غشت|أوت|أغسطوس|august|aug|août|ağustos|ئاب|ئابی|tebax|tebaxa|tebaxê",
    "أيلول|سبتمبر|شتنبر|september|sept|sep|septembre|eylül|ئەیلوول|ئەیلوولی|ئەیلول|îlon|îlona|îlonê",
    "تشرين الأول|تشرين أول|تشرين اول|أكتوبر|october|oct|octobre|ekim|تشرینی یەکەم|cotmeh|cotmeha|cotmehê|çiriya pêşîn",
    "تشرين الثاني|تشرين ثاني|تشرين ثان|نوفمبر|نونبر|november|nov|novembre|kasım|تشرینی دووەم"
    "|mijdar|mijdara|mijdarê|çiriya paşîn",
    "كانون الأول|كانون أول|كانون اول|ديسمبر|دجنبر|december|dec|décembre|déc|aralık"
    "|کانوونی یەکەم|کانونی یەکەم|berfanbar|berfanbara|kanûna pêşîn",
)
# Names that are also plain words: Libya's months of 1986 to 2011, and Turkish abbreviations. Taken between a day and
# a year only.
_WORDY_NAMES: Final = (
    "أي النار|oca",
    "النوار|şub",
    "الربيع",
    "الطير|nis",
    "الماء",
    "الصيف|haz",
    "ناصر|tem",
    "هانيبال|ağu",
    "الفاتح|eyl",
    "التمور|الثمور|eki",
    "الحرث|kas",
    "الكانون|ara",
)
# Monday first, as datetime.date.weekday() counts.
_WEEKDAY_NAMES: Final = (
    "الاثنين|الإثنين|اثنين|الأثنين|monday|mon|lundi|pazartesi|دووشەممە|duşem|duşemê",
    "الثلاثاء|الثلاثا|ثلاثاء|tuesday|tues|tue|mardi|salı|سێشەممە|sêşem|sêşemê",
    "الأربعاء|الاربعا|أربعاء|wednesday|wed|mercredi|çarşamba|چوارشەممە|çarşem|çarşemê",
    "الخميس|خميس|thursday|thurs|thur|thu|jeudi|perşembe|پێنجشەممە|pêncşem|pêncşemê",
    "الجمعة|جمعة|friday|fri|vendredi|cuma|هەینی",
    "السبت|سبت|saturday|sat|samedi|cumartesi|şemiyê",
    "الأحد|أحد|sunday|sun|dimanche|pazar|یەکشەممە|yekşem|yekşemê",
)
# Weekdays that a running text cannot mean otherwise: not "one of", not "mon fils", not "the sun".
_PLAIN_WEEKDAYS: Final = (
    "الاثنين|monday|lundi|pazartesi",
    "الثلاثاء|tuesday|mardi",
    "الأربعاء|wednesday|mercredi|çarşamba",
    "الخميس|thursday|jeudi|perşembe",
    "الجمعة|friday|vendredi",
    "السبت|saturday|samedi|cumartesi",
    "الأحد|sunday|dimanche",
)


def _numbered(lines: tuple[str, ...], first: int) -> dict[str, int]:
    return {fold(name): number for number, line in enumerate(lines, first) for name in line.split("|")}


MONTHS: Final[Mapping[str, int]] = _numbered(_MONTH_NAMES, 1)
WORDY_MONTHS: Final[Mapping[str, int]] = _numbered(_WORDY_NAMES, 1)
WEEKDAYS: Final[Mapping[str, int]] = _numbered(_WEEKDAY_NAMES, 0)
PLAIN_WEEKDAYS: Final[Mapping[str, int]] = _numbered(_PLAIN_WEEKDAYS, 0)


def alternatives(names: Mapping[str, object]) -> str:
    """A regular expression for any of the folded names, longest first, spaces free."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)


def number_of(name: str, names: Mapping[str, int]) -> int:
    """The number of a folded name as it was matched, whatever its inner spacing."""
    return names[" ".join(name.split())]
