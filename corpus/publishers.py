"""Publishers: one identity for the codes, names, sites and marks by which a publisher is found."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final
from urllib.parse import urlsplit

from corpus.errors import SchemaError
from corpus.text.normalise import fold

UNKNOWN_ID: Final = "unknown"
_NOT_WORD: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher: stable id, names in both languages, whether it is a desk of the sample, and what marks it."""

    id: str
    name_ar: str
    name_en: str
    is_sample: bool = False
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in Arabic for ``"ar"``, else in English."""
        return self.name_ar if language == "ar" else self.name_en


UNKNOWN: Final = Publisher(UNKNOWN_ID, "غير معروف", "unknown")


class Publishers:
    """The known publishers, found by id, name, code, site or mark.

    Parameters
    ----------
    known : iterable of Publisher

    Raises
    ------
    SchemaError
        If two publishers claim the same id, name, alias or domain.
    """

    def __init__(self, known: Iterable[Publisher]) -> None:
        self._by_key: dict[str, Publisher] = {}
        self._by_domain: dict[str, Publisher] = {}
        self._marks: list[tuple[str, Publisher]] = []
        for publisher in known:
            for key in (publisher.id, publisher.name_ar, publisher.name_en, *publisher.aliases):
                self._claim(self._by_key, _key(key), publisher)
            for domain in publisher.domains:
                self._claim(self._by_domain, _host(domain), publisher)
            self._marks.extend((fold(mark), publisher) for mark in publisher.marks)
        self._marks.sort(key=lambda pair: (-len(pair[0]), pair[0]))

    @classmethod
    def load(cls) -> Publishers:
        """The publishers of ``corpus/publishers.toml``.

        Raises
        ------
        SchemaError
            If the file is not as its head describes.
        """
        source = resources.files("corpus").joinpath("publishers.toml")
        if not source.is_file():
            return cls(())
        rows = tomllib.loads(source.read_text(encoding="utf-8")).get("publisher", [])
        return cls(_publisher(row) for row in rows)

    @staticmethod
    def _claim(claimed: dict[str, Publisher], key: str, publisher: Publisher) -> None:
        other = claimed.setdefault(key, publisher)
        if key and other is not publisher:
            raise SchemaError(f"publishers.toml: {key!r} is claimed by {other.id!r} and {publisher.id!r}; keep one.")

    def get(self, name: str) -> Publisher | None:
        """The publisher of an id, name, alias, address or site name; None if it is not known."""
        return self._by_key.get(_key(name)) or self.by_address(name)

    def resolve(self, raw: str) -> Publisher:
        """The publisher an input names: a known one, else one made of the name, else the unknown one."""
        name = " ".join(raw.split())
        if not name:
            return UNKNOWN
        return self.get(name) or Publisher(slug(name) or UNKNOWN_ID, name, name)

    def by_address(self, address: str) -> Publisher | None:
        """The publisher of a web address or host; None if its site is not known."""
        parts = _host(address).split(".")
        for start in range(len(parts) - 1):
            found = self._by_domain.get(".".join(parts[start:]))
            if found:
                return found
        return None

    def by_mark(self, page: str) -> Publisher | None:
        """The publisher whose mark ("support us" lines, a foot line) a pasted page holds; the longest mark wins."""
        plain = fold(page)
        for mark, publisher in self._marks:
            if mark and mark in plain:
                return publisher
        return None


@functools.cache
def known_publishers() -> Publishers:
    """The publishers of the package, read once, at the first call."""
    return Publishers.load()


def publisher(name_or_id: str) -> Publisher:
    """The known publisher of an id, name, code or site, else one made of the name."""
    return known_publishers().resolve(name_or_id)


def resolve(raw: str) -> Publisher:
    """The publisher an input names; :data:`UNKNOWN` for an empty name."""
    return known_publishers().resolve(raw)


@functools.lru_cache(maxsize=4096)  # a corpus names few publishers, each in many rows
def slug(name: str) -> str:
    """An id made of a name: lower case, letters of any script and digits kept, all else one dash."""
    return _NOT_WORD.sub("-", fold(name)).strip("-")


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _NOT_WORD.sub(" ", fold(name)).strip()


def _host(address: str) -> str:
    text = address.strip().lower()
    if "." not in text or " " in text:
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.")


def _publisher(row: Mapping[str, Any]) -> Publisher:
    try:
        one = row.get("domain")
        domains = [*([one] if isinstance(one, str) else one or []), *row.get("domains", [])]
        return Publisher(
            id=row["id"],
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            is_sample=bool(row.get("sample", False)),
            aliases=tuple(row.get("aliases", [])),
            domains=tuple(dict.fromkeys(domains)),
            marks=tuple(row.get("marks", [])),
        )
    except KeyError as error:
        raise SchemaError(
            f"publishers.toml: publisher {row.get('id', row)!r} has no {error.args[0]!r}; "
            "id, name_ar and name_en are required."
        ) from error
