"""What people change about topics, one edit a line of ``edits/topics.jsonl``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from analytics.edit_log import UNDO, EditLog, standing
from analytics.errors import TopicError
from corpus.text.clean import clean_line, storable

LOG: Final = "edits/topics.jsonl"
LOCK: Final = "topic-edits"
RENAME: Final = "rename"
MERGE: Final = "merge"
SPLIT: Final = "split"
HIDE: Final = "hide"
SHOW: Final = "show"
MOVE: Final = "move"
SEED: Final = "seed"
ACCEPT: Final = "accept"
DISMISS: Final = "dismiss"
ACTIONS: Final = (RENAME, MERGE, SPLIT, HIDE, SHOW, MOVE, SEED, ACCEPT, DISMISS, UNDO)
MAX_LABEL: Final = 200
HIGHEST_ID: Final = 999_999
"""The highest topic number; a URL carries no longer one."""
_MOST: Final = 1_000_000  # values in a list of an edit
_OF_TOPIC: Final = frozenset({RENAME, MERGE, SPLIT, HIDE, SHOW, SEED, ACCEPT})
_NAMED: Final = frozenset({SEED, ACCEPT, RENAME})
_PROPOSAL: Final = re.compile(r"p[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the topics a topic was split into, and its articles."""

    topic: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeedVector:
    """Where a seed lies for the encoder, in one language: the mean vector of its words or examples in it."""

    language: str
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One line of the log.

    Attributes
    ----------
    number : int
        Number of its line, from 1.
    action : str
        One of ``ACTIONS``.
    at, who, note : str
        When (UTC, ISO 8601), by whom, why.
    run : str
        The run that was looked at when it was made.
    lineage : str
        That run's: the runs in which topic numbers mean what they mean in it; empty in logs that do not say it.
    topic : int or None
        The topic it is about: the one merged into, the target of a move (None moves out of all topics), the new one of
        a seed or an accepted proposal.
    topics : tuple of int
        The topics merged into ``topic``.
    label_ar, label_en : str
        Names given; empty for none.
    parts : tuple of Part
        What a topic was split into.
    articles : tuple of str
        The articles moved, or of a proposal accepted or dismissed, or the examples of a seed.
    words : tuple of str
        The words of a seed.
    vectors : tuple of SeedVector
        Where a seed lies, and ``encoder`` by which encoder.
    proposal : str
        The proposal accepted or dismissed.
    undoes : int or None
        Number of the edit taken back.
    """

    number: int
    action: str
    at: str = ""
    who: str = ""
    note: str = ""
    run: str = ""
    lineage: str = ""
    topic: int | None = None
    topics: tuple[int, ...] = ()
    label_ar: str = ""
    label_en: str = ""
    parts: tuple[Part, ...] = ()
    articles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    vectors: tuple[SeedVector, ...] = ()
    encoder: str = ""
    proposal: str = ""
    undoes: int | None = None

    @property
    def made(self) -> tuple[int, ...]:
        """The numbers of the topics it makes."""
        if self.action in (SEED, ACCEPT) and self.topic is not None:
            return (self.topic,)
        return tuple(part.topic for part in self.parts)

    @property
    def named(self) -> tuple[int, ...]:
        """The numbers of the topics that must be there for it."""
        if self.action in (SEED, ACCEPT) or self.topic is None:
            return self.topics
        return (*self.topics, self.topic)

    def row(self) -> dict[str, Any]:
        """What is written of it, without number, time and person; what is empty is left out."""
        row = {key: value for key, value in asdict(self).items() if value not in ("", (), None)}
        for key in ("number", "at", "who"):
            row.pop(key, None)
        if self.action == MOVE:
            row["topic"] = self.topic
        return row


@dataclass(frozen=True, slots=True)
class EditHistory:
    """All edits of topics in order, and the lines that could not be read, each told in a line."""

    edits: tuple[Edit, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[Edit, ...]:
        """The edits that were not taken back, in order."""
        return standing(self.edits)

    @property
    def reserved(self) -> frozenset[int]:
        """Every topic number ever given by an edit, also by those taken back."""
        return frozenset(topic for edit in self.edits for topic in edit.made)

    @property
    def digest(self) -> str:
        """12 hexadecimal digits of what the standing edits say; empty if there are none.

        Who made them, when and why changes no result, so it is not in it.
        """
        rows = [edit.row() | {"note": "", "run": ""} for edit in self.standing]
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:12] if rows else ""

    def without(self, number: int) -> EditHistory:
        """The edits as they would be if that of a number were taken back."""
        return replace(self, edits=(*self.edits, Edit(number=0, action=UNDO, undoes=number)))


def read_edits(root: Path) -> EditHistory:
    """The edits of a workspace's topics; none if there is no log.

    Raises
    ------
    TopicError
        If the log is there and cannot be read.
    """
    return EditHistory(*EDITS.read(root))


def label_of(label: str) -> str:
    """A label a person gave, on one line and without control characters.

    Raises
    ------
    TopicError
        If nothing is left of it, or it is too long.
    """
    tidy = clean_line(storable(label))
    if not tidy or len(tidy) > MAX_LABEL:
        raise TopicError(f"A label has 1 to {MAX_LABEL} characters, got {len(tidy)}: {tidy[:40]!r}.")
    return tidy


def edit_of(row: Any, number: int) -> Edit:  # noqa: ANN401 - a line can hold any JSON
    """The edit of a line's row.

    Raises
    ------
    TopicError
        If the row is not well formed.
    """
    if not isinstance(row, dict) or row.get("action") not in ACTIONS:
        raise TopicError(f"it is no edit; allowed actions: {', '.join(ACTIONS)}.")
    action = row["action"]
    told = {name: storable(str(row.get(name, ""))) for name in ("at", "who", "note", "run", "lineage", "encoder")}
    labels = {name: label_of(_text(row, name)) for name in ("label_ar", "label_en") if row.get(name)}
    edit = Edit(
        number=number,
        action=action,
        topic=_topic(row["topic"], "topic") if action in _OF_TOPIC | {MOVE} and row.get("topic") is not None else None,
        topics=tuple(_topic(one, "topics") for one in _list(row, "topics", action == MERGE)),
        parts=tuple(_part(one) for one in _list(row, "parts", action == SPLIT)),
        articles=_texts(row, "articles", action == MOVE),
        words=_texts(row, "words", False),
        vectors=tuple(_vector(one) for one in _list(row, "vectors", action == SEED)),
        proposal=_proposal(row) if action in (ACCEPT, DISMISS) else "",
        undoes=_undoes(row) if action == UNDO else None,
        **told,
        **labels,
    )
    if action in _OF_TOPIC and edit.topic is None:
        raise TopicError("'topic' must be the number of a topic, got nothing.")
    if action == RENAME and not labels:
        raise TopicError("'label_ar' or 'label_en' must be given.")
    return edit


def _topic(value: Any, name: str) -> int:  # noqa: ANN401
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= HIGHEST_ID:
        raise TopicError(f"{name!r} must be topic numbers from 0 to {HIGHEST_ID}, got {value!r:.60}.")
    return value


def _undoes(row: Mapping[str, Any]) -> int:
    value = row.get("undoes")
    if not isinstance(value, int) or isinstance(value, bool):
        raise TopicError(f"'undoes' must be the number of an edit, got {value!r:.60}.")
    return value


def _proposal(row: Mapping[str, Any]) -> str:
    value = row.get("proposal")
    if not isinstance(value, str) or not _PROPOSAL.fullmatch(value):
        raise TopicError(f"'proposal' must be a proposal's id such as 'p12345678', got {value!r:.60}.")
    return value


def _part(row: Any) -> Part:  # noqa: ANN401
    if not isinstance(row, dict):
        raise TopicError(f"'parts' must be topics with their articles, got {row!r:.60}.")
    return Part(_topic(row.get("topic"), "topic of a part"), _texts(row, "articles", True))


def _vector(row: Any) -> SeedVector:  # noqa: ANN401
    values = row.get("vector") if isinstance(row, dict) else None
    if not isinstance(values, list) or not values or not all(map(_is_component, values)):
        raise TopicError(f"'vectors' must be numbers from -1 to 1 of a language, got {str(row)[:60]!r}.")
    return SeedVector(_text(row, "language"), tuple(map(float, values)))


def _is_component(value: Any) -> bool:  # noqa: ANN401
    """Whether a value is a component of a unit vector; neither true nor NaN is, nor an integer beyond all floats."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -1 <= value <= 1


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise TopicError(f"{name!r} must be text, got {value!r:.60}.")
    return storable(value)


def _texts(row: Mapping[str, Any], name: str, wanted: bool) -> tuple[str, ...]:
    values = _list(row, name, wanted)
    if not all(isinstance(value, str) for value in values):
        raise TopicError(f"{name!r} must be texts, got {values!r:.60}.")
    return tuple(storable(value) for value in values)


def _list(row: Mapping[str, Any], name: str, wanted: bool) -> Collection[Any]:
    values = row.get(name, [])
    if not isinstance(values, list) or (wanted and not values) or len(values) > _MOST:
        raise TopicError(f"{name!r} must be a list of 1 to {_MOST:,} values, got {values!r:.60}.")
    return values


EDITS: Final = EditLog(LOG, LOCK, "edit", "python -m analytics topics log -w W", edit_of, TopicError)
