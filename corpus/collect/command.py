"""``python -m corpus collect``: from feeds, lists, searches and archives to stored pages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from corpus.collect.choices import Choices, with_choices

if TYPE_CHECKING:
    from corpus.collect.collector import Collector
    from corpus.collect.wanted import Item

app = typer.Typer(
    help="Collect pages: from feeds, lists of addresses, searches and web archives.\n\n"
    "Example: python -m corpus collect feed https://news.example/rss --workspace my-workspace",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_NOTE: Final = """Every address ends in one state: stored, duplicate, rejected with a reason, or quarantined and tried
again by 'collect retry'. robots.txt is obeyed, each host is asked one page at a time, only public addresses are asked.
Ctrl-C stops after the pages under way; the same command goes on from there."""

FromOption = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.", show_default=False)
]
ToOption = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.", show_default=False)]
QueryOption = Annotated[str | None, typer.Option("--query", help="What to search for.", show_default=False)]
FilesArgument = Annotated[
    list[Path] | None, typer.Argument(help="Files saved from the search instead.", show_default=False)
]


@app.command(
    help=f"""Collect the pages that feeds give (RSS, Atom, JSON; addresses, pages that name a feed, or .opml files).

{_NOTE}

Example: python -m corpus collect feed https://news.example/rss subscriptions.opml --workspace my-workspace"""
)
@with_choices()
def feed(
    choices: Choices,
    feeds: Annotated[list[str], typer.Argument(help="Addresses, or OPML files.", show_default=False)],
) -> None:
    """Collect what feeds give."""
    from corpus.collect.console import run, told_errors
    from corpus.collect.feeds import feed_items, feeds_of

    with told_errors():
        addresses = list(feeds_of(feeds))  # a mistyped path is told before a workspace is made

    def items(collector: Collector) -> Iterable[Item]:
        return feed_items(collector.fetcher, collector.ledger, addresses, again=choices.again)

    run(choices, lambda collector, _: collector.collect(items(collector)))


@app.command(
    help=f"""Collect the pages whose addresses files name: one a line, or a table with a column of them.

{_NOTE}

Example: python -m corpus collect urls addresses.txt --workspace my-workspace --delay 5"""
)
@with_choices()
def urls(
    choices: Choices,
    files: Annotated[list[Path], typer.Argument(help="Files with addresses.", show_default=False)],
) -> None:
    """Collect the pages of lists of addresses."""
    from corpus.collect.console import run
    from corpus.collect.lists import file_items

    _check_files(files)
    run(choices, lambda collector, _: collector.collect(file_items(files)))


@app.command(
    help=f"""Collect the pages that GDELT's DOC 2.0 search gives, or a file saved from it names.

A span of days that gives 250 articles, the most of an answer, is searched again in halves, so that none is lost.

{_NOTE}

Example: python -m corpus collect gdelt --query '"Islamic State" (Mosul OR Raqqa)' --from 2026-10-01 --to 2026-10-31
--language ar,en --workspace my-workspace"""
)
@with_choices()
def gdelt(
    choices: Choices,
    files: FilesArgument = None,
    query: QueryOption = None,
    first: FromOption = None,
    last: ToOption = None,
    language: Annotated[str, typer.Option("--language", help="Codes of languages, such as ar,en; all if none.")] = "",
    endpoint: Annotated[str, typer.Option("--endpoint", help="Address of the interface.", show_default=False)] = "",
) -> None:
    """Collect what GDELT finds."""
    from corpus.collect.console import run
    from corpus.collect.gdelt import ENDPOINT, Gdelt
    from corpus.collect.lists import file_items

    _check_search(files, query, first, last)
    codes = [code.strip().lower() for code in language.split(",") if code.strip()]

    def items(collector: Collector) -> Iterable[Item]:
        if query is None or first is None or last is None:
            return file_items(files or [])
        search = Gdelt(collector.fetcher, query, codes, endpoint or ENDPOINT)
        return search.items(first.date(), last.date())

    run(choices, lambda collector, _: collector.collect(items(collector)))


@app.command(
    help=f"""Collect the pages that Media Cloud's search gives, or a file saved from it names.

The search asks for a token: set MARSAD_MEDIACLOUD_TOKEN to the one that your account at search.mediacloud.org shows.

{_NOTE}

Example: python -m corpus collect mediacloud --query '"Islamic State"' --from 2026-10-01 --to 2026-10-31
--collection 34412234 --workspace my-workspace"""
)
@with_choices()
def mediacloud(
    choices: Choices,
    files: FilesArgument = None,
    query: QueryOption = None,
    first: FromOption = None,
    last: ToOption = None,
    collection: Annotated[
        list[int] | None, typer.Option("--collection", help="Id of a collection of media.", show_default=False)
    ] = None,
    endpoint: Annotated[str, typer.Option("--endpoint", help="Address of the interface.", show_default=False)] = "",
) -> None:
    """Collect what Media Cloud finds."""
    from corpus.collect.console import run
    from corpus.collect.lists import file_items
    from corpus.collect.mediacloud import ENDPOINT, TOKEN, MediaCloud

    _check_search(files, query, first, last)

    def items(collector: Collector) -> Iterable[Item]:
        if query is None or first is None or last is None:
            return file_items(files or [])
        token = os.environ.get(TOKEN, "")
        search = MediaCloud(collector.fetcher, token, query, collection or (), endpoint or ENDPOINT)
        return search.items(first.date(), last.date())

    run(choices, lambda collector, _: collector.collect(items(collector)))


@app.command(
    help="""Add the pages of web archives (WARC, also .gz), such as Common Crawl's: files, or addresses.

An archive from the web is kept in the workspace while it is read, and removed then.

Example: python -m corpus collect warc https://archive.example/crawl.warc.gz pages.warc --workspace my-workspace"""
)
@with_choices()
def warc(
    choices: Choices,
    archives: Annotated[list[str], typer.Argument(help="Files, or addresses.", show_default=False)],
    max_bytes: Annotated[int, typer.Option("--max-bytes", min=1, help="Bytes of an archive from the web.")] = 2 * 10**9,
) -> None:
    """Add the pages of archives."""
    from corpus.collect.archives import checked, collect_archives
    from corpus.collect.console import run, told_errors

    with told_errors():
        found = checked(archives)  # a mistyped path is told before a workspace is made
    run(choices, lambda collector, workspace: collect_archives(collector, workspace, found, largest=max_bytes))


@app.command(
    help=f"""Ask again for what earlier collections quarantined and is due: sites that were down, or asked for patience.

An address that fails in five collections is given up.

{_NOTE}

Example: python -m corpus collect retry --workspace my-workspace"""
)
@with_choices("again")
def retry(choices: Choices) -> None:
    """Ask again for what is quarantined and due."""
    from corpus.collect.console import run
    from corpus.collect.retries import retry_items

    run(choices, lambda collector, _: collector.collect(retry_items(collector)), is_made=False)


def _check_search(files: list[Path] | None, query: str | None, first: datetime | None, last: datetime | None) -> None:
    given = [value is not None for value in (query, first, last)]
    if files and any(given):
        raise typer.BadParameter("Give either files or --query with --from and --to, not both.")
    if not files and not all(given):
        raise typer.BadParameter("Give --query, --from and --to, or files saved from the search.")
    _check_files(files or [])


def _check_files(files: Iterable[Path]) -> None:
    for file in files:
        if not os.path.isfile(file):  # Path.is_file raises for a name too long to be one
            raise typer.BadParameter(f"There is no file {str(file)!r}; check the path.")
