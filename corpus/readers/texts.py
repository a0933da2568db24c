"""Files that are one text: pasted pages, pages' sources, Markdown, and text below a front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from corpus.readers.encoding import guess_encoding, guess_note
from corpus.readers.limits import LARGEST_FRONT_MATTER, LARGEST_MARKDOWN, LARGEST_MARKUP, LARGEST_PAGE, MOST_BRACKETS
from corpus.readers.markdown import looks_like_markdown, plain_of
from corpus.readers.pages import read_page
from corpus.readers.records import Item, Markup, Problem, Record, excerpt
from corpus.readers.settings import Rowing, Settings
from corpus.readers.source import Source

_FENCE: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.M)
_PAIR: Final = re.compile(r"(?P<key>[\w][\w -]{0,40}?)\s*:\s*(?P<value>.*)")


def read_pasted(source: Source, settings: Settings) -> Iterator[Item]:
    """The article of a page pasted as text."""
    content, notes = _decoded(source.read(LARGEST_PAGE, "A pasted page"), settings)
    found = read_page(content, source.name, settings.publishers, settings.today)
    if isinstance(found, Record):
        values = {**found.values, **settings.layout.constants}
        found = replace(found, values=values, notes=(*notes, *found.notes), original=content)
    yield found


def read_html(source: Source, settings: Settings) -> Iterator[Item]:
    """The page's source, to be read by :func:`corpus.readers.html.read_markup`."""
    raw = source.read(LARGEST_MARKUP, "A page's source")
    encoding = settings.layout.encoding
    content_type = f"text/html; charset={encoding}" if encoding else ""
    yield Markup(1, raw, content_type=content_type, values=settings.layout.constants)


def read_markdown(source: Source, settings: Settings) -> Iterator[Item]:
    """The article of a Markdown file: its first heading the title, links and emphasis as their words."""
    content, notes = _decoded(source.read(LARGEST_MARKDOWN, "A Markdown file"), settings)
    title, text = plain_of(content)
    yield Record(1, {"title": title, "text": text, **settings.layout.constants}, notes=notes, original=content)


def read_front_matter(source: Source, settings: Settings) -> Iterator[Item]:
    """The article of a text whose head is YAML between two lines of ``---``: title, date, address and so on."""
    given, guessed = _decoded(source.read(LARGEST_PAGE, "A pasted page"), settings)
    content = given.lstrip("\ufeff \t\r\n")
    start = _FENCE.match(content)
    end = _FENCE.search(content, start.end()) if start else None
    if start is None or end is None:
        yield Problem(0, "bad-front-matter", "The head that '---' opens has no closing '---'.", excerpt(content))
        return
    head, body = content[start.end() : end.start()], content[end.end() :]
    try:
        said, notes = _front_matter(head)
    except ValueError as error:
        yield Problem(0, "bad-front-matter", f"The head between '---' lines is no YAML ({error}).", excerpt(head))
        return
    title = ""
    if source.name.lower().endswith((".md", ".markdown", ".mdown")) or looks_like_markdown(body):
        title, body = plain_of(body[:LARGEST_MARKDOWN])
    row = {**said, "text": body}
    found = Rowing(settings, lambda: [row]).item(1, row)
    if isinstance(found, Record):
        values = found.values if found.get("title") else {**found.values, "title": title}
        found = replace(found, values=values, notes=(*guessed, *notes), original=given)
    yield found


def _front_matter(head: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The keys and values of a front matter; with a note where it is no YAML and was read line by line.

    Raises
    ------
    ValueError
        If it is too long, repeats parts of itself by alias, or is no list of keys and values.
    """
    import yaml

    if len(head) > LARGEST_FRONT_MATTER:
        raise ValueError(f"it has {len(head)} characters; at most {LARGEST_FRONT_MATTER} are read")
    if head.count("[") + head.count("{") > MOST_BRACKETS:
        raise ValueError(f"it opens more than {MOST_BRACKETS} brackets")
    notes: tuple[str, ...] = ()
    said: object
    try:
        for event in yaml.parse(head, yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("it uses an alias, with which a few lines grow without end; write values out")
        said = yaml.load(head, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but texts, lists and mappings
    except yaml.YAMLError:
        said = {
            found["key"]: found["value"].strip("\"' ") for line in head.splitlines() if (found := _PAIR.match(line))
        }
        notes = ("front-matter-not-yaml",)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(said, dict) or not said:
        raise ValueError("it is no list of keys and values")
    return {str(key): value for key, value in said.items()}, notes


def _decoded(raw: bytes, settings: Settings) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a note where its encoding was guessed."""
    encoding = settings.layout.encoding or guess_encoding(raw)
    notes = () if settings.layout.encoding else guess_note(encoding, raw)
    return raw.decode(encoding, "surrogateescape" if encoding.startswith("utf-8") else "replace"), notes
