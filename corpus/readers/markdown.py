"""Markdown as plain text: headings, emphasis and links become their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

SHORTEST_CAPTION: Final = 2
"""Words: one alone is "image" or a file's name."""
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


@dataclass(frozen=True, slots=True)
class Plain:
    """The words of a Markdown text: its title, the text below it, and what pictures are said to show."""

    title: str
    text: str
    captions: tuple[str, ...]


def plain_of(text: str) -> Plain:
    """The words of a text: the title is the first heading if nothing but pictures stands above it."""
    from markdown_it import MarkdownIt

    title = ""
    blocks: list[str] = []
    captions: list[str] = []
    kind = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text.replace("\x00", " ")):
        if token.type.endswith("_open"):
            kind = token.type.removesuffix("_open")
        elif token.type == "inline":
            words = _words(token.children or [])
            captions.extend(each.content.strip() for each in token.children or [] if each.type == "image")
            if kind == "heading" and not title and not blocks:
                title = " ".join(words.split())
            elif words.strip():
                blocks.append(words.strip())
        elif token.type == "html_block":
            blocks.extend(_without_tags(token.content))
        elif token.type in _BLOCKS_OF_CODE:  # articles are pasted with indented paragraphs
            blocks.append(token.content.strip())
    told = dict.fromkeys(caption for caption in captions if len(caption.split()) >= SHORTEST_CAPTION)
    return Plain(title, "\n\n".join(blocks), tuple(told))


def _words(tokens: Iterable[Token]) -> str:
    """The words of a paragraph, without marks, addresses, pictures and tags."""
    return "".join(_BREAKS.get(token.type, token.content if token.type in _WORDS else "") for token in tokens)


def _without_tags(content: str) -> list[str]:
    from corpus.readers.html import fragment_text

    words = fragment_text(content)
    return [words] if words else []
