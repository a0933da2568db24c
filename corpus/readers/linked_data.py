"""The linked data (JSON-LD) of a web page: what it says of the page's own article, and not of others it lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from corpus.text.normalise import fold

ARTICLE_TYPES: Final = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle BlogPosting LiveBlogPosting Report SocialMediaPosting".split()
)
"""Of schema.org, for one news text."""
LONGEST: Final = 1_000_000
"""Characters of one block; pages' own are some kilobytes."""
FEWEST_SHARED: Final = 1 / 3
"""Share of a headline's words that stand in the page's titles: editors shorten one of the two, but reuse its names."""
_INWARD: Final = ("@graph", "mainEntity", "mainEntityOfPage")
_WRAPPING: Final = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_TRAILING_COMMA: Final = re.compile(r",\s{0,100}(?=[}\]])")
_WORD: Final = re.compile(r"\w+")


def own_article(blocks: Iterable[str], titles: Iterable[str], url: str = "") -> Mapping[str, Any]:
    """The object of schema.org that describes the page's own article; empty if none does.

    Parameters
    ----------
    blocks : iterable of str
        Contents of the page's ``application/ld+json`` scripts.
    titles : iterable of str
        What the page calls itself: its heading, its title.
    url : str, optional
        The page's address.

    Notes
    -----
    Articles inside lists (``ItemList``, ``hasPart``, ``mentions``) are others. Of those that stand for themselves the
    one counts whose address or headline is the page's; one that gives neither counts where no other fits.
    """
    known = [set(_WORD.findall(fold(title))) for title in titles if title]
    path = _path(url)
    ranked = [(_fit(found, known, path), found) for block in blocks for found in _articles(_parsed(block))]
    best = max(ranked, key=lambda pair: pair[0], default=(-1.0, {}))
    return best[1] if best[0] >= 0 else {}


def names_of(value: object) -> str:
    """The names of a person or an organisation, or of several with commas, as ``author`` gives them."""
    if isinstance(value, str):
        return "" if value.startswith(("http://", "https://")) else " ".join(value.split())
    if isinstance(value, Mapping):
        name = value.get("name")
        return names_of(name) if isinstance(name, str) else ""
    if isinstance(value, list):
        flat = (names_of(one) for one in value if not isinstance(one, list))
        return ", ".join(dict.fromkeys(name for name in flat if name))
    return ""


def _parsed(block: str) -> object:
    if len(block) > LONGEST:
        return None
    bare = _WRAPPING.sub("", _WRAPPING.sub("", block.strip()))
    for text in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _articles(found: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > len(_INWARD):
        return
    if isinstance(found, list):
        for one in found:
            yield from _articles(one, depth + 1)
    elif isinstance(found, Mapping):
        kinds = found.get("@type")
        if ARTICLE_TYPES & {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}:
            yield found
            return
        for key in _INWARD:
            yield from _articles(found.get(key), depth + 1)


def _fit(found: Mapping[str, Any], titles: list[set[str]], path: str) -> float:
    """How well an object fits the page: 2 by its address, up to 1 by its headline, 0 unsaid, below it another's."""
    page = found.get("mainEntityOfPage")
    given = (found.get("url"), found.get("@id"), page.get("@id") if isinstance(page, Mapping) else page)
    paths = {_path(one) for one in given if isinstance(one, str)} - {""}
    if path and path in paths:
        return 2.0
    words = set(_WORD.findall(fold(str(found.get("headline") or found.get("name") or ""))))
    if not words or not titles:
        return 0.0 if not (path and paths) else -1.0
    shared = max(len(words & title) for title in titles) / len(words)
    return shared if shared >= FEWEST_SHARED else -1.0


def _path(url: str) -> str:
    """What of an address tells the page: its path without a slash at the end; empty for a site's front page."""
    try:
        return urlsplit(url.strip()).path.rstrip("/")
    except ValueError:
        return ""
