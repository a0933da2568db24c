"""Edits of topics: rename, merge, split, hide, move articles, make a topic of words, examples or a proposal; undo.

Edits are written to ``edits/topics.jsonl`` of a workspace and laid over the tables of whatever run is looked at; no run
is ever changed.
"""

from analytics.topics.edits.creating import accept, dismiss, seed
from analytics.topics.edits.entries import Edit, EditHistory, read_edits
from analytics.topics.edits.making import hide, merge, move, rename, split, undo, unhide
from analytics.topics.edits.overlay import edited_topics
from analytics.topics.edits.planning import EditNote

__all__ = [
    "Edit",
    "EditHistory",
    "EditNote",
    "accept",
    "dismiss",
    "edited_topics",
    "hide",
    "merge",
    "move",
    "read_edits",
    "rename",
    "seed",
    "split",
    "undo",
    "unhide",
]
