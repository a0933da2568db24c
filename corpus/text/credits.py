"""Who and where an article names as its own: dateline place, agency and by-line, and lines that hold nothing else.

Datelines and credit lines follow the forms of the agencies' own style books ("BEIRUT (Reuters) - ", "بيروت - أ ف ب").
A place is believed where an agency stands beside it, where it is printed in capitals, or where it is a known seat of
newsrooms or a town of the campaign (``dateline_places.txt``); a word before a dash is no proof by itself.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import Final

from corpus.text import credit_words as words
from corpus.text.normalise import Normalised, fold, normalise

OPENING: Final = 110
"""Characters in which a dateline stands."""
FARTHEST_MARK: Final = 40
MOST_BEFORE_MARK: Final = 6
"""Characters, and words, before the first dash, colon, slash or bracket of a dateline."""
LONGEST_CREDIT: Final = 200
"""Characters of the longest line that is taken for one of credits."""
LONGEST_CREDIT_WORDS: Final = 14
LONGEST_BYLINE: Final = 9
LONGEST_NAME: Final = 5
"""Words of an author's name, or two, and of a line of place and name."""
SHORT_CODE: Final = 4
"""Letters up to which an agency's Latin code must be printed in capitals: "AA", "SANA", but no "map" or "ina"."""

_DATELINE_MARK: Final = re.compile(r"[-:/(\[‐‑‒–—―−ـ]")
_TATWEEL_DASH: Final = re.compile(r"(?<=\s)ـ{1,3}(?=\s)")  # some newsrooms write a dash so, and folding drops it
_TAIL: Final = 60
_QUOTES: Final = re.compile(r"^\W+|[\"«»“”{}]")
_END: Final = re.compile(r"[.!?؟:؛,،]\W*$")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line names: the place of its dateline, an agency and an author, each as written."""

    place: str = ""
    agency: str = ""
    author: str = ""

    def or_else(self, other: Credits) -> Credits:
        """These, completed by what only the other names."""
        return Credits(self.place or other.place, self.agency or other.agency, self.author or other.author)


NONE: Final = Credits()


def dateline(line: str) -> Credits:
    """The place and the agency of a dateline that opens a line; empty where none does.

    Parameters
    ----------
    line : str
        As published; the dateline is read only, and stays part of the sentence it opens.
    """
    mark = _DATELINE_MARK.search(line, 0, OPENING)
    if mark is None or mark.start() > FARTHEST_MARK or line.count(" ", 0, mark.start()) > MOST_BEFORE_MARK:
        return NONE
    copy = normalise(_TATWEEL_DASH.sub(lambda run: "-" * len(run[0]), line[:OPENING]))
    found = words.PLACE_AND_AGENCY.match(copy.text)
    if found and _is_agency(copy, found) and _may_be_place(found["place"]):
        return Credits(_place(copy, found), _agency(copy, found))
    found = words.AGENCY_FIRST.match(copy.text)
    if found and _is_agency(copy, found):
        place = _written(copy, found, "place") if found["place"] and is_place(found["place"]) else ""
        return Credits(place, _agency(copy, found))
    found = words.PLACE_DASH.match(copy.text)
    if found and (is_place(found["place"]) or _is_capitals(_written(copy, found, "place"))):
        return Credits(_written(copy, found, "place"))
    return NONE


def agency_tail(line: str) -> str:
    """The agency credited at the end of a line that says more, such as ``... (رويترز)``; empty if none is."""
    if not line.rstrip().endswith((")", "]", ").", ")-")) and "-" not in line[-_TAIL // 2 :]:
        return ""
    copy = normalise(line[-_TAIL:])
    found = words.AGENCY_TAIL.search(copy.text)
    return _agency(copy, found) if found and _is_agency(copy, found) else ""


def credit_line(line: str, plain: str, *, beside_stamp: bool = False) -> Credits | None:
    """What a line names that holds nothing but credits: a dateline, an agency, those who wrote; None if it says more.

    Parameters
    ----------
    line : str
        As published.
    plain : str
        The folded line.
    beside_stamp : bool
        Whether it stands in the head of a page beside a date or a button. Only there ``لندن: رنيم السالم`` is a place
        and a name: elsewhere, in a script without capitals, it may be a heading (``بغداد: هدوء حذر``).
    """
    if len(line) > LONGEST_CREDIT:
        return None
    if words.DESK.fullmatch(plain) or words.REPORTED_FROM.fullmatch(line):
        return NONE
    if len(_WORD.findall(plain)) > LONGEST_CREDIT_WORDS:
        return None
    if not any(pattern.fullmatch(plain) for pattern in words.CREDIT_LINES):
        return None  # folding a line with its way back costs more than looking at its folded form
    copy = normalise(line.strip())
    return _dated_place(copy) or _place_and_agency(copy) or _agency_alone(copy) or _place_and_author(copy, beside_stamp)


def _dated_place(copy: Normalised) -> Credits | None:
    found = words.PLACE_DATE_AGENCY.fullmatch(copy.text)
    return Credits(_written(copy, found, "place"), _written(copy, found, "agency")) if found else None


def _place_and_agency(copy: Normalised) -> Credits | None:
    found = words.PLACE_AND_AGENCY.fullmatch(copy.text)
    if not found or not _is_agency(copy, found):
        return None
    place = _written(copy, found, "place")
    is_known = is_place(found["place"]) or _is_capitals(place)
    return Credits(place, _agency(copy, found)) if is_known else None


def _agency_alone(copy: Normalised) -> Credits | None:
    found = words.AGENCY_ALONE.fullmatch(copy.text)
    if not found or not _is_agency(copy, found) or copy.text in words.COMMON_WORDS:
        return None
    return Credits(agency=_agency(copy, found))


def taken_from(line: str, plain: str | None = None) -> str:
    """The outlet a note at the end of an article says it was taken from; empty if the line is none.

    ``plain`` is the folded line, by which most lines are told at once.
    """
    if plain is not None and words.TAKEN_FROM.match(plain) is None:
        return ""
    copy = normalise(line[:OPENING])
    found = words.TAKEN_FROM.fullmatch(copy.text) if len(line) <= OPENING else None
    if not found or _END.search(copy.text):
        return ""
    return " ".join(_QUOTES.sub("", _written(copy, found, "agency")).split())


def byline(line: str, plain: str | None = None) -> Credits | None:
    """The author and the agency a labelled by-line names, such as ``By Rima Nasser``; None if the line is none.

    ``plain`` is the folded line, by which most lines are told at once.
    """
    if plain is not None and words.BYLINE.match(plain) is None:
        return None
    if len(line) > LONGEST_CREDIT or line.rstrip().endswith((".", ":", "؟", "!", "?", "،", ",")):
        return None
    copy = normalise(line)
    found = words.BYLINE.fullmatch(copy.text)
    if not found or len(_WORD.findall(copy.text)) > LONGEST_BYLINE:
        return None
    beside = words.WITH_AGENCY.fullmatch(copy.text)
    if beside is None or not _is_agency(copy, beside) or beside.start("with") <= found.start("name"):
        return Credits(author=_written(copy, found, "name"))
    first, stop = copy.span(found.start("name"), beside.start("with"))
    return Credits(author=copy.original[first:stop].strip(), agency=_written(copy, beside, "agency"))


def has_photo_credit(plain: str) -> bool:
    """Whether a folded line ends in the credit of a photograph."""
    return len(plain) <= 2 * LONGEST_CREDIT and words.PHOTO_CREDIT.fullmatch(plain) is not None


def has_agency_photo(plain: str) -> bool:
    """Whether a folded line ends in a credit that only photographs have: an agency's, a photographer's, a right."""
    return len(plain) <= 2 * LONGEST_CREDIT and words.AGENCY_PHOTO.fullmatch(plain) is not None


def has_marked_photo(plain: str) -> bool:
    """Whether a folded line ends in a credit that names itself one of a photograph, as no agency's tail does."""
    return len(plain) <= 2 * LONGEST_CREDIT and words.MARKED_PHOTO.fullmatch(plain) is not None


def is_desk_line(plain: str) -> bool:
    """Whether a folded line only names those who reported, wrote or edited for the desk."""
    return len(plain) <= LONGEST_CREDIT and words.DESK.fullmatch(plain) is not None


def is_place(plain: str) -> bool:
    """Whether a folded name is a known place of datelines, alone or before its country."""
    name = plain.strip()
    return name in _places() or re.split(r"\s?[,،/]", name)[0] in _places()


def _place_and_author(copy: Normalised, beside_stamp: bool) -> Credits | None:
    """A line such as ``لندن: رنيم السالم`` or ``London: Asharq Al-Awsat``: a known place, and who reports from it."""
    found = words.PLACE_AND_AUTHOR.fullmatch(copy.text)
    if not found or not is_place(found["place"]) or is_place(found["who"].strip('" ')):
        return None
    if len(_WORD.findall(copy.text)) > LONGEST_NAME + 2:
        return None
    who = _written(copy, found, "who")
    is_name = len(who.split()) > 1 and (beside_stamp or all(name[0].isupper() for name in who.split()))
    if not (found["who"].startswith('"') or is_name):
        return None
    return Credits(_written(copy, found, "place"), author="" if found["who"].startswith('"') else who)


@functools.cache
def _places() -> frozenset[str]:
    listed = resources.files("corpus.text").joinpath("dateline_places.txt").read_text(encoding="utf-8")
    names = (fold(line).strip() for line in listed.splitlines() if not line.startswith("#"))
    return frozenset(name for name in names if name)


def _may_be_place(plain: str) -> bool:
    return plain not in words.NO_PLACE and len(plain) > 1


def _is_capitals(written: str) -> bool:
    """Whether a place is printed as English datelines print it: ``RAQQA, Syria``."""
    first = re.split(r"[,/]", written)[0]
    letters = "".join(character for character in first if character.isalpha())
    return len(letters) > 3 and letters.isupper() and not (set(fold(first).split()) & words.NO_PLACE)


def _is_agency(copy: Normalised, found: re.Match[str]) -> bool:
    written = _agency(copy, found)
    codes = [code for code in re.findall(r"[A-Za-z]+", written) if len(code) <= SHORT_CODE]
    return all(code.isupper() or code.lower() in {"and", "et", "ve", "avec", "press"} for code in codes)


def _place(copy: Normalised, found: re.Match[str]) -> str:
    """The place beside an agency; without brackets around the agency the word may be an outlet's name as well."""
    written = _written(copy, found, "place")
    return written if found["agency"] or is_place(found["place"]) or _is_capitals(written) else ""


def _agency(copy: Normalised, found: re.Match[str]) -> str:
    return _written(copy, found, "agency" if found["agency"] else "plain")


def _written(copy: Normalised, found: re.Match[str], group: str) -> str:
    """The words of a group as they were published."""
    start, end = found.span(group)
    first, stop = copy.span(start, end)
    return copy.original[first:stop].strip()
