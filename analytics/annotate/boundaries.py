"""Where a name may begin and end in a folded text, in Arabic and Latin letters."""

from __future__ import annotations

import re
from typing import Final

from corpus.text.normalise import Normalised

_CLITICS: Final = frozenset("و ف ب ل ك وب ول وك فب فل فك وس فس".split())
_ARTICLE_CLITICS: Final = frozenset("وف")
_WORD_ENDS: Final = frozenset("ةى")  # letters that only end a word: one after them begins another
_APOSTROPHES: Final = frozenset("'\u2019\u2018\u02bc`\u00b4")
_ELIDED: Final = re.compile(r"(?<![^\W_])(?:[ldmtsnjc]|qu)$")  # French "l'OTAN", "qu'Ankara"
_SUFFIX: Final = re.compile(r"[^\W\d_]{1,6}(?![^\W_])")  # Turkish "TSK'nın", "DEAŞ'tan"


def is_arabic(character: str) -> bool:
    """Whether a folded character is a letter of the Arabic script, those of Sorani and Persian among them."""
    return "\u0621" <= character <= "\u064a" or "\u066e" <= character <= "\u06d3" or "\u0750" <= character <= "\u077f"


def _same_word(one: str, other: str) -> bool:
    """Whether two neighbouring characters belong to one word: both alphanumeric and of one script."""
    return one.isalnum() and other.isalnum() and is_arabic(one) == is_arabic(other)


def stands_alone(text: str, written: str, start: int, end: int, *, article: bool, many: bool) -> bool:
    """Whether the name begins and ends with its words, apart from Arabic proclitics and an English s."""
    return _begins_word(text, written, start, article=article, many=many) and _ends_word(text, written, end, many=many)


def _begins_word(text: str, written: str, start: int, *, article: bool, many: bool) -> bool:
    if start == 0 or not _same_word(text[start - 1], text[start]):
        return True
    if not is_arabic(text[start]):
        return False
    if written[start - 1] in _WORD_ENDS or (text.startswith("ال", start) and many):
        return True  # words run together, as after a lost line end: "وكانتالحكومة العراقية"
    for size in (1, 2):
        if start == size or (start > size and not _same_word(text[start - size - 1], text[start - size])):
            clitic = text[start - size : start]
            return clitic in (_ARTICLE_CLITICS if article else _CLITICS)
    return False


def _ends_word(text: str, written: str, end: int, *, many: bool) -> bool:
    if end == len(text) or not _same_word(text[end - 1], text[end]):
        return True
    if is_arabic(text[end]):
        return many and written[end - 1] in _WORD_ENDS
    return text[end] == "s" and (end + 1 == len(text) or not text[end + 1].isalnum())


def set_apart(copy: Normalised, written: str, start: int, end: int) -> bool:
    """Whether apostrophes, which the copy has lost, part a Latin name of three letters or more from its neighbours.

    So French elides an article and Turkish adds a case: "l'OTAN", "TSK'nın".
    """
    text = copy.text
    if end - start < 3 or is_arabic(text[start]):
        return False
    begins = start == 0 or not _same_word(text[start - 1], text[start])
    if not begins and copy.original[int(copy.origins[start]) - 1] in _APOSTROPHES:
        begins = bool(_ELIDED.search(text[max(0, start - 4) : start]))
    ends = end == len(text) or not _same_word(text[end - 1], text[end])
    if begins and not ends and copy.original[int(copy.origins[end - 1]) + 1] in _APOSTROPHES:
        suffix = _SUFFIX.match(text, end)
        ends = suffix is not None and written[end : suffix.end()].islower()
    return begins and ends
