"""Arabic words told by their shape: finite verbs that the cue list does not know, and adverbs in the accusative."""

from __future__ import annotations

import re
from typing import Final

_PRESENT: Final = re.compile("[وف]?س?ي(?!و|ا|من|مين|هود|سار|زيد|حيي|عقوب|تيم|قين|نا)..+")
_FUTURE: Final = re.compile("[وف]?ست(?![اويهة]|ين)...+")
_PAST_FEMININE: Final = re.compile("(?!ال|لل|بال|وال)..+[^ا]ت")
# Nouns and names printed with a final ت that is no ending of a verb.
_ENDING_IN_T: Final = frozenset(
    "وقت بيت صوت موت زيت بنت اخت تحت كويت انترنت سبت كبريت توت صمت نعت نحت تخت سكوت بيروت ميت ثابت "
    "مدحت رافت عزت حشمت بهجت طلعت شوكت حكمت صفوت جودت عصمت نجدت ثروت رفعت نشات روبرت البرت كونت "
    "مايكروسوفت فرانكفورت تكريت عفت دولت ملت بوست سانت ايست وست ديترويت سمت كولت".split()
)


def is_verb_form(text: str) -> bool:
    """Whether a folded word has the shape of a finite verb: "يحدث", "ستشارك", "وتسببت".

    Names and nouns of the same shape are left out where they are frequent ("يوسف", "الكويت"). The second person and the
    feminine present are not told from nouns ("تقرير"), nor is the feminine past from foreign names ("جرانت") where no
    conjunction is attached: they are not taken for verbs.
    """
    return bool(_PRESENT.fullmatch(text) or _FUTURE.fullmatch(text)) or (text[:1] in "وف" and is_feminine_past(text))


def is_feminine_past(text: str) -> bool:
    """Whether a folded word has the shape of a feminine verb in the past: "أفلحت", but also that of a foreign name."""
    bare = text[1:] if text[:1] in "وف" else text
    return len(text) > 3 and bool(_PAST_FEMININE.fullmatch(text)) and not {text, bare} & _ENDING_IN_T


def is_adverb(printed: str) -> bool:
    """Whether a word is printed with the accusative of an adverb or object: "أخيرًا", "مسبقاً"."""
    return printed.endswith(("ًا", "اً"))
