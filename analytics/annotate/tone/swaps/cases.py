"""The sentences of ``ar.toml`` and ``en.toml``, each with every name it is told of.

Templates with slots for names follow Kiritchenko and Mohammad (2018, "Examining Gender and Race Bias in Two Hundred
Sentiment Analysis Systems", *SEM); here whole events are told, and the tone towards the name is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from analytics.annotate.toml_rows import read_rows, read_toml
from analytics.errors import RegistryError
from analytics.schema import TONE_LABELS

LANGUAGES: Final = ("ar", "en")
GROUPS: Final = ("actors", "communities", "nations", "outlets")
"""Names that take each other's place: forces, fighters of a sect or people, soldiers of a state, news outlets."""
_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_SUBJECT: Final = "N"
_OBLIQUE: Final = "G"


@dataclass(frozen=True, slots=True)
class SwapCase:
    """One sentence with one name in it.

    Attributes
    ----------
    text : str
    start, end : int
        Characters of the name in the text, without an article.
    language : str
        ``ar`` or ``en``.
    group : str
        One of :data:`GROUPS`.
    bearer : str
        Who is meant: the same for the full and the short form of a name.
    name : str
        The form of the name.
    sentence : str
        Id of the sentence in its language, whoever is named.
    event : str
        What it tells: strike, siege, aid and so on.
    expected : str
        How it portrays the name, by who wrote it: one of ``TONE_LABELS``.
    """

    text: str
    start: int
    end: int
    language: str
    group: str
    bearer: str
    name: str
    sentence: str
    event: str
    expected: str


@lru_cache
def swap_cases(language: str) -> tuple[SwapCase, ...]:
    """Every sentence of a language with every name of its groups.

    For testing alone: a model that has read them has learned the answers.

    Parameters
    ----------
    language : {"ar", "en"}

    Raises
    ------
    ValueError
        If there are no sentences in the language.
    RegistryError
        If the file of sentences is damaged.
    """
    if language not in LANGUAGES:
        raise ValueError(f"There are no counterfactual sentences in {language!r}; allowed: {', '.join(LANGUAGES)}.")
    return read_cases(Path(__file__).with_name(f"{language}.toml"), language)


def read_cases(path: Path, language: str) -> tuple[SwapCase, ...]:
    """The cases of a file, in its order: sentences, then names.

    Parameters
    ----------
    path : Path
        TOML: ``agreements``, the forms of words that agree with a name, in the order in which a sentence has them;
        ``names`` with group, bearer, form, agrees, perhaps ``oblique`` and ``article``; ``sentences`` with id,
        expected, groups and text.
    language : str
        What to say the cases are in.

    Raises
    ------
    RegistryError
        If the file is missing or damaged, or a sentence or name is not as described.
    """
    agreements = read_toml(path).get("agreements", [])
    names, sentences = read_rows(path, "names"), read_rows(path, "sentences")
    try:
        _check(names, sentences, agreements)
        return tuple(_cases(names, sentences, agreements, language))
    except (KeyError, TypeError, ValueError) as error:
        raise RegistryError(f"{path.name} is not a file of counterfactual sentences: {error}. Correct it.") from error


def _check(names: Sequence[Mapping[str, Any]], sentences: Sequence[Mapping[str, Any]], agreements: list[str]) -> None:
    """Raise if a key has a value that is not allowed, or two sentences one id."""
    for name in names:
        _allowed(name["group"], GROUPS, "group")
        _allowed(name["agrees"], agreements, "agrees")
    for sentence in sentences:
        _allowed(sentence["expected"], TONE_LABELS, "expected")
        for group in sentence["groups"]:
            _allowed(group, GROUPS, "group")
    ids = [sentence["id"] for sentence in sentences]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise ValueError(f"several sentences are called {', '.join(twice)}")


def _allowed(value: object, values: Sequence[str], key: str) -> None:
    if value not in values:
        raise ValueError(f"{key} is {value!r}; allowed: {', '.join(values)}")


def _cases(
    names: Sequence[Mapping[str, Any]], sentences: Sequence[Mapping[str, Any]], agreements: list[str], language: str
) -> Iterator[SwapCase]:
    for row in sentences:
        for name in (name for name in names if name["group"] in row["groups"]):
            text, start, end = _filled(row["text"], name, agreements)
            yield SwapCase(
                text=text,
                start=start,
                end=end,
                language=language,
                group=name["group"],
                bearer=name["bearer"],
                name=name["form"],
                sentence=row["id"],
                event=row["id"].rpartition("-")[0],
                expected=row["expected"],
            )


def _filled(template: str, name: Mapping[str, Any], agreements: list[str]) -> tuple[str, int, int]:
    """A sentence with a name in its slot, and the characters of the name."""
    text, last, span = "", 0, None
    for slot in _SLOT.finditer(template):
        text += template[last : slot.start()]
        last = slot.end()
        if slot[1] in (_SUBJECT, _OBLIQUE):
            if span:
                raise ValueError(f"two slots for a name in {template!r}")
            text += f"{name['article']} " if "article" in name else ""
            form = name.get("oblique", name["form"]) if slot[1] == _OBLIQUE else name["form"]
            span = len(text), len(text) + len(form)
            text += form
        else:
            text += _agreeing(slot[1], name["agrees"], agreements)
    if span is None:
        raise ValueError(f"no slot for a name in {template!r}")
    text += template[last:]
    return text[0].upper() + text[1:], *span


def _agreeing(slot: str, agrees: str, agreements: list[str]) -> str:
    """The word of a slot that agrees with a name.

    An Arabic verb before its subject has no plural: a slot without the last form gives a plural name the first.
    """
    words = slot.split("|")
    if len(words) < 2 or len(words) > len(agreements):
        raise ValueError(f"{{{slot}}} must hold 2 to {len(agreements)} words with | between them")
    at = agreements.index(agrees)
    return words[at] if at < len(words) else words[0]
