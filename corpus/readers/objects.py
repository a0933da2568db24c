"""Objects of JSON and JSON lines files, one at a time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any, Final, TextIO

from corpus.readers.encoding import guess_encoding
from corpus.readers.limits import LONGEST_LINE
from corpus.readers.records import Item, Problem, excerpt
from corpus.readers.settings import Rowing, Settings
from corpus.readers.source import Source
from corpus.readers.tables import guessed_notes, noted, text_of

LIST_KEYS: Final = frozenset({"articles", "data", "items", "results", "rows", "docs", "records", "stories", "hits"})
NEST_KEYS: Final = frozenset({"response", "result", "data", "feed", "hits"})
_WIDE: Final = ("utf-16", "utf-32")
_CHUNK: Final = 1 << 16
_BLANK: Final = re.compile(r"[\s\ufeff]*")
_DECODER: Final = json.JSONDecoder(parse_constant=lambda _: None)
"""NaN and Infinity, which Python writes and JSON does not know, are nothing."""

Objects = Callable[[], Iterator[Mapping[str, Any] | Problem]]


def read_json_lines(source: Source, settings: Settings) -> Iterator[Item]:
    """The objects of a file with one JSON object a line; a bad line is a problem, the others are read."""
    encoding = settings.layout.encoding or guess_encoding(source.head())

    def lines() -> Iterator[Mapping[str, Any] | Problem]:
        with source.open() as binary:
            for number, raw in enumerate(_lines(binary, encoding), 1):
                if raw is None:
                    detail = f"Line {number} is longer than {LONGEST_LINE} bytes, as no article is; split the file."
                    yield Problem(0, "line-too-long", detail)
                elif raw.strip():
                    yield _object(raw, "utf-8" if encoding.startswith(_WIDE) else encoding, number)

    return noted(_items(lines, settings), guessed_notes(source, settings.layout))


def _lines(binary: IO[bytes], encoding: str) -> Iterator[bytes | None]:
    """The lines of a file as UTF-8 or as they are; None for one that is too long."""
    if not encoding.startswith(_WIDE):
        yield from _bounded(lambda: binary.readline(LONGEST_LINE + 1))
        return
    with text_of(binary, encoding) as text:  # its line ends are no single bytes
        yield from _bounded(lambda: text.readline(LONGEST_LINE + 1).encode("utf-8", "surrogatepass"))


def _bounded(read: Callable[[], bytes]) -> Iterator[bytes | None]:
    while line := read():
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while not line.endswith(b"\n") and (line := read()):
            pass
        yield None


def _object(raw: bytes, encoding: str, number: int) -> Mapping[str, Any] | Problem:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        shown = excerpt(raw.decode(encoding, "replace"))
        return Problem(0, "bad-encoding", f"Line {number} is not {encoding} ({error.reason}); save it as UTF-8.", shown)
    text = text.strip("\ufeff \t\r\n")
    try:
        found = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        return Problem(0, "bad-json", f"Line {number} is not JSON ({error}); write one object a line.", excerpt(text))
    if isinstance(found, dict):
        return found
    return Problem(0, "not-an-object", f"Line {number} is a JSON {type(found).__name__}, not an object.", excerpt(text))


def read_json(source: Source, settings: Settings) -> Iterator[Item]:
    """The objects of a JSON file: an array of articles, an object that holds one, one article, or several in a row.

    The file is read as far as the next object needs, so its size does not matter.
    """
    encoding = settings.layout.encoding or guess_encoding(source.head())

    def objects() -> Iterator[Mapping[str, Any] | Problem]:
        with source.open() as binary, text_of(binary, encoding) as stream:
            number = 0
            try:
                for number, value in enumerate(_values(_Scanner(stream)), 1):
                    yield value if isinstance(value, dict) else _no_object(value, number)
            except (ValueError, RecursionError) as error:
                after = f" after item {number}; the items before it were read" if number else ""
                shown = excerpt(source.head()[:600].decode(encoding, "replace")) if not number else ""
                yield Problem(0, "bad-json", f"The file is not JSON{after} ({error}).", shown)

    return noted(_items(objects, settings), guessed_notes(source, settings.layout))


def _no_object(value: object, number: int) -> Problem:
    return Problem(0, "not-an-object", f"Item {number} is a JSON {type(value).__name__}.", excerpt(str(value)[:1000]))


def _items(objects: Objects, settings: Settings) -> Iterator[Item]:
    """Records of JSON objects, whose keys may differ from one to the next."""
    rowing = Rowing(settings, lambda: (item for item in objects() if isinstance(item, Mapping)))
    alone: Problem | None = None
    position = 0
    for position, item in enumerate(objects(), 1):
        if alone is not None:
            yield replace(alone, position=1)
            alone = None
        if not isinstance(item, Problem):
            yield rowing.item(position, item)
        elif position == 1:
            alone = item
        else:
            yield Problem(position, item.reason, item.detail, item.excerpt)
    if alone is not None:  # nothing but a problem: the file's own
        yield alone
    elif position == 0:
        yield Problem(0, "empty-file", "The file holds no objects.")


def _values(scanner: _Scanner) -> Iterator[Any]:
    """The items of the file: those of its array or of the array its object holds, else its values one by one."""
    while scanner.peek():
        if scanner.peek() == "[":
            yield from _array(scanner)
        elif scanner.peek() == "{":
            yield from _envelope(scanner)
        else:
            yield scanner.value()


def _array(scanner: _Scanner) -> Iterator[Any]:
    scanner.take("[")
    while scanner.peek() != "]":
        yield scanner.value()
        if scanner.peek() != "]":
            scanner.take(",")
    scanner.take("]")


def _envelope(scanner: _Scanner) -> Iterator[Any]:
    """The items of the list that an object holds, as in ``{"status": "ok", "articles": [...]}``; else the object."""
    scanner.take("{")
    values: dict[str, Any] = {}
    has_list = False
    while scanner.peek() != "}":
        key = scanner.value()
        scanner.take(":")
        if not isinstance(key, str):
            raise ValueError(f"an object's key is text, got {key!r}")
        if scanner.peek() == "[" and key.lower() in LIST_KEYS:
            has_list = True
            yield from _array(scanner)
        elif scanner.peek() == "{" and key.lower() in NEST_KEYS:
            has_list = True
            yield from _envelope(scanner)
        else:
            values[key] = scanner.value()
        if scanner.peek() != "}":
            scanner.take(",")
    scanner.take("}")
    if not has_list:
        yield values


class _Scanner:
    """The JSON text of a file, read on as far as the next value needs."""

    def __init__(self, stream: TextIO | io.TextIOWrapper) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._is_ended = False

    def peek(self) -> str:
        """The next character that is no blank, without taking it; empty at the end."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or not self._read_on(_CHUNK):
                return self._text[self._at : self._at + 1]

    def take(self, mark: str) -> None:
        """The next character taken.

        Raises
        ------
        ValueError
            If it is another one.
        """
        found = self.peek()
        if found != mark:
            raise ValueError(f"expected {mark!r}, got {found!r}" if found else "it breaks off")
        self._at += 1

    def value(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The next value taken.

        Raises
        ------
        ValueError
            If it is not JSON, or longer than any article.
        """
        self.peek()
        step = _CHUNK
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except ValueError:
                if len(self._text) - self._at > LONGEST_LINE or not self._read_on(step):
                    raise
            else:
                if end < len(self._text) or not self._read_on(step):  # a number may go on
                    self._at = end
                    return found
            step *= 2

    def _read_on(self, n_characters: int) -> bool:
        """Whether more of the file could be read."""
        more = "" if self._is_ended else self._stream.read(n_characters)
        self._is_ended = not more
        self._text = self._text[self._at :] + more if more else self._text
        self._at = 0 if more else self._at
        return bool(more)
