"""Which of a run's proposals people have decided about, also where a later run proposes the same articles anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from analytics.topics.edits.entries import Edit

SHARE: Final = 0.5
"""Share of the articles decided about that a proposal holds at least to be the same: as where a proposal keeps its id
from one update to the next."""


def decided(proposals: Mapping[str, Collection[str]], held: Collection[str], edits: Iterable[Edit]) -> dict[str, Edit]:
    """The edit that accepted or dismissed each proposal; the last one where there are several.

    A proposal is decided about by an edit that names it, and by one whose articles it holds, at least half of those
    that the run has.

    Parameters
    ----------
    proposals : mapping of str to collection of str
        Articles of each of a run's proposals.
    held : collection of str
        The articles that the run has assigned.
    edits : iterable of Edit
        Those that accept or dismiss, in order.
    """
    there, found = set(held), {}
    for edit in edits:
        own = there.intersection(edit.articles)
        same = (key for key, articles in proposals.items() if own and len(own & set(articles)) >= SHARE * len(own))
        found.update(dict.fromkeys((edit.proposal, *same), edit))
    return found
