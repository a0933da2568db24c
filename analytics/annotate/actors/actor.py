"""An actor as the registry knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office, a command or a membership an actor held; dates as YYYY, YYYY-MM or YYYY-MM-DD, as far as known."""

    title_en: str = "Member"
    title_ar: str = "عضو"
    body: str | None = None
    start: str | None = None
    end: str | None = None


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
    aliases_ku: tuple[str, ...] = ()
    aliases_tr: tuple[str, ...] = ()
    aliases_fr: tuple[str, ...] = ()
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
    roles: tuple[Role, ...] = ()
    derived: bool = False  # made from a template: gives way where the registry gives its name to another

    @property
    def names(self) -> tuple[str, ...]:
        """Its certain names, the given ones first: English, Arabic, then those of other languages of the press."""
        own = (self.name_en, *self.aliases_en, self.name_ar, *self.aliases_ar)
        return (*own, *self.aliases_ku, *self.aliases_tr, *self.aliases_fr, *self.country_en, *self.country_ar)
