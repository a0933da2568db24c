"""The language of a text: Arabic, English or another, by script and common words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

SAMPLE_CHARACTERS: Final = 800
"""Characters looked at: a language shows in its first paragraphs, and pages end in other-language chrome."""

_ARABIC: Final = re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
# Letters of Persian, Urdu, Kurdish, Pashto and Uyghur that Arabic words do not have; گ چ پ occur in names only.
_OTHER_ARABIC_SCRIPT: Final = re.compile("[ٹڈڑںھہےیکپچژگڕڵۆێەڼړښځڅۇۈېټ]")
# Letters that only one of these languages writes, Persian last: the others write its letters too.
_LETTERS_OF: Final = {
    "ckb": re.compile("[ڕڵۆێەڤ]"),
    "ur": re.compile("[ٹڈڑںہے]"),
    "fa": re.compile("[پچژگیک]"),
}
_SHARE_OF_OTHER_LETTERS: Final = 0.04  # Arabic news with foreign names stays under 0.01, Persian is above 0.08

_COMMON: Final = {
    "en": "the of and to in a is that for on with as was by said at from it has were an have are be he his who not",
    "fr": "le la les des et du une un est que qui dans pour sur par au aux avec ce cette ont été sont plus pas en de",
    "es": "el la los las de que y en un una por con del se para su al es más como fue han no",
    "de": "der die das und in den von zu mit dem des ist im für auf ein eine nicht sich auch als wurde hat nach",
    "it": "il di che la e in un una per con del della le dei è sono alla nel non si da gli ha",
    "tr": "ve bir bu da de için ile olarak olan çok daha en gibi kadar sonra ancak ne olduğu dedi göre",
    "nl": "de het een en van in is op te dat die voor met zijn niet aan er om ook als bij door",
    "ku": "li di de ku û ji bo bi ser hat yê ya xwe jî ev ew nav hatin kirin",
}
_LANGUAGES_OF: Final = {
    word: tuple(language for language, words in _COMMON.items() if word in words.split())
    for words in _COMMON.values()
    for word in words.split()
}


def detect_language(text: str, declared: str | None = None) -> str:
    """``"ar"``, ``"en"`` or ``"other"``, read from the text itself.

    Parameters
    ----------
    text : str
        Title and text.
    declared : str, optional
        What the input says; used only where the text is too short to tell.
    """
    sample = text[:SAMPLE_CHARACTERS]
    letters = sum(map(len, _WORD.findall(sample)))
    latin = _n_letters(_LATIN, sample)
    arabic = 0 if latin == letters else _n_letters(_ARABIC, sample)
    if letters and arabic >= latin and 2 * arabic >= letters:
        foreign = len(_OTHER_ARABIC_SCRIPT.findall(sample))
        return "other" if foreign > _SHARE_OF_OTHER_LETTERS * arabic else "ar"
    if letters and 2 * latin >= letters:
        return _latin_language(sample, declared)
    return "other" if letters else _declared(declared)


def name_language(text: str) -> str:
    """The language as an ISO 639 code where it can be told, else ``"other"``; ``"none"`` for a text without letters.

    As :func:`detect_language`, and French, Spanish, German, Italian, Turkish, Dutch, Kurdish in both scripts (``"ku"``,
    ``"ckb"``), Persian and Urdu apart.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if not _WORD.search(sample):
        return "none"
    found = detect_language(sample)
    if found != "other":
        return found
    arabic = _n_letters(_ARABIC, sample)
    if arabic > _n_letters(_LATIN, sample):
        few = arabic * _SHARE_OF_OTHER_LETTERS / 2
        return next((code for code, own in _LETTERS_OF.items() if len(own.findall(sample)) > few), "other")
    if 2 * _n_letters(_LATIN, sample) < sum(map(len, _WORD.findall(sample))):
        return "other"
    best, is_sure = _likeliest([word.lower() for word in _WORD.findall(sample)])
    return best if is_sure else "other"


def _n_letters(runs: re.Pattern[str], sample: str) -> int:
    return sum(map(len, runs.findall(sample)))


def _latin_language(sample: str, declared: str | None) -> str:
    words = [word.lower() for word in _WORD.findall(sample)]
    best, is_sure = _likeliest(words)
    if not is_sure:  # a headline may hold no common word at all
        if len(words) >= 20:
            return "other"
        plain = sample.isascii() and best == "en"
        return "en" if plain and not declared else _declared(declared)
    return "en" if best == "en" else "other"


def _likeliest(words: Sequence[str]) -> tuple[str, bool]:
    """The language with most of its common words among these, and whether they are enough to tell."""
    hits = Counter(language for word in words for language in _LANGUAGES_OF.get(word, ()))
    best = max(_COMMON, key=lambda language: (hits[language], language == "en"))
    return best, hits[best] >= max(2, 0.05 * len(words))


def _declared(declared: str | None) -> str:
    code = (declared or "").strip().lower()
    if code in {"ar", "ara", "arabic", "العربية", "عربي"} or code.startswith(("ar-", "ar_")):
        return "ar"
    if code in {"en", "eng", "english"} or code.startswith(("en-", "en_")):
        return "en"
    return "other"
