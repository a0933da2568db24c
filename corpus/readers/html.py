"""The article of a web page's source: its own text, and what its metadata says of it. Nothing is ever fetched."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from corpus.publishers import Publishers
from corpus.readers.charset import page_text
from corpus.readers.limits import LARGEST_MARKUP, Refused
from corpus.readers.mending import finished
from corpus.readers.page_facts import PageFacts, page_facts
from corpus.readers.records import Markup, Problem, Record, excerpt

if TYPE_CHECKING:
    from trafilatura.settings import Document

DEEPEST_PAGE: Final = 1000
"""Tags open at once; news pages stay under 60, and the parser gives up what lies below some hundreds."""
MENU_LINKS: Final = 8
LONGEST_LINK: Final = 60
"""A list of so many links with so few characters each is a menu: headlines are longer, and articles link seldom."""
MOST_TAGS: Final = 100_000
"""The time extraction takes grows with the tags: 2 s for these. The longest live pages have some 20,000."""
SHORTEST_SURE: Final = 250
"""Characters; what the quick way finds below it is compared with what the thorough way finds."""
MOST_ATTRIBUTES: Final = 1000
"""Of one tag: the parser compares each with each, 0.8 s for 20,000. News pages have some 30."""
_LONG_TAG: Final = re.compile(r"<[A-Za-z][^<>]{3000,}")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG: Final = re.compile(r"<(/?)(div|span|p|table|tr|td|ul|ol|li|font|b|i|em|section|blockquote)\b", re.I)
_DROPPED: Final = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "head", "figcaption"})
_BLOCKS: Final = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article blockquote pre header footer figure hr dd dt".split()
)
_STUMBLES: Final = (AssertionError, ValueError, OverflowError, RecursionError, AttributeError, TypeError, LookupError)
"""What the libraries that take a page apart raise, besides ``LxmlError``, on bytes they were not written for."""
_NO_ARTICLE: Final = (
    "No article was found in the page's source; a front page, a list or a page filled in by scripts has none."
)
_LANG: Final = re.compile(r"""<html\b[^<>]{0,500}?\blang=["']?([A-Za-z]{2,3})""", re.I)


def read_markup(markup: Markup, publishers: Publishers, today: dt.date) -> Record | Problem:
    """The article of a page's source, or the problem that there is none.

    Parameters
    ----------
    markup : Markup
        The source, and what is known of the page from outside.
    publishers : Publishers
        By which the page's address or site name is known.
    today : datetime.date
        Later dates are not believed.

    Notes
    -----
    Extraction and most metadata (OpenGraph, meta tags) are ``trafilatura``'s; dates and captions are those of
    :func:`corpus.readers.page_facts.page_facts`. Comments and tables are left out; precision counts before recall,
    because a number must not rest on a page's other headlines.
    """
    if len(markup.content) > LARGEST_MARKUP:
        detail = f"A page's source is read up to {LARGEST_MARKUP} bytes, got {len(markup.content)}."
        return Problem(markup.position, "too-large", detail, excerpt(markup.url))
    import trafilatura

    content, notes = page_text(markup.content, markup.content_type)
    content = content.replace("\x00", " ")
    refused = _refused(content)
    if refused is not None:
        return Problem(markup.position, *refused, excerpt(markup.url))
    found = _attempted(content, markup, today)
    if isinstance(found, Problem):
        return found
    text = "" if found is None else _paragraphs(found.text or "")
    if found is None or not text:
        return Problem(markup.position, "no-article", _NO_ARTICLE, excerpt(markup.url or content[:600]))
    facts = page_facts(trafilatura.load_html(content), markup.url or found.url or "", today, _captured(markup))
    text = _without_captions(text, facts.captions)
    values = {"text": text, **_described(found, facts, content, markup, publishers)}
    dates = (*markup.dates, *facts.dates)
    shown = None if markup.dates else facts.dated
    return finished(Record(markup.position, values, dates, facts.captions, dated=shown, notes=(*notes, *facts.notes)))


def fragment_text(content: str) -> str:
    """The words of a piece of HTML, one paragraph a block, without scripts, styles and tags.

    Raises
    ------
    Refused
        If a tag has attributes without end.
    """
    from lxml import etree, html

    if "<" not in content:
        return _paragraphs(_unescaped(content))
    if _has_too_many_attributes(content):
        raise Refused("too-large", f"A tag in it has over {MOST_ATTRIBUTES} attributes, as no article's has.")
    try:
        tree = html.document_fromstring(
            f"<div>{content.replace(chr(0), ' ')}</div>", parser=html.HTMLParser(remove_comments=True, remove_pis=True)
        )
    except etree.ParserError:  # nothing but comments
        return ""
    return _paragraphs("".join(_words(tree)))


def _words(tree: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's elements have no public type
    from lxml import etree

    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            hidden += node.tag in _DROPPED
            if node.tag in _BLOCKS:
                yield "\n"
            if not hidden:
                yield node.text or ""
        else:
            hidden -= node.tag in _DROPPED
            if node.tag in _BLOCKS:
                yield "\n"
            if not hidden:
                yield (node.tail or "").replace("\n", " ")


def _unescaped(content: str) -> str:
    import html

    return html.unescape(content)


def _paragraphs(text: str) -> str:
    return "\n\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))


def _refused(content: str) -> tuple[str, str] | None:
    """The reason, and its detail, for which a page's source is not given to the parsers; None if it may be."""
    if content.count("<") > MOST_TAGS:
        return "too-large", f"The page has {content.count('<')} tags; at most {MOST_TAGS} are read."
    if _has_too_many_attributes(content):
        return "too-large", f"A tag of the page has over {MOST_ATTRIBUTES} attributes, as no news page's has."
    if _is_too_deep(content):
        return "nested-too-deep", f"The page nests more than {DEEPEST_PAGE} tags, as no news page does."
    return None


def _has_too_many_attributes(content: str) -> bool:
    """Whether a tag has so many attributes that the parser, which compares each with each, would take minutes."""
    for tag in _LONG_TAG.finditer(content):
        if len(_QUOTED.sub("", tag[0]).split(None, MOST_ATTRIBUTES + 1)) <= MOST_ATTRIBUTES + 1:
            continue
        if content.rfind("<script", 0, tag.start()) <= content.rfind("</script", 0, tag.start()):
            return True
    return False


def _is_too_deep(content: str) -> bool:
    """Whether more tags are open at once than the parsers below bear."""
    depth = 0
    if content.count("<") < DEEPEST_PAGE:
        return False
    for tag in _TAG.finditer(content):
        depth += -1 if tag[1] else 1
        if depth > DEEPEST_PAGE and tag[2].lower() not in {"p", "li", "tr", "td"}:
            return True
        depth = max(depth, 0)
    return False


def _attempted(content: str, markup: Markup, today: dt.date) -> Document | Problem | None:
    """What is found on the page, or the problem that the libraries stumbled over it.

    The one place where faults of many kinds are caught: ``trafilatura``, ``htmldate`` and ``lxml`` read bytes that
    anybody may have written, and raise what they do not mean to, as on a second root element below ``<svg>``. One page
    must not end the reading of the others.
    """
    from lxml import etree

    try:
        return _extracted(content, markup, today)
    except (*_STUMBLES, etree.LxmlError) as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        detail = f"The page's source is too broken to be read ({said}); save the page again, or paste its words."
        return Problem(markup.position, "page-not-readable", detail, excerpt(markup.url or content[:600]))


def _extracted(content: str, markup: Markup, today: dt.date) -> Document | None:
    """What the quick way of extraction finds; where that is little, what the thorough way finds if it is more."""
    quick = _extract(content, markup, today, is_quick=True)
    if quick is not None and len(quick.text or "") >= SHORTEST_SURE:
        return quick
    thorough = _extract(content, markup, today, is_quick=False)
    if quick is None or thorough is None:
        return quick or thorough
    return max(quick, thorough, key=lambda found: len(found.text or ""))


def _extract(content: str, markup: Markup, today: dt.date, *, is_quick: bool) -> Document | None:
    import trafilatura

    tree = trafilatura.load_html(content)
    if tree is None:
        return None
    _prune(tree)
    found = trafilatura.bare_extraction(
        tree,
        url=_web_only(markup.url) or None,
        fast=is_quick,
        favor_precision=is_quick,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": (_captured(markup) or today).isoformat(),
        },
    )
    return None if found is None or isinstance(found, dict) else found


def _prune(tree: Any) -> None:  # noqa: ANN401 - lxml's elements have no public type
    """The page's menus, side columns and foot taken out, where they stand outside of any article.

    Extraction drops them anyway, but only after it has looked for authors and tags in each of their links: on a page
    of 40 kB with 450 links that is most of its time.
    """
    for element in list(tree.iter("nav", "aside", "footer", "ul", "ol")):
        is_outside = next(element.iterancestors("article", "main"), None) is None
        if element.getparent() is not None and is_outside and (element.tag not in ("ul", "ol") or _is_menu(element)):
            element.drop_tree()


def _is_menu(element: Any) -> bool:  # noqa: ANN401 - lxml's elements have no public type
    """Whether a list is of links, one short line each, and of little else."""
    links = [len(link.text_content()) for link in element.iter("a")]
    return (
        len(links) >= MENU_LINKS and max(links) <= LONGEST_LINK and 10 * sum(links) >= 9 * len(element.text_content())
    )


def _captured(markup: Markup) -> dt.date | None:
    """The day the page was fetched, after which it cannot have been published."""
    try:
        return dt.date.fromisoformat(markup.values.get("captured", "")[:10])
    except ValueError:
        return None


def _without_captions(text: str, captions: tuple[str, ...]) -> str:
    """The text without paragraphs that are captions; where nothing else is left, as it was."""
    return "\n\n".join(line for line in text.split("\n\n") if line not in captions) or text


def _described(
    found: Document, facts: PageFacts, content: str, markup: Markup, publishers: Publishers
) -> dict[str, str]:
    """What is said of the article: from outside first, then by the page itself."""
    url = markup.url or _web_only(found.url)
    site = publishers.by_address(url) if url else None
    said = {
        "title": found.title,
        "author": facts.author or found.author,
        "url": url,
        "publisher": ""
        if site
        else found.sitename or found.hostname or (urlsplit(_web_only(url)).hostname if url else ""),
        "section": ", ".join(found.categories or ()),
        "language": language[1] if (language := _LANG.search(content[:4096])) else "",
    }
    given = {name: value for name, value in markup.values.items() if value and name not in {"text", "captured", "id"}}
    return {**{name: value for name, value in said.items() if value}, **given}


def _web_only(url: str | None) -> str:
    if not url or not url.lower().startswith(("http://", "https://")):
        return ""
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:  # brackets that are no address of IPv6
        return ""
