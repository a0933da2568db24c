"""Month and weekday names of the newsrooms: Levant, Iraq, Gulf, Egypt, Maghreb; English, French, Turkish."""

from __future__ import annotations

import re
from typing import Final

from corpus.text.normalise import fold

# One line a month: Levantine and Iraqi; Gulf and Egyptian; Moroccan; Algerian and Tunisian; English; French; Turkish.
_MONTH_NAMES: Final = (
    "كانون الثاني|يناير|كانون ثاني|كانون ثان|جانفي|january|jan|janvier|janv|ocak",
    "شباط|فبراير|فيفري|february|feb|février|févr|şubat",
    "آذار|مارس|اذار|march|mar|mars|mart",
    "نيسان|أبريل|إبريل|أفريل|april|apr|avril|avr|nisan",
    "أيار|مايو|ماي|may|mai|mayıs",
    "حزيران|يونيو|يونيه|جوان|june|jun|juin|haziran",
    "تموز|يوليو|يوليه|يوليوز|جويلية|july|jul|juillet|juil|temmuz",
    "آب|أغسطس|غشت|أوت|اغسطس|august|aug|août|ağustos",
    "أيلول|سبتمبر|شتنبر|september|sept|sep|septembre|eylül",
    "تشرين الأول|تشرين أول|أكتوبر|اكتوبر|october|oct|octobre|ekim",
    "تشرين الثاني|تشرين ثاني|تشرين ثان|نوفمبر|نونبر|november|nov|novembre|kasım",
    "كانون الأول|كانون أول|ديسمبر|دجنبر|december|dec|décembre|déc|aralık",
)
# Monday first, as datetime.date.weekday() counts.
_WEEKDAY_NAMES: Final = (
    "الاثنين|الإثنين|اثنين|monday|mon|lundi|pazartesi",
    "الثلاثاء|الثلاثا|ثلاثاء|tuesday|tues|tue|mardi|salı",
    "الأربعاء|الاربعا|أربعاء|wednesday|wed|mercredi|çarşamba",
    "الخميس|خميس|thursday|thurs|thur|thu|jeudi|perşembe",
    "الجمعة|جمعة|friday|fri|vendredi|cuma",
    "السبت|سبت|saturday|sat|samedi|cumartesi",
    "الأحد|أحد|sunday|sun|dimanche|pazar",
)

MONTHS: Final = {fold(name): number for number, line in enumerate(_MONTH_NAMES, 1) for name in line.split("|")}
WEEKDAYS: Final = {fold(name): number for number, line in enumerate(_WEEKDAY_NAMES) for name in line.split("|")}


def alternatives(names: dict[str, int]) -> str:
    """A regular expression for any of the folded names, longest first, spaces free."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)


def number_of(name: str, names: dict[str, int]) -> int:
    """The number of a folded name as it was matched, whatever its inner spacing."""
    return names[" ".join(name.split())]
