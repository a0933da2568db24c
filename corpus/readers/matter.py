"""What stands above a text and describes it: front matter in YAML or TOML, labelled lines, a line of credits."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final

from corpus.readers.columns import recognise
from corpus.readers.limits import LARGEST_FRONT_MATTER, MOST_BRACKETS
from corpus.text.credits import byline
from corpus.text.datelines import is_date_line
from corpus.text.dates import Dated

PAIR: Final = re.compile(r"(?P<key>[\w][\w -]{0,40}?)\s*:\s*(?P<value>.*)")
FEWEST_LABELS: Final = 2
"""Known ones, by which a head is told from a first sentence with a colon."""
MOST_LABELS: Final = 20
CREDITED: Final = 3
"""Paragraphs at the beginning of a text among which its line of credits stands."""
LONGEST_CREDITS: Final = 120
_PARTS: Final = re.compile(r"\s*[|•·]\s*")
_TAGS: Final = frozenset(f"tag:yaml.org,2002:{name}" for name in "str int float bool null timestamp seq map".split())


@dataclass(frozen=True, slots=True)
class Credited:
    """A text without the paragraphs that only name its author and its date, and what they name."""

    text: str
    author: str = ""
    dated: Dated | None = None
    removed: tuple[str, ...] = ()


def of_toml(head: str) -> dict[str, Any]:
    """The keys and values of a front matter in TOML.

    Raises
    ------
    ValueError
        If it is too long or no TOML.
    """
    _bounded(head)
    try:
        return tomllib.loads(head.replace("\r\n", "\n"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def of_yaml(head: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The keys and values of a front matter; with a note where it is no YAML and was read line by line.

    Raises
    ------
    ValueError
        If it is too long, repeats parts of itself by alias, names a kind of object, or is no list of keys and values.
    """
    import yaml

    _bounded(head)
    notes: tuple[str, ...] = ()
    said: object
    try:
        for event in yaml.parse(head, yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("it uses an alias, with which a few lines grow without end; write values out")
            tag = getattr(event, "tag", None)
            if tag is not None and tag not in _TAGS:
                raise ValueError(f"it names the kind of object {tag[:80]!r}; write plain values")
        said = yaml.load(head, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but texts, lists and mappings
    except yaml.YAMLError:
        said = {found["key"]: found["value"].strip("\"' ") for line in head.splitlines() if (found := PAIR.match(line))}
        notes = ("front-matter-not-yaml",)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(said, dict) or not said:
        raise ValueError("it is no list of keys and values")
    return {str(key): value for key, value in said.items()}, notes


def _bounded(head: str) -> None:
    if len(head) > LARGEST_FRONT_MATTER:
        raise ValueError(f"it has {len(head)} characters; at most {LARGEST_FRONT_MATTER} are read")
    if head.count("[") + head.count("{") > MOST_BRACKETS:
        raise ValueError(f"it opens more than {MOST_BRACKETS} brackets")


def labelled_head(content: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Labelled lines such as ``Date: 5 May 2017`` above a text: keys and values, the text below, the lines.

    Empty where fewer than two known labels stand there, or nothing below them.
    """
    said: dict[str, str] = {}
    lines = content.lstrip("\ufeff \t\r\n").splitlines(keepends=True)
    taken = 0
    for line in lines[:MOST_LABELS]:
        pair = PAIR.fullmatch(line.strip())
        if pair is None or not pair["value"] or pair["key"] in said:
            break
        said[pair["key"]] = pair["value"].strip()
        taken += 1
    known = recognise(said)
    body = "".join(lines[taken:])
    if known.has_text or known.n_recognised < FEWEST_LABELS or not body.strip():
        return {}, content, ()
    return said, body.lstrip("\r\n"), tuple(line.strip() for line in lines[:taken])


def credited(text: str, today: dt.date) -> Credited:
    """The author and the date that stand in paragraphs of their own at the beginning of a text.

    Parameters
    ----------
    text : str
        Paragraphs between blank lines.
    today : datetime.date
        Later dates are not believed.
    """
    author, dated, removed = "", None, []
    paragraphs = text.split("\n\n")
    for paragraph in paragraphs[:CREDITED]:
        if len(paragraph) > LONGEST_CREDITS:
            break
        found = [(byline(part), is_date_line(part, today)) for part in _PARTS.split(paragraph.strip("| "))]
        if not all(named or day for named, day in found):
            continue
        for named, day in found:
            author = author or (named.author if named else "")
            dated = dated or day
        removed.append(paragraph)
    kept = [paragraph for paragraph in paragraphs if paragraph not in removed]
    return Credited("\n\n".join(kept), author, dated, tuple(removed)) if removed and kept else Credited(text)
