"""What is wrong with terms: what no reader wants among the words of a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from analytics.topics.known_names import SPELT_OUT, WORD, outlet_names
from analytics.topics.stems import fold_word, without_article
from analytics.topics.words import stop_words

_OTHER: Final = {"ar": re.compile("[A-Za-zÀ-ɏ]"), "en": re.compile("[\u0620-\u06d5]")}


@dataclass(frozen=True, slots=True)
class TermFault:
    """A term and what is wrong with it.

    ``kind`` is ``digit``, ``joined`` (words joined by a sign that is not written so), ``script`` (letters of the other
    language), ``letter`` (a single one), ``stop_word`` (no word of it names a subject: function words, numbers, days,
    months, and words of the newsroom such as "said" and "photo") or ``publisher`` (it holds the name of one).
    """

    term: str
    kind: str


def term_faults(terms: Iterable[str], language: str, publishers: Sequence[str] = ()) -> list[TermFault]:
    """What is wrong with the terms of a topic in a language, in their order; nothing where all is well.

    Parameters
    ----------
    terms : iterable of str
        As a reader is shown them.
    language : {"ar", "en"}
        Their language.
    publishers : sequence of str
        Names and ids of the articles' publishers, in any language; the media of the registry are known.
    """
    own = {_words(name, language) for name in publishers}
    names = (own | _registry_outlets(language)) - {()}
    return [TermFault(term, kind) for term in terms for kind in _kinds(term, language, names)]


def _kinds(term: str, language: str, publishers: set[tuple[str, ...]]) -> list[str]:
    words = tuple(word for word, _ in _written(term, language))
    pieces = [words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    stop = stop_words(language)
    found = {
        "digit": any(map(str.isnumeric, term)),
        "joined": "_" in term or "+" in term,
        "script": bool(_OTHER[language].search(term)),
        "letter": any(len(word) == 1 for word in term.split()),
        "stop_word": not any(_is_subject(word, written, stop) for word, written in _written(term, language)),
        "publisher": any(piece in publishers for piece in pieces),
    }
    return [kind for kind, is_so in found.items() if is_so]


def _is_subject(word: str, written: str, stop: frozenset[str]) -> bool:
    return bool(not {word, without_article(word)} & stop or (written.isupper() and len(written) > 1))  # US, not us


def _written(term: str, language: str) -> list[tuple[str, str]]:
    return [(fold_word(word), word) for word in WORD[language].findall(term)]


def _words(name: str, language: str) -> tuple[str, ...]:
    """The folded words of a name; none for one with a number in it, which means less without it (Deir Ezzor 24)."""
    return tuple(fold_word(word) for word in WORD[language].findall(name)) if SPELT_OUT.fullmatch(name) else ()


@cache
def _registry_outlets(language: str) -> frozenset[tuple[str, ...]]:
    """The media of the registry, whose data are read where they are first asked for."""
    from analytics.annotate.actors import Registry

    return frozenset(_words(name, language) for name in outlet_names(Registry.load().values()))
