"""Markdown as plain text: headings, emphasis and links become their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_HEADING: Final = re.compile(r"#{1,3}[ \t]+\S")
_LINK: Final = re.compile(r"\[[^\]\n]+\]\(\s*<?(?:https?:|/|#|mailto:)[^)\n]*\)")
_STRONG: Final = re.compile(r"\*\*[^*\n]+\*\*|^#{1,4}[ \t]+\S", re.M)
_WORDS: Final = frozenset({"text", "code_inline"})
_BREAKS: Final = {"softbreak": " ", "hardbreak": "\n"}
_BLOCKS_OF_CODE: Final = frozenset({"fence", "code_block"})


def opens_as_markdown(text: str) -> bool:
    """Whether a text opens with a heading, or holds several links, as Markdown writes them: no pasted page does."""
    start = text[:20_000]
    return bool(_HEADING.match(start)) or len(_LINK.findall(start)) > 1


def looks_like_markdown(text: str) -> bool:
    """Whether a text opens with a heading, or holds several links or marks of emphasis, as Markdown writes them."""
    start = text.lstrip("\ufeff \t\r\n")[:20_000]
    return opens_as_markdown(start) or len(_STRONG.findall(start)) > 2


def plain_of(text: str) -> tuple[str, str]:
    """The title, which is the first heading if nothing but pictures stands above it, and the text below it."""
    from markdown_it import MarkdownIt

    title = ""
    blocks: list[str] = []
    kind = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text.replace("\x00", " ")):
        if token.type.endswith("_open"):
            kind = token.type.removesuffix("_open")
        elif token.type == "inline":
            words = _words(token.children or [])
            if kind == "heading" and not title and not blocks:
                title = " ".join(words.split())
            elif words.strip():
                blocks.append(words.strip())
        elif token.type == "html_block":
            blocks.extend(_without_tags(token.content))
        elif token.type in _BLOCKS_OF_CODE:  # articles are pasted with indented paragraphs
            blocks.append(token.content.strip())
    return title, "\n\n".join(blocks)


def _words(tokens: Iterable[Token]) -> str:
    """The words of a paragraph, without marks, addresses, pictures and tags."""
    return "".join(_BREAKS.get(token.type, token.content if token.type in _WORDS else "") for token in tokens)


def _without_tags(content: str) -> list[str]:
    from corpus.readers.html import fragment_text

    words = fragment_text(content)
    return [words] if words else []
