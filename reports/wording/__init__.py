"""The words of a report in each language: one TOML file a language, the same keys in each."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final, cast

LANGUAGES: Final = ("ar", "en")
ISOLATE: Final = "\u2068"
POP: Final = "\u2069"


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts of one language, by dotted key: ``wording("finding.topic", label=..., n=...)``.

    Where stories are counted, a text of the section ``stories`` stands before the text of the same key.
    """

    language: str
    texts: Mapping[str, Any]
    unit: str = "articles"

    def __call__(self, key: str, **values: str) -> str:
        """The text of a key with its places filled in; values are put in as they are, never read as a pattern.

        Raises
        ------
        KeyError
            If there is no such text, or a value is missing.
        """
        return str(self._entry(key)).format(**values)

    def table(self, key: str) -> Mapping[str, str]:
        """The texts under a key, by name.

        Raises
        ------
        KeyError
            If there is no such key.
        """
        return {str(name): str(text) for name, text in cast(Mapping[str, object], self._entry(key)).items()}

    def items(self, key: str) -> list[str]:
        """The texts of a list.

        Raises
        ------
        KeyError
            If there is no such key.
        """
        return [str(text) for text in cast(list[object], self._entry(key))]

    @property
    def noun(self) -> str:
        """What is counted, as a key of ``nouns``."""
        return {"articles": "article", "stories": "story"}[self.unit]

    def _entry(self, key: str) -> object:
        own = _find(self.texts, f"{self.unit}.{key}")
        found = _find(self.texts, key) if own is None or isinstance(own, Mapping) else own
        if found is None:
            raise KeyError(key)
        return found

    @property
    def direction(self) -> str:
        """``"rtl"`` or ``"ltr"``."""
        return str(self.texts["direction"])


def _find(texts: Mapping[str, Any], key: str) -> object:
    """What stands under a dotted key; None if nothing does."""
    found: object = texts
    for part in key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


@functools.cache
def wording(language: str, unit: str = "articles") -> Wording:
    """The words of ``"ar"`` or ``"en"`` where articles or stories are counted.

    Raises
    ------
    ValueError
        If the language is another.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}; allowed: {', '.join(LANGUAGES)}.")
    text = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Wording(language, tomllib.loads(text), unit)
