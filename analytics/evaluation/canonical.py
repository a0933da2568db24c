"""Names that count as one actor when what was found is held against what annotators wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_SPELLINGS: Final[Mapping[str, str]] = {
    "islamic state": "isis|isil|daesh|islamic state of iraq and syria|islamic state group|islamic state (isis)",
    "united states": "us|usa|united states of america|u.s.|us government|us administration",
    "syrian democratic forces": "sdf",
    "people's protection units": "ypg",
    "popular mobilization forces": "pmf|popular mobilisation forces|hashd al-shaabi",
    "global coalition": "international coalition|us-led coalition|coalition|global coalition against daesh|"
    "global coalition to defeat isis",
    "us central command": "centcom|united states central command",
    "pentagon": "us department of defense|united states department of defense|department of defense",
    "syrian observatory for human rights": "sohr",
    "syrian government": "syria|syrian arab republic|syrian regime|government of syria",
    "iraqi government": "iraq|government of iraq",
    "russia": "russian federation|russian government",
    "turkey": "turkish government|türkiye|turkiye",
    "iran": "iranian government",
    "united nations": "un",
    "agence france-presse": "afp|agence france presse",
    "associated press": "ap",
    "syrian arab army": "syrian army|syrian government forces|syrian armed forces",
    "iraqi armed forces": "iraqi army|iraqi security forces",
    "hezbollah": "hizbullah",
}
"""The equivalences of the annotation guide: a state and its government are one actor there."""
_CANONICAL: Final = {spelling: name for name, line in _SPELLINGS.items() for spelling in line.split("|")}
_SPACE: Final = re.compile(r"\s+")
_ARTICLE: Final = re.compile(r"^the\s+")


def canonical(name: str) -> str:
    """The form in which two English names of one actor are equal."""
    plain = _ARTICLE.sub("", _SPACE.sub(" ", name.lower().replace("’", "'")).strip())
    return _CANONICAL.get(plain, plain)


def is_one_of(name: str, given: Iterable[str]) -> bool:
    """Whether a name is one of those the annotators gave; empty ones are none."""
    return canonical(name) in {canonical(one) for one in given if one}
