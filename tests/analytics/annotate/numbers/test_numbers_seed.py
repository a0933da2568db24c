"""The figures of the seed article, with who reports them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.annotate.pipeline import Annotator
from analytics.schema import whole

SEED = Path(__file__).resolve().parents[4] / "../shared/gold/seed_expected.json"
BOUNDS = {None: "exact", "about": "about", "more than": "more_than"}


def test_the_figures_of_the_seed_article_are_all_found_with_their_reporters() -> None:
    if not SEED.exists():
        pytest.skip("The gold of the seed article is kept outside the repository, in ../shared/gold.")
    seed = json.loads(SEED.read_text(encoding="utf-8"))
    annotator = Annotator.load()
    string = whole(seed["title"], seed["text"])
    numbers = annotator.annotate(seed["title"], seed["text"]).numbers

    def said_by(source: Any) -> set[str]:
        if source is None:
            return set()
        actor = annotator.registry[source.actor_id] if source.actor_id else None
        return {source.label, *((actor.name_en, *actor.aliases_en) if actor else ())}

    for figure in seed["reported_figures"]:
        match = next(n for n in numbers if figure["surface"] in string[n.start : n.end])
        assert (match.value, match.bound) == (figure["number"], BOUNDS[figure.get("qualifier")])
        via = figure.get("via")
        assert via is None or via in said_by(match.via)
        assert (match.source is None) == ("reported_by" not in figure)
    known = {"Michael Kurilla": 2, "Syrian Democratic Forces": 1}
    assert {name: sum(name in said_by(n.source) for n in numbers) for name in known} == known
