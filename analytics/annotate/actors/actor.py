"""An actor as the registry knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor: id, type, names, and the words that mean it.

    ``aliases_*`` always mean this actor; ``short_*`` only after one of its names in the same article; ``coref_*`` are
    common nouns that may stand for it; ``capital_*`` are capitals that stand for a state; ``demonym_*`` its adjectives.
    """

    id: str
    type: str
    name_en: str
    name_ar: str
    qid: str | None = None
    parent: str | None = None
    aliases_en: tuple[str, ...] = ()
    aliases_ar: tuple[str, ...] = ()
    short_en: tuple[str, ...] = ()
    short_ar: tuple[str, ...] = ()
    coref_en: tuple[str, ...] = ()
    coref_ar: tuple[str, ...] = ()
    country_en: tuple[str, ...] = ()
    country_ar: tuple[str, ...] = ()
    capital_en: tuple[str, ...] = ()
    capital_ar: tuple[str, ...] = ()
    demonym_en: tuple[str, ...] = ()
    demonym_ar: tuple[str, ...] = ()
    derived: bool = False  # made from a template: gives way where the registry gives its name to another

    @property
    def names(self) -> tuple[str, ...]:
        """Its certain names, the given ones first: English, then Arabic."""
        return (self.name_en, *self.aliases_en, self.name_ar, *self.aliases_ar, *self.country_en, *self.country_ar)
