"""Where the words of terms stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analytics.annotate.spans import Span
from analytics.topics.known_names import WORD
from analytics.topics.stems import SHORTEST_STEM, english_stem, light_stem
from analytics.topics.words import LANGUAGES, stem_key
from corpus.text.normalise import fold

_CLITICS: Final = ("و", "ف", "ب", "ل", "ك")


def term_spans(text: str, terms: Sequence[str]) -> list[Span]:
    """Where the words of a topic's terms stand in a text, in any inflected form, in order and without overlap."""
    found: list[Span] = []
    for language in LANGUAGES:
        keys = {stem_key(term, language) for term in terms}
        wanted = sorted(filter(None, keys), key=lambda stems: (-len(stems), stems))
        words = [(m.start(), m.end(), _possible_stems(m[0], language)) for m in WORD[language].finditer(text)]
        at = 0
        while at < len(words):
            size = next((len(stems) for stems in wanted if _stands_at(stems, words, at)), 0)
            if size:
                found.append(Span(words[at][0], words[at + size - 1][1]))
            at += max(size, 1)
    return sorted(found, key=lambda span: span.start)


def _stands_at(stems: tuple[str, ...], words: Sequence[tuple[int, int, frozenset[str]]], at: int) -> bool:
    here = words[at : at + len(stems)]
    return len(here) == len(stems) and all(stem in word[2] for stem, word in zip(stems, here, strict=True))


def _possible_stems(word: str, language: str) -> frozenset[str]:
    """The stems a written word may have: in Arabic, with and without its first letters as particles."""
    if language == "en":
        return frozenset({english_stem(fold(word))})
    folded = fold(word)
    rests = {folded}
    if folded.startswith(("لل", "ولل", "فلل")):
        rests.add("ال" + folded[folded.index("لل") + 2 :])
    for _ in range(2):
        rests |= {rest[1:] for rest in rests if len(rest) > SHORTEST_STEM and rest[0] in _CLITICS}
    return frozenset(map(light_stem, rests))
