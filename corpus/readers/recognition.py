"""The format of a file, recognised from its first bytes; its name decides only what they leave open."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Final

from corpus.readers.addresslists import is_address_list, is_gdelt
from corpus.readers.columns import recognise
from corpus.readers.encoding import SAMPLE_BYTES, guess_encoding, is_binary
from corpus.readers.markdown import opens_as_markdown
from corpus.readers.objects import LIST_KEYS
from corpus.readers.tables import guess_delimiter

_PARQUET: Final = b"PAR1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WARC: Final = b"WARC/1."
_PAGE_SUFFIXES: Final = frozenset({"", ".txt", ".text"})
_MARKDOWN_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown"})
_BLANKS: Final = re.compile(r"\s*")
_SKIPPED: Final = {"<?": "?>", "<!--": "-->"}
"""What may stand before a document's first tag, and how it ends."""
_DOCTYPE: Final = re.compile(r"<!doctype[^\[>]*(?:\[.*?\]\s*)?>", re.I | re.S)
_HTML_DOCTYPE: Final = re.compile(r"<!doctype\s+html", re.I)
_ROOT: Final = re.compile(r"<(?:\w{1,40}:)?(?P<tag>\w{1,40})")
_HTML_TAGS: Final = frozenset(
    "html head body div p article main section header title meta link script table span h1 h2 ul nav".split()
)
_FEED_TAGS: Final = frozenset({"rss", "feed", "rdf"})
_FRONT_MATTER: Final = re.compile(
    r"---[ \t]*\r?\n(?=.*?^(?:---|\.\.\.)[ \t]*\r?$)(?=.*?^[\w؀-ۿ][^\n]{0,60}?:)", re.M | re.S
)
_TOML_MATTER: Final = re.compile(r"\+\+\+[ \t]*\r?\n(?=(?:[^\n]*\n){1,500}?\+\+\+[ \t]*\r?(?:\n|$))[^\n=]{1,60}=")
_XML_LOOK: Final = 4096


def recognise_format(head: bytes, name: str) -> str:
    """The short name of the format, such as ``"csv"``; ``"empty"``, ``"binary"`` or ``"unknown"`` for none.

    Parameters
    ----------
    head : bytes
        The first bytes, decompressed.
    name : str
        The file's name; decides only where the content leaves it open.
    """
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "blank" if len(head) >= SAMPLE_BYTES else "empty"
    if signed := _signed(head):
        return signed
    if is_binary(head):
        return "binary"
    text = head.decode(guess_encoding(head), "replace").lstrip("\ufeff \t\r\n")
    suffix = Path(name).suffix.lower()
    if text.startswith("<") and (marked := _markup_kind(text)):
        return marked
    if text[:1] in "{[" and (structured := _json_kind(text, suffix)):
        return structured
    return _text_kind(text, suffix)


def _signed(head: bytes) -> str:
    """The format whose files begin with a signature of bytes."""
    if head.startswith(_PARQUET):
        return "parquet"
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_OLE):
        return "excel"
    return "warc" if head.startswith(_WARC) else ""


def _text_kind(text: str, suffix: str) -> str:
    if suffix in {".jsonl", ".ndjson"}:
        return "jsonl"
    if is_gdelt(text):
        return "gdelt"
    if is_address_list(text):
        return "addresses"
    if (text.startswith("---") and _FRONT_MATTER.match(text)) or _TOML_MATTER.match(text):
        return "front-matter"
    if suffix in {".csv", ".tsv"} or _names_columns(text):
        return "csv"
    if suffix in _MARKDOWN_SUFFIXES or (suffix in _PAGE_SUFFIXES and opens_as_markdown(text)):
        return "markdown"
    return "page" if suffix in _PAGE_SUFFIXES else "json" if suffix == ".json" else "unknown"


def _markup_kind(text: str) -> str:
    """``"html"`` or ``"feed"``; ``"unknown"`` for other XML; empty if a text merely begins with a bracket."""
    start = text[:_XML_LOOK]
    at = _after_comments(text, 0)
    if _HTML_DOCTYPE.match(text, at):
        return "html"
    if doctype := _DOCTYPE.match(text, at):
        at = _after_comments(text, doctype.end())
    root = _ROOT.match(text, at)
    tag = root["tag"].lower() if root else ""
    if tag in _FEED_TAGS or re.search(r"<(?:rss|feed|rdf:RDF)[\s>]", start):
        return "feed"
    if tag in _HTML_TAGS:
        return "html"
    return "unknown" if start.startswith("<?xml") else ""


def _after_comments(text: str, at: int) -> int:
    """Where a document goes on after blanks, comments and instructions.

    A loop, because the time of an expression that repeats comments doubles with each of them.
    """
    while found := _BLANKS.match(text, at):
        at = found.end()
        mark = next((mark for mark in _SKIPPED if text.startswith(mark, at)), "")
        end = text.find(_SKIPPED[mark], at + len(mark)) if mark else -1
        if end < 0:
            break
        at = end + len(_SKIPPED[mark])
    return at


def _json_kind(text: str, suffix: str) -> str:
    """``"jsonl"`` or ``"json"``; empty if a text merely begins with a bracket."""
    first, _, rest = text.partition("\n")
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        if suffix in {".jsonl", ".ndjson"}:
            return "jsonl"
        starts = text[1:].lstrip()[:1]
        return "json" if suffix == ".json" or starts in ('{"[' if text[0] == "[" else '"') else ""
    if isinstance(found, dict):
        is_envelope = any(isinstance(found.get(key), list) for key in LIST_KEYS)
        return "json" if is_envelope or (suffix == ".json" and not rest.strip()) else "jsonl"
    return "json"


def _names_columns(text: str) -> bool:
    """Whether the first line is a row of column names, among them one for texts and another that is known.

    A list of addresses has no column for texts: then an address and two others are asked for.
    """
    first = text.partition("\n")[0]
    try:
        header = next(csv.reader(io.StringIO(first), delimiter=guess_delimiter(first)), [])
    except csv.Error:  # a paragraph longer than any header
        return False
    columns = recognise(header)
    if len(header) < 2:
        return False
    return columns.n_recognised > (1 if columns.has_text else 2 if "url" in columns.of_field else len(header))
