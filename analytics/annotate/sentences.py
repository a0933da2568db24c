"""Sentences of an article, as spans of ``whole(title, text)``: one pass over the text, in Arabic and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analytics.annotate.spans import Sentence
from analytics.schema import whole

_LINE_ENDS: Final = "\n\r\v\f\u0085\u2028\u2029"
_CLOSERS: Final = "\"'»”’›)\\]}"
_CANDIDATE: Final = re.compile(rf"[{_LINE_ENDS}]+|[.!?؟…۔]+(?:[ \u00a0]?[»”]+(?!\w)|[{_CLOSERS}])*")
_MARKS: Final = ".!?؟…۔"
_TOKEN: Final = re.compile(r"[^\s\"'«»“”‘’()\[\]{}<>/،,;؛:]*$")
_LOOK_BACK: Final = 24  # longer than every abbreviation with its initials

TITLES: Final = frozenset(
    "gen maj brig lt col capt cpl sgt cmdr adm pvt mr mrs ms dr prof rev hon sen rep gov pres sec st jr sr messrs mme "
    "mlle fr hajj sh eng amb vs no nos vol fig art approx est dept al".split()
)
"""Words printed with a full stop that ends no sentence, most of them titles before a name."""
_CLOSING_ABBREVIATIONS: Final = frozenset(  # may end a sentence: they do when a new one clearly begins
    "u.s u.k u.n u.a.e e.u d.c a.m p.m etc inc ltd co corp bros p.o jan feb mar apr jun jul aug sept sep oct nov dec "
    "ph.d m.p i.s u.s.a u.s.s.r w.h.o".split()
)
_BEFORE_NUMBER: Final = frozenset("no nos vol fig art p pp jan feb mar apr jun jul aug sept sep oct nov dec".split())
_ARABIC_TITLES: Final = frozenset("أ.د ا.د د م أ ا ص ت ط ج ب ق س ر ح ف ل ك ع".split())
_STARTERS: Final = frozenset(
    "the a an he she it its they we i in on at but and however his her their this that these those there after before "
    "when while as for from by according meanwhile earlier also if some many most both one two no not yet".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def split_sentences(title: str, text: str) -> list[Sentence]:
    """Sentences as trimmed spans of ``whole(title, text)``, in order; the title is number 0, even when empty.

    Lines without a letter or digit belong to no sentence. Time grows with the length of the text.
    """
    string = whole(title, text)
    start, end = _trimmed(string, 0, len(title))
    sentences = [Sentence(start, end, 0)]
    for first, stop in _pieces(string, len(title)):
        start, end = _trimmed(string, first, stop)
        if any(character.isalnum() for character in string[start:end]):
            sentences.append(Sentence(start, end, len(sentences)))
    return sentences


def _trimmed(string: str, start: int, end: int) -> tuple[int, int]:
    piece = string[start:end]
    leading = len(piece) - len(piece.lstrip())
    return start + leading, max(start + leading, start + len(piece.rstrip()))


def _pieces(string: str, start: int) -> Iterator[tuple[int, int]]:
    for candidate in _CANDIDATE.finditer(string, start):
        if candidate[0][0] in _LINE_ENDS or _is_end(string, start, candidate):
            yield start, candidate.end()
            start = candidate.end()
    yield start, len(string)


def _is_end(string: str, start: int, candidate: re.Match[str]) -> bool:
    """Whether these marks, with the quotes that close on them, end the sentence that began at ``start``."""
    following = string[candidate.end() : candidate.end() + _LOOK_BACK]
    if not following.strip():
        return True
    marks = candidate[0].rstrip(" \u00a0" + _CLOSERS)
    if "؟" in marks or "۔" in marks:
        return True
    attached = not following[0].isspace()
    token = _token_before(string, start, candidate.start())
    if attached:
        return marks == "." and candidate[0] == marks and _glued(token, following)
    if marks == ".." or _continues(following.lstrip(), marks):
        return False
    at_start = _opens(string, start, candidate, token)
    return marks != "." or not _is_abbreviation(token, following.lstrip(), at_start=at_start)


def _token_before(string: str, start: int, end: int) -> str:
    found = _TOKEN.search(string[max(start, end - _LOOK_BACK) : end])
    return found[0] if found else ""


def _opens(string: str, start: int, candidate: re.Match[str], token: str) -> bool:
    """Whether the token is the first of its sentence, as the number of a list item is."""
    before = string[max(start, candidate.start() - len(token) - _LOOK_BACK) : candidate.start() - len(token)]
    return not before.strip()


def _glued(token: str, following: str) -> bool:
    """Whether a full stop without a space after it ends a sentence: two full words, the second one a beginning."""
    first = following[0]
    if not token.isalpha() or len(token) < 3 or not first.isalpha():
        return False
    if "\u0600" <= first <= "\u06ff":
        return "\u0600" <= token[-1] <= "\u06ff"
    return token[-1].islower() and first.isupper() and len(following) > 1 and following[1].islower()


def _continues(following: str, marks: str) -> bool:
    """Whether what follows cannot begin a sentence: a small Latin letter, unless it is the article of a name."""
    if following[:3].casefold() in {"al-", "el-"}:
        return False
    return following[0].islower() and marks in {".", "...", "…"}


def _is_abbreviation(token: str, following: str, *, at_start: bool) -> bool:
    """Whether the full stop after ``token`` marks an abbreviation or an item's number and the sentence goes on."""
    bare = token.casefold()
    if bare.isdecimal():
        return at_start and len(bare) <= 3
    if bare in _ARABIC_TITLES:
        return True
    if bare in _BEFORE_NUMBER and following[0].isdecimal():
        return True
    word = _WORD.match(following)
    begins = word is not None and word[0].casefold() in _STARTERS and word[0][0].isupper()
    if bare in _CLOSING_ABBREVIATIONS or (len(bare) > 2 and "." in bare and bare.replace(".", "").isalpha()):
        return not begins
    if bare in TITLES - _BEFORE_NUMBER:
        return token[0].isupper() or bare in {"vs", "approx", "est"}
    return len(token) == 1 and token.isupper() and not begins
