"""One record made into the article it is stored as, or refused with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlsplit

from corpus.fingerprints import digest
from corpus.publishers import UNKNOWN, Publisher, Publishers
from corpus.readers.records import Markup, Problem, Record, excerpt
from corpus.text.authors import credit_of, own_names
from corpus.text.chrome import Cleaned, clean_row
from corpus.text.clean import clean_line, clean_text, identity_form, storable
from corpus.text.dates import Dated, parse_date
from corpus.text.deciding import decide
from corpus.text.language import detect_language

FEWEST_WORDS: Final = 8
"""Words of title and text together; below it there is nothing to model."""
ID_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article row without its place in the corpus, and what was noticed on the way."""

    row: dict[str, Any]
    text_id: str
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Preparer:
    """Makes articles of records: publishers to name them by, the day it is, and whether they are sample texts."""

    publishers: Publishers
    now: dt.datetime
    is_sample: bool = False

    def prepare(self, found: Record | Markup, source_uri: str) -> Prepared | Problem:
        """The article of a record or of a web page, or the problem for which it is refused.

        Parameters
        ----------
        found : Record or Markup
            What a reader found.
        source_uri : str
            The file, to which the record's position is added.
        """
        record = self._read(found) if isinstance(found, Markup) else found
        return record if isinstance(record, Problem) else self._article(record, source_uri)

    def _read(self, markup: Markup) -> Record | Problem:
        from corpus.readers.html import read_markup  # its libraries take a second to import, and few corpora need them

        return read_markup(markup, self.publishers, self.now.date())

    def _article(self, record: Record, source_uri: str) -> Prepared | Problem:
        title = clean_line(record.get("title"))
        given = record.get("text") if record.is_page else clean_text(record.get("text"))
        cleaned = Cleaned(given, record.removed, record.captions) if record.is_page else _row(record, given)
        text = cleaned.text
        n_words = len(title.split()) + len(text.split())
        if not text and not (record.is_page and n_words < FEWEST_WORDS):  # a page of three words has them as its title
            return Problem(record.position, "empty-text", "The article has no text.", excerpt(title))
        if n_words < FEWEST_WORDS:
            detail = f"Title and text have {n_words} words; at least {FEWEST_WORDS} are needed."
            return Problem(record.position, "too-short", detail, excerpt(f"{title} {text}"))
        url, url_note = web_address(record.get("url"))
        publisher, name = self._publisher(record, url)
        dated = self._dated(record, title, given, url)
        same = identity(publisher.id, title, text)
        row = {
            "article_id": same.article_id,
            "content_sha256": same.content_sha256,
            "story_id": same.text_id[:ID_DIGITS],
            "is_original": True,  # until corpus.stories has looked for copies
            "url": url,
            "publisher_id": publisher.id,
            "publisher": name,
            "title": title,
            "text": text,
            "original_text": _original(record, text),
            "captions": list(cleaned.captions),
            "removed": list(cleaned.removed),
            **{column: given for column, given in _described(record, cleaned, own_names(publisher, self.publishers))},
            "language": detect_language(f"{title}\n{text}", record.get("language")),
            "published_at": dated.at,
            "published_precision": dated.precision,
            "published_basis": dated.basis,
            "collected_at": self.now,
            "source_uri": f"{source_uri}#{record.position}",
            "n_words": n_words,
            "is_sample": self.is_sample or publisher.is_sample,
        }
        return Prepared(row, same.text_id, tuple(note for note in (*record.notes, url_note, _date_note(dated)) if note))

    def _publisher(self, record: Record, url: str | None) -> tuple[Publisher, str]:
        """The publisher, by name or else by address, and its name as the input gave it."""
        given = clean_line(record.get("publisher"))
        if given:
            return self.publishers.resolve(given), given
        found = (self.publishers.by_address(url) if url else None) or UNKNOWN
        language = detect_language(f"{record.get('title')}\n{record.get('text')}")
        return found, found.name(language)

    def _dated(self, record: Record, title: str, text: str, url: str | None) -> Dated:
        if record.dated is not None:
            return record.dated
        today = self.now.date()
        collected = record.get("collected")
        reference = dt.datetime.fromisoformat(collected) if collected else None
        given = [parse_date(value, today, order, reference) for value, order in record.dates]
        return decide(given, title, text, today, url or "")


@dataclass(frozen=True, slots=True)
class Identity:
    """Digests by which articles are the same: of publisher, title and text; of title and text; of the text alone."""

    article_id: str
    content_sha256: str
    text_id: str


def identity(publisher_id: str, title: str, text: str) -> Identity:
    """What makes an article the same.

    By the digest of the text alone a wire report under two headlines is one story. Spacing, case and invisible
    characters do not count.
    """
    head, body = identity_form(title), identity_form(text)
    return Identity(digest(publisher_id, head, body)[:ID_DIGITS], digest(head, body), digest(body))


def web_address(raw: str) -> tuple[str | None, str]:
    """The address if it is one of the web, else None; and a note where something else was given."""
    address = raw.strip()
    if not address:
        return None, ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None, "address-dropped"
    is_web = (
        parts.scheme.lower() in {"http", "https"}
        and bool(parts.hostname)
        and not set(address) & set(' \t\r\n"<>\\^`{|}')
    )
    return (address, "") if is_web and address.isprintable() else (None, "address-dropped")


def _row(record: Record, given: str) -> Cleaned:
    """A row's text cleaned, with the captions and the lines that its reader had already told from the text."""
    cleaned = clean_row(given)
    if not (record.captions or record.removed):
        return cleaned
    captions, removed = (*record.captions, *cleaned.captions), (*record.removed, *cleaned.removed)
    return replace(cleaned, captions=captions, removed=removed)


def _original(record: Record, text: str) -> str | None:
    """The text as the input gave it; None where cleaning left it as it was."""
    given = record.original or record.get("text")
    return storable(given) if given != text else None


def _described(record: Record, cleaned: Cleaned, is_own: Callable[[str], bool]) -> Iterator[tuple[str, str | None]]:
    """What is said about the article besides its text: the input's own columns before what cleaning found."""
    given = credit_of(clean_line(record.get("author")), is_own)
    agency = clean_line(record.get("agency")) or cleaned.agency
    yield "author", given.author or cleaned.author or None
    yield "section", clean_line(record.get("section")) or cleaned.section or None
    yield "dateline_place", clean_line(record.get("place")) or cleaned.place or given.place or None
    yield "agency", (agency if agency and not is_own(agency) else "") or given.agency or None


def _date_note(dated: Dated) -> str:
    if dated.at is None:
        return f"undated:{dated.note or 'no-date-given'}"
    return f"date:{dated.note}" if dated.note else ""
