"""Files that are one text: pasted pages, pages' sources, Markdown, and text below a front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from corpus.readers.encoding import guess_encoding, guess_note
from corpus.readers.limits import LARGEST_MARKDOWN, LARGEST_MARKUP, LARGEST_PAGE
from corpus.readers.markdown import Plain, looks_like_markdown, plain_of
from corpus.readers.matter import credited, labelled_head, of_toml, of_yaml
from corpus.readers.pages import read_page
from corpus.readers.records import Item, Markup, Problem, Record, excerpt
from corpus.readers.settings import Rowing, Settings
from corpus.readers.source import Source

_FENCE: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.M)
_TOML_FENCE: Final = re.compile(r"^\+\+\+[ \t]*\r?$\n?", re.M)


def read_pasted(source: Source, settings: Settings) -> Iterator[Item]:
    """The article of a page pasted as text."""
    content, notes = _decoded(source.read(LARGEST_PAGE, "A pasted page"), settings)
    said, body, labels = labelled_head(content)
    row = {**said, "text": body}
    described = Rowing(settings, lambda: [row]).item(1, row) if said else None
    if isinstance(described, Record):
        body = f"{described.get('title')}\n\n{body}"
    found = read_page(body, source.name, settings.publishers, settings.today)
    if isinstance(described, Record) and isinstance(found, Record):
        found = _described(found, described, labels)
    if isinstance(found, Record):
        values = {**found.values, **settings.layout.constants}
        found = replace(found, values=values, notes=(*notes, *found.notes), original=content)
    yield found


def _described(page: Record, described: Record, labels: tuple[str, ...]) -> Record:
    """A pasted page with what the labelled lines above it say."""
    given = {name: value for name, value in described.values.items() if name != "text" and value.strip()}
    dated = None if described.dates else page.dated
    removed = (*labels, *page.removed)
    return replace(page, values={**page.values, **given}, dates=described.dates, dated=dated, removed=removed)


def read_html(source: Source, settings: Settings) -> Iterator[Item]:
    """The page's source, to be read by :func:`corpus.readers.html.read_markup`."""
    raw = source.read(LARGEST_MARKUP, "A page's source")
    encoding = settings.layout.encoding
    content_type = f"text/html; charset={encoding}" if encoding else ""
    yield Markup(1, raw, content_type=content_type, values=settings.layout.constants)


def read_markdown(source: Source, settings: Settings) -> Iterator[Item]:
    """The article of a Markdown file: its first heading the title, links and emphasis as their words."""
    content, notes = _decoded(source.read(LARGEST_MARKDOWN, "A Markdown file"), settings)
    plain = plain_of(content)
    found = credited(plain.text, settings.today)
    values = {"title": plain.title, "text": found.text, "author": found.author, **settings.layout.constants}
    values = {name: value for name, value in values.items() if value or name != "author"}
    yield Record(1, values, (), plain.captions, found.removed, found.dated, notes=notes, original=content)


def read_front_matter(source: Source, settings: Settings) -> Iterator[Item]:
    """The article of a text below a head in YAML between lines of ``---``, or in TOML between ``+++``."""
    given, guessed = _decoded(source.read(LARGEST_PAGE, "A pasted page"), settings)
    content = given.lstrip("\ufeff \t\r\n")
    fence = _TOML_FENCE if content.startswith("+++") else _FENCE
    start = fence.match(content)
    end = fence.search(content, start.end()) if start else None
    if start is None or end is None:
        detail = f"The head that {content[:3]!r} opens is not closed by another such line."
        yield Problem(0, "bad-front-matter", detail, excerpt(content))
        return
    head, body = content[start.end() : end.start()], content[end.end() :]
    try:
        said, notes = (of_toml(head), ()) if fence is _TOML_FENCE else of_yaml(head)
    except ValueError as error:
        detail = f"The head between {content[:3]!r} lines cannot be read ({error})."
        yield Problem(0, "bad-front-matter", detail, excerpt(head))
        return
    yield _with_matter(said, body, source, settings, notes=(*guessed, *notes), given=given)


def _with_matter(
    said: dict[str, Any], body: str, source: Source, settings: Settings, *, notes: tuple[str, ...], given: str
) -> Item:
    """The article of a text and of what its front matter says."""
    plain = Plain("", body, ())
    if source.name.lower().endswith((".md", ".markdown", ".mdown")) or looks_like_markdown(body):
        plain = plain_of(body[:LARGEST_MARKDOWN])
    row = {**said, "text": plain.text}
    found = Rowing(settings, lambda: [row]).item(1, row)
    if not isinstance(found, Record):
        return found
    values = found.values if found.get("title") else {**found.values, "title": plain.title}
    return replace(found, values=values, captions=plain.captions, notes=(*notes, *found.notes), original=given)


def _decoded(raw: bytes, settings: Settings) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a note where its encoding was guessed."""
    encoding = settings.layout.encoding or guess_encoding(raw)
    notes = () if settings.layout.encoding else guess_note(encoding, raw)
    return raw.decode(encoding, "surrogateescape" if encoding.startswith("utf-8") else "replace"), notes
