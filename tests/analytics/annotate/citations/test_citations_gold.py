"""A floor under the quality on annotated articles, where they are at hand."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from analytics.annotate.citations import find_citations
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Mention
from analytics.schema import whole

GOLD = Path(__file__).resolve().parents[4] / "../shared/gold/dev.jsonl"


@pytest.mark.parametrize(("language", "least"), [("ar", 0.92), ("en", 0.9)])
def test_cues_found_in_annotated_articles(language, least):
    if not GOLD.exists():
        pytest.skip("the annotated articles are not beside this checkout")
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    hits = found = wanted = 0
    for row in (row for row in rows if row["lang"] == language):
        registry = {m["canonical"]: SimpleNamespace(type=m["type"], name_en=m["canonical"]) for m in row["mentions"]}
        mentions = [Mention(m["start"], m["end"], m["surface"], m["canonical"], "name") for m in row["mentions"]]
        string = whole(row["title"], row["text"])
        citations = find_citations(string, split_sentences(row["title"], row["text"]), mentions, registry)
        cues = [citation.cue for citation in citations if citation.cue]
        gold = [c["cue"] for c in row["citations"] if c["cue"] and not c.get("optional")]
        wanted, found = wanted + len(gold), found + len(cues)
        hits += sum(any(cue.start < g["end"] and g["start"] < cue.end for cue in cues) for g in gold)
    assert 2 * hits / (wanted + found) >= least
