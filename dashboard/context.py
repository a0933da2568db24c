"""Context: what a page is made from."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from analytics.figures.theme import Style
from analytics.study import Filters, Study
from dashboard.catalogue import Catalogue
from dashboard.i18n import Texts
from dashboard.view import View


@dataclass(frozen=True, slots=True)
class Context:
    """The run, its names, the view asked for, and the words to show it in. Pages are functions of this alone.

    ``problem`` says why the run shown is not the newest of the workspace, where it is not.
    """

    study: Study
    catalogue: Catalogue
    view: View
    texts: Texts
    problem: str = ""

    @property
    def style(self) -> Style:
        """How figures are dressed."""
        return Style(self.view.ui, self.view.scheme)

    @property
    def filters(self) -> Filters:
        """The selection."""
        return self.view.filters

    @property
    def has_topics(self) -> bool:
        """Whether the run has a topic model."""
        return bool(self.catalogue.names["topic"]["en"])

    def name(self, dimension: str, key: Hashable) -> str:
        """What a key is called in the language of the interface; the key itself if the run does not have it."""
        name = self.catalogue.name(dimension, key, self.view.ui)
        if dimension == "topic" and name is None:
            hidden = self.catalogue.name("hidden", key, self.view.ui)
            return str(key) if hidden is None else self.texts("topics.hidden_name", name=hidden or str(key))
        if name == "" and dimension in ("topic", "theme"):
            return self.texts("topics.unnamed", number=str(key))
        return name or str(key).removeprefix("~")
