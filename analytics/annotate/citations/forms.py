"""Arabic verb forms: every person, gender and tense a verb of saying is printed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CONJUNCTIONS: Final = ("", "و", "ف")
# Printed without a space before the verb in some sources.
_GLUED: Final = ("فيما", "بعدما", "بينما", "حسبما", "وفيما", "كما")
_PERSONS: Final = (("", "m"), ("ت", "f"), ("وا", "p"), ("ا", "m"), ("تا", "f"), ("ن", "p"))
_OBJECTS: Final = ("ه", "ها", "هم", "هما")


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form: its tense, gender (``m``, ``f`` or plural ``p``), and what is attached to it."""

    text: str
    tense: str  # "past" | "present" | "participle"
    gender: str
    clitic: bool
    object: bool


def verb_forms(past: str, present: str, participle: str) -> Iterator[Form]:
    """Forms of a verb from its folded past, present stem and participle; ``-`` leaves one out."""
    bare = list(_past(past)) if past != "-" else []
    bare += list(_present(present)) if present != "-" else []
    bare += list(_participle(participle)) if participle != "-" else []
    for text, tense, gender in bare:
        for conjunction in (*_CONJUNCTIONS, *_GLUED):
            yield Form(conjunction + text, tense, gender, bool(conjunction), False)
            if tense != "participle":
                for pronoun in _OBJECTS:
                    yield Form(conjunction + text + pronoun, tense, gender, bool(conjunction), True)


def _past(stem: str) -> Iterator[tuple[str, str, str]]:
    base = stem[:-1] if stem[-1] in "اي" else stem
    yield stem, "past", "m"
    for ending, gender in _PERSONS[1:]:
        if ending != "ا" or base == stem:
            yield base + ending, "past", gender


def _present(stem: str) -> Iterator[tuple[str, str, str]]:
    base = stem[:-1] if stem[-1] in "وي" else stem
    yield "ي" + stem, "present", "m"
    yield "ت" + stem, "present", "f"
    yield "ي" + base + "ون", "present", "p"
    yield "ي" + stem + "ان", "present", "m"
    yield "ت" + stem + "ان", "present", "f"


def _participle(stem: str) -> Iterator[tuple[str, str, str]]:
    base = stem[:-1] if stem[-1] == "ي" else stem
    yield stem + "ا", "participle", "m"
    yield stem + "ه", "participle", "f"
    yield base + "ين", "participle", "p"
    yield stem + "تين", "participle", "f"
