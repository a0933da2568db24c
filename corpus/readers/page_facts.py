"""What a web page says of its article besides the text: when it was published, who wrote it, its captions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from corpus.readers.linked_data import names_of, own_article
from corpus.text.credits import byline
from corpus.text.datelines import is_date_line
from corpus.text.dates import Dated, parse_date
from corpus.text.normalise import fold

LONGEST_LINE: Final = 120
"""Characters of an element that may be the article's date or by-line."""
SHORTEST_PROSE: Final = 160
"""Characters of a paragraph with which the article itself has begun: its head stands above."""
MOST_LOOKED_AT: Final = 400
"""Elements of a page's head that are looked at."""
MOST_PARTS: Final = 8
LONGEST_CAPTION: Final = 1000
_PUBLISHED: Final = frozenset(
    "article:published_time article:published article:published_date article:publicationdate article:post_date "
    "article.published og:article:published_time og:published_time og:pubdate datepublished date_published "
    "published_time published_at published-date publish_date publish-date publishdate publication_date pubdate "
    "parsely-pub-date sailthru.date bt:pubdate rnews:datepublished citation_publication_date "
    "cxenseparse:recs:publishtime dc.date.issued dc.date.publication dcterms.issued mediator_published_time "
    "article_date_original dateposted".split()
)
"""Names of meta tags for the day of publication, a selection of ``htmldate``'s."""
_CREATED: Final = frozenset(
    "date dc.date dc:date dcterms.date dc.created dc:created dc.date.created dcterms.created article.created "
    "datecreated date_created created citation_date displaydate".split()
)
"""Names that mostly mean it; believed where none of the first speaks."""
_MODIFIED: Final = frozenset(
    "article:modified_time article:modified og:updated_time og:modified_time datemodified dateupdate lastmod "
    "last-modified lastmodified dc.modified dcterms.modified bt:moddate updated_time modified_time".split()
)
_ELSEWHERE: Final = ("aside", "nav", "footer", "figure", "form")
_OTHERS: Final = re.compile(r"(?i)\b(?:related|comments?|sidebar|widget|today|latest|most-?read|recommend\w*)\b")
_UPDATED: Final = re.compile(
    r"\W*(?:اخر تحديث|تحديث|حدث|updated|last (?:updated|modified)|mis a jour|modifie|guncelle)"
)
_PUBLICATION_CLASS: Final = re.compile(r"(?i)\b(?:published|pubdate|entry-date|publish-date|date-published)\b")
_UPDATE_CLASS: Final = re.compile(r"(?i)updated|modified")

Node = Any  # lxml's elements have no public type
Given = tuple[tuple[object, str | None], ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Values of dates in the page's metadata; else the date a line of the article's head shows; author and captions."""

    dates: Given = ()
    dated: Dated | None = None
    author: str = ""
    captions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def page_facts(tree: Node, url: str, today: dt.date, captured: dt.date | None = None) -> PageFacts:
    """What the page says of its own article; what stands in side columns, lists and other articles is not taken.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The whole page, its scripts included.
    url : str
        Its address, if known.
    today : datetime.date
        Later dates are not believed.
    captured : datetime.date, optional
        When the page was fetched, after which it cannot have been published.

    Notes
    -----
    Dates of publication come, in this order, from JSON-LD and the meta tags made for them, from meta tags that mostly
    mean it, from ``itemprop`` and ``time`` elements of the article. The day of a change is none of publication. Names
    of tags as in ``htmldate``, whose search through all of a page's text is not used: it takes any day for the page's.
    """
    scope = _scope(tree)
    blocks = [script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    linked = own_article(blocks, _titles(tree), url)
    metas = list(_metas(tree))
    head = list(_head(scope))
    found = _first_believed(_sources(linked, metas, scope, head), today, captured)
    lines = [_line(element) for element in head if len(element) <= MOST_PARTS]
    is_dated = any(parse_date(value, captured or today).at is not None for value, _ in found)
    shown = None if is_dated else _shown(lines, captured or today)
    found = found if shown is None else ()
    notes = () if found or shown or not _is_modified(linked, metas) else ("modified-date-only",)
    captions = (
        _line(element) for element in scope.iter("figcaption") if not _is_elsewhere(element, scope, ("figure",))
    )
    author = names_of(linked.get("author")) or _visible_author(lines)
    return PageFacts(found, shown, author, tuple(dict.fromkeys(filter(None, captions))), notes)


def _scope(tree: Node) -> Node:
    """The element that holds the article: around the first heading, else the first article, else the whole page."""
    heading = next(tree.iter("h1"), None)
    if heading is not None:
        around = next(heading.iterancestors("article", "main"), None)
        if around is not None:
            return around
        return tree
    return next((found for tag in ("article", "main") for found in tree.iter(tag)), tree)


def _titles(tree: Node) -> Iterator[str]:
    for element in tree.iter("h1", "title"):
        yield _line(element)
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name") or "").lower() in {"og:title", "twitter:title"}:
            yield element.get("content") or ""


def _metas(tree: Node) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = (element.get("content") or "").strip()
        if name and value:
            yield name.strip().lower(), value


def _sources(
    linked: Mapping[str, Any], metas: list[tuple[str, str]], scope: Node, head: list[Node]
) -> Iterator[list[str]]:
    """Values of dates, the sources to be believed first in front."""
    own = linked.get("datePublished")
    yield [*([own] if isinstance(own, str) else []), *(value for name, value in metas if name in _PUBLISHED)]
    yield [value for name, value in metas if name in _CREATED]
    yield [value for element in _marked(scope) if (value := element.get("datetime") or element.get("content"))]
    yield [value for element in head if element.tag == "time" and (value := element.get("datetime"))]


def _marked(scope: Node) -> Iterator[Node]:
    """Elements of the article that are marked as its date of publication."""
    for element in scope.iter("time", "span", "meta", "abbr", "div", "p"):
        is_marked = (element.get("itemprop") or "").lower() == "datepublished" or (
            element.tag == "time"
            and ("pubdate" in element.attrib or _PUBLICATION_CLASS.search(element.get("class") or "") is not None)
        )
        if is_marked and not _is_elsewhere(element, scope, ("aside", "nav")):
            yield element


def _first_believed(sources: Iterable[list[str]], today: dt.date, captured: dt.date | None) -> Given:
    """The values of the first source that gives a date; where none does, those whose faults are to be told."""
    faulty: list[str] = []
    for values in sources:
        dated = [(value, parse_date(value, captured or today).at) for value in values]
        believed = [(value, at) for value, at in dated if at is not None]
        if believed:
            first = believed[0][1]
            return tuple((value, None) for value, at in believed if abs(at - first) <= dt.timedelta(days=1))
        faulty += [value for value in values if parse_date(value, today).at is None]
    return tuple((value, None) for value in faulty[:3])


def _head(scope: Node) -> Iterator[Node]:
    """Elements of the article's head: below its first heading, or at its beginning, down to its first paragraph."""
    heading = next(scope.iter("h1"), None) if scope.tag not in ("article", "main") else None
    is_below = heading is None and scope.tag in ("article", "main")
    n_seen = 0
    for element in scope.iter(
        "h1", "p", "div", "span", "time", "li", "small", "b", "strong", "em", "i", "a", "address"
    ):
        if element is heading:
            is_below = True
            continue
        if not is_below:
            continue
        n_seen += 1
        is_prose = element.tag == "p" and len(_line(element)) >= SHORTEST_PROSE
        if is_prose or n_seen > MOST_LOOKED_AT:
            return
        if not _is_elsewhere(element, scope) and not _UPDATE_CLASS.search(element.get("class") or ""):
            yield element


def _is_elsewhere(element: Node, scope: Node, but: tuple[str, ...] = ()) -> bool:
    """Whether an element belongs to something beside the article: a side column, a list, another article."""
    for around in (element, *element.iterancestors()):
        if around is scope:
            return False
        tag = around.tag
        if tag == "article" or (tag in _ELSEWHERE and tag not in but):
            return True
        if _OTHERS.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
    return False


def _line(element: Node, longest: int = SHORTEST_PROSE) -> str:
    """An element's words on one line, up to some characters: the elements around an article hold all of its words."""
    parts: list[str] = []
    size = 0
    for words in element.itertext():
        parts.append(words)
        size += len(words)
        if size > 2 * longest:
            break
    return " ".join("".join(parts).split())


def _shown(lines: Iterable[str], today: dt.date) -> Dated | None:
    """The date of the first line that holds nothing else, and does not call itself one of a change."""
    for line in lines:
        if 0 < len(line) <= LONGEST_LINE and not _UPDATED.match(fold(line)):
            dated = is_date_line(line, today)
            if dated is not None:
                return dated
    return None


def _is_modified(linked: Mapping[str, Any], metas: list[tuple[str, str]]) -> bool:
    return bool(linked.get("dateModified")) or any(name in _MODIFIED for name, _ in metas)


def _visible_author(lines: Iterable[str]) -> str:
    for line in lines:
        named = byline(line) if 0 < len(line) <= LONGEST_LINE else None
        if named is not None and named.author:
            return named.author
    return ""
