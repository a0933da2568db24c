"""What the author value of an input names: a person, a place, an agency, or only the publisher itself.

Newsrooms write their by-lines into one column: ``بغداد: حمزة مصطفى``, ``London: Asharq Al-Awsat``, ``دمشق - أ ف ب``,
``فهيم الحامد (جدة)``, ``Hélène Sallon (Raqqa, Syrie)``. A value is parted only where a part is surely a place, an
agency or the publisher; where two parts could each be the author it stays as it was published.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from corpus.publishers import Publisher, Publishers
from corpus.text import credit_words as words
from corpus.text.credits import Credits, byline, is_place
from corpus.text.normalise import fold

LONGEST: Final = 160
"""Characters of a value that are parted; a longer one is a note on its authors."""
MOST_PARTS: Final = 4
SHORTEST_OWN: Final = 3
"""Letters of a word by which a publisher's longer name is known: "واس", "الوطن" for "الوطن السعودية"."""

_MARK: Final = re.compile(r"\s*[:|]\s*|\s+[-–—ـ]+\s*|\s*[-–—]+\s+|\s*ـ+\s+")
_TIGHT: Final = re.compile(r"\s*[-–—/،,]\s*")
_BRACKET: Final = re.compile(r"(?P<before>[^()]*\S)\s*\((?P<inside>[^()]{2,60})\)\W*")
_FROM: Final = re.compile(r"(?P<before>.+\S)\s+(?:من|في|from|in|à)\s+(?P<place>\S.{1,40})")
_TRIM: Final = " \t\"'«»“”*:،,./-–—|()"
_COMMA: Final = re.compile(r"\s*(?:[,،]|\sو(?=\w)|\sand\s|\set\s)\s*")
_AGENCIES: Final = re.compile(rf"\W*(?:{words.AGENCIES}|(?:ال)?المانيه)\W*")
_NO_NAME: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|(?:https?://|@)\S+", re.I)
"""A database's key or an address, which some exports hold where the author should be."""
_ROLE: Final = re.compile(
    r"(?:notre |our )?(?:envoyee?s? specia(?:le?s?|ux)|correspondante?s?|special correspondent|correspondent)"
    r"|avec agences|مراسلنا|موفدنا|موفد .{2,20}|هاتفيا"
)
_LABEL: Final = re.compile(
    r"(?:خاص(?:\s?ب\W.*)?|متابع(?:ه|ات)|كتبت?|تقرير|حوار|حاور(?:ه|ها|ته)|اعداد|ترجمه|تحقيق|تحليل|استطلاع|رصد|بقلم|(?:ال)?عواصم"
    r"|القسم السياسي|by|par|exclusive|haber|capitals)"
)
_DESK_WORDS: Final = re.compile(
    r"^(?:صحيفه|جريده|قناه|موقع|مكتب|وكاله|شبكه|بوابه|مركز)\s+"
    r"|\s+(?:اون ?لاين|الالكتروني(?:ه)?|online|نت|news desk|tv)$"
)
_COUNTRIES: Final = frozenset(
    "سوريا سوريه العراق اليمن لبنان تركيا ايران افغانستان السودان ليبيا مصر الاردن فرنسا باكستان syria iraq lebanon "
    "turkey yemen libya jordan egypt syrie irak liban turquie libye jordanie egypte suriye irak lubnan turkiye".split()
)
"""Countries, which stand for a place before a name only: before a dash in a text they open sentences."""


def credit_of(author: str, is_own: Callable[[str], bool] | None = None) -> Credits:
    """The author, the place and the agency that an author value names, each as written.

    Parameters
    ----------
    author : str
        The value of the input's column or of a page's metadata.
    is_own : callable, optional
        Whether a name is one of the article's own publisher, which is no author of it; see :func:`own_names`.
    """
    value = " ".join(html.unescape(author).split())
    if _NO_NAME.fullmatch(value):
        return Credits()
    if not value or len(value) > LONGEST:
        return Credits(author=value)
    labelled = byline(value)
    value = labelled.author if labelled is not None and labelled.author else value
    found = _parted(value, is_own or (lambda _: False))
    if labelled is not None:
        found = found.or_else(Credits(agency=labelled.agency))
    return found


def own_names(publisher: Publisher, publishers: Publishers) -> Callable[[str], bool]:
    """Whether a name is the publisher's: its names, codes and sites, short for it, or that of one of its desks."""

    def is_own(name: str) -> bool:
        if publishers.get(name) is publisher:
            return True
        key = _key(name)
        short = _DESK_WORDS.sub("", key)
        return any(
            own in (key, short) or (len(short) >= SHORTEST_OWN and own.startswith(f"{short} "))
            for own in _names(publisher)
        )

    return is_own


@functools.lru_cache(maxsize=512)
def _names(publisher: Publisher) -> frozenset[str]:
    names = (_key(name) for name in (publisher.name_ar, publisher.name_en, *publisher.aliases))
    return frozenset(name for name in names if name)


def _parted(value: str, is_own: Callable[[str], bool]) -> Credits:
    """What the parts of a value name; the value itself as author where they leave a choice."""
    if is_own(value):
        return Credits()
    for pattern, place_group in ((_BRACKET, "inside"), (_FROM, "place")):
        found = pattern.fullmatch(value)
        place = _place_in(found[place_group]) if found else ""
        if found and place and not _is_place(found["before"]):
            inner = _of_parts(found["before"], _split(found["before"], is_own), is_own)
            return replace(inner, place=place)
    bracketed = _BRACKET.fullmatch(value)
    if bracketed and _is_agency(bracketed["inside"]):
        inner = _of_parts(bracketed["before"], _split(bracketed["before"], is_own), is_own)
        return replace(inner, agency=bracketed["inside"].strip(_TRIM))
    return _of_parts(value, _split(value, is_own), is_own)


def _split(value: str, is_own: Callable[[str], bool]) -> list[str]:
    """The parts of a value: at marks with spaces, and at tight ones where no part is then left over."""
    parts = [part for part in _MARK.split(value) if part.strip(_TRIM)]
    split = []
    for part in parts:
        tight = [piece for piece in _TIGHT.split(part) if piece.strip(_TRIM)]
        is_told = len(tight) > 1 and not _is_place(part) and all(_is_told(piece, is_own) for piece in tight)
        split.extend(tight if is_told else [part])
    return split


def _is_told(part: str, is_own: Callable[[str], bool]) -> bool:
    return bool(_is_agency(part) or _is_place(part) or is_own(part.strip(_TRIM)) or _is_label(part))


def _of_parts(value: str, parts: Sequence[str], is_own: Callable[[str], bool]) -> Credits:
    if len(parts) > MOST_PARTS or value.rstrip(_TRIM).count(":") > 1:  # several by-lines in one
        return Credits(parts[0].strip(_TRIM) if _is_place(parts[0]) else "", author=value)
    places, agencies, others = [], [], []
    for part in parts:
        name = part.strip(_TRIM)
        if _is_agency(part):
            agencies.append(name)
        elif _is_place(part) and not (len(parts) == 1 and is_own(name)):
            places.append(name)
        elif not _is_label(part) and not is_own(name):
            others.append(part.strip(" \t*:،,-–—|"))
    if len(places) > 1:  # "دبي - الرياض" of a newspaper called so
        places = [place for place in places if not is_own(place)] or places
    is_told = len(others) == 1 < len(parts) and not _is_doubtful(others[0], has_more=bool(places))
    author = others[0] if is_told else value if others else ""
    return Credits(" - ".join(places), " / ".join(agencies), author)


def _is_doubtful(name: str, *, has_more: bool) -> bool:
    """Whether a name is half of a bracket, or one word beside a place, which may be a place that is not known."""
    return name.count("(") != name.count(")") or (has_more and len(name.split()) == 1 and not name.isupper())


def _place_in(inside: str) -> str:
    """The place that words in brackets or behind "from" name, without the role of who reports from it."""
    pieces = [piece for piece in re.split(r"\s*[,،]\s*", inside) if not _ROLE.fullmatch(fold(piece).strip())]
    rest = ", ".join(pieces) if len(pieces) < len(re.split(r"\s*[,،]\s*", inside)) else inside
    return rest.strip(_TRIM) if pieces and _is_place(rest) else ""


def _is_place(part: str) -> bool:
    """Whether a part is a known place, several of them, or one with its country in brackets."""
    plain = fold(part).strip(_TRIM)
    plain = re.sub(r"\s*\([^()]*\)?$", "", plain)
    if not plain or _LABEL.fullmatch(plain):
        return False
    pieces = [piece for piece in _COMMA.split(plain) if piece]
    return all(piece in _COUNTRIES or is_place(piece) for piece in pieces)


def _is_agency(part: str) -> bool:
    plain = fold(part).strip(" \t\"'*:،,/-|")
    if _AGENCIES.fullmatch(plain) is None or plain in words.COMMON_WORDS:
        return False
    codes = [code for code in re.findall(r"[A-Za-z]+", part) if len(code) <= 4]
    return all(code.isupper() or code.lower() in {"and", "et", "ve"} for code in codes)


def _is_label(part: str) -> bool:
    return _LABEL.fullmatch(fold(part).strip(_TRIM)) is not None


def _key(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(name)).split())
