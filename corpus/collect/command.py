"""``python -m corpus collect``: from feeds, lists, searches and archives to stored pages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

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

WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", "-w", help="Folder of the workspace; made if there is none.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
MaxOption = Annotated[
    int | None, typer.Option("--max-pages", min=0, help="Fetch at most so many pages; the rest waits for 'retry'.")
]
DelayOption = Annotated[float, typer.Option("--delay", min=0, help="Seconds between two requests to a host.")]
ContactOption = Annotated[str, typer.Option("--contact", help="Mail or web address told to the sites you ask.")]
PortOption = Annotated[
    list[int] | None,
    typer.Option("--allow-port", min=1, max=65535, help="A port besides 80 and 443.", show_default=False),
]
AgainOption = Annotated[bool, typer.Option("--again", help="Also ask for pages that have their final state.")]
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
def feed(
    feeds: Annotated[list[str], typer.Argument(help="Addresses, or OPML files.", show_default=False)],
    workspace: WorkspaceOption,
    max_pages: MaxOption = None,
    delay: DelayOption = 2.0,
    contact: ContactOption = "",
    allow_port: PortOption = None,
    again: AgainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Collect what feeds give."""
    from corpus.collect.console import Choices, run, told_errors
    from corpus.collect.feeds import feed_items, feeds_of

    with told_errors():
        addresses = list(feeds_of(feeds))  # a mistyped path is told before a workspace is made
    choices = Choices(workspace, max_pages, delay, contact, tuple(allow_port or ()), again, as_json)
    run(choices, lambda collector: feed_items(collector.fetcher, collector.ledger, addresses, again=again))


@app.command(
    help=f"""Collect the pages whose addresses files name: one a line, or a table with a column of them.

{_NOTE}

Example: python -m corpus collect urls addresses.txt --workspace my-workspace --delay 5"""
)
def urls(
    files: Annotated[list[Path], typer.Argument(help="Files with addresses.", show_default=False)],
    workspace: WorkspaceOption,
    max_pages: MaxOption = None,
    delay: DelayOption = 2.0,
    contact: ContactOption = "",
    allow_port: PortOption = None,
    again: AgainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Collect the pages of lists of addresses."""
    from corpus.collect.console import Choices, run
    from corpus.collect.lists import file_items

    _check_files(files)
    run(
        Choices(workspace, max_pages, delay, contact, tuple(allow_port or ()), again, as_json),
        lambda _: file_items(files),
    )


@app.command(
    help=f"""Collect the pages that GDELT's DOC 2.0 search gives, or a file saved from it names.

A span of days that gives 250 articles, the most of an answer, is searched again in halves, so that none is lost.

{_NOTE}

Example: python -m corpus collect gdelt --query '"Islamic State" (Mosul OR Raqqa)' --from 2026-10-01 --to 2026-10-31
--language ar,en --workspace my-workspace"""
)
def gdelt(
    workspace: WorkspaceOption,
    files: FilesArgument = None,
    query: QueryOption = None,
    first: FromOption = None,
    last: ToOption = None,
    language: Annotated[str, typer.Option("--language", help="Codes of languages, such as ar,en; all if none.")] = "",
    endpoint: Annotated[str, typer.Option("--endpoint", help="Address of the interface.", show_default=False)] = "",
    max_pages: MaxOption = None,
    delay: DelayOption = 2.0,
    contact: ContactOption = "",
    allow_port: PortOption = None,
    again: AgainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Collect what GDELT finds."""
    from corpus.collect.console import Choices, run
    from corpus.collect.gdelt import ENDPOINT, Gdelt
    from corpus.collect.lists import file_items

    _check_search(files, query, first, last)
    codes = [code.strip().lower() for code in language.split(",") if code.strip()]

    def items(collector: Collector) -> Iterable[Item]:
        if query is None or first is None or last is None:
            return file_items(files or [])
        search = Gdelt(collector.fetcher, query, codes, endpoint or ENDPOINT)
        return search.items(first.date(), last.date())

    run(Choices(workspace, max_pages, delay, contact, tuple(allow_port or ()), again, as_json), items)


@app.command(
    help=f"""Collect the pages that Media Cloud's search gives, or a file saved from it names.

The search asks for a token: set MARSAD_MEDIACLOUD_TOKEN to the one that your account at search.mediacloud.org shows.

{_NOTE}

Example: python -m corpus collect mediacloud --query '"Islamic State"' --from 2026-10-01 --to 2026-10-31
--collection 34412234 --workspace my-workspace"""
)
def mediacloud(
    workspace: WorkspaceOption,
    files: FilesArgument = None,
    query: QueryOption = None,
    first: FromOption = None,
    last: ToOption = None,
    collection: Annotated[
        list[int] | None, typer.Option("--collection", help="Id of a collection of media.", show_default=False)
    ] = None,
    endpoint: Annotated[str, typer.Option("--endpoint", help="Address of the interface.", show_default=False)] = "",
    max_pages: MaxOption = None,
    delay: DelayOption = 2.0,
    contact: ContactOption = "",
    allow_port: PortOption = None,
    again: AgainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Collect what Media Cloud finds."""
    from corpus.collect.console import Choices, run
    from corpus.collect.lists import file_items
    from corpus.collect.mediacloud import ENDPOINT, TOKEN, MediaCloud

    _check_search(files, query, first, last)

    def items(collector: Collector) -> Iterable[Item]:
        if query is None or first is None or last is None:
            return file_items(files or [])
        token = os.environ.get(TOKEN, "")
        search = MediaCloud(collector.fetcher, token, query, collection or (), endpoint or ENDPOINT)
        return search.items(first.date(), last.date())

    run(Choices(workspace, max_pages, delay, contact, tuple(allow_port or ()), again, as_json), items)


@app.command(
    help="""Add the pages of web archives (WARC, also .gz), such as Common Crawl's: files, or addresses.

An archive from the web is kept in the workspace while it is read, and removed then.

Example: python -m corpus collect warc https://archive.example/crawl.warc.gz pages.warc --workspace my-workspace"""
)
def warc(
    archives: Annotated[list[str], typer.Argument(help="Files, or addresses.", show_default=False)],
    workspace: WorkspaceOption,
    max_bytes: Annotated[int, typer.Option("--max-bytes", min=1, help="Bytes of an archive from the web.")] = 2 * 10**9,
    max_pages: Annotated[
        int | None, typer.Option("--max-pages", min=0, help="Read at most so many pages of an archive.")
    ] = None,
    delay: DelayOption = 2.0,
    contact: ContactOption = "",
    allow_port: PortOption = None,
    again: AgainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add the pages of archives."""
    from corpus.collect.archives import collect_archives
    from corpus.collect.console import Choices, collecting, show, told_errors

    choices = Choices(workspace, max_pages, delay, contact, tuple(allow_port or ()), again, as_json)
    with told_errors(), collecting(choices) as (collector, target):
        show(collect_archives(collector, target, archives, largest=max_bytes), as_json=as_json)


@app.command(
    help=f"""Ask again for what earlier collections quarantined and is due: sites that were down, or asked for patience.

An address that fails in five collections is given up.

{_NOTE}

Example: python -m corpus collect retry --workspace my-workspace"""
)
def retry(
    workspace: WorkspaceOption,
    max_pages: MaxOption = None,
    delay: DelayOption = 2.0,
    contact: ContactOption = "",
    allow_port: PortOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask again for what is quarantined and due."""
    from corpus.collect.console import Choices, run
    from corpus.collect.retries import retry_items

    ports = tuple(allow_port or ())
    run(Choices(workspace, max_pages, delay, contact, ports, as_json=as_json, is_made=False), retry_items)


def _check_search(files: list[Path] | None, query: str | None, first: datetime | None, last: datetime | None) -> None:
    given = [value is not None for value in (query, first, last)]
    if files and any(given):
        raise typer.BadParameter("Give either files or --query with --from and --to, not both.")
    if not files and not all(given):
        raise typer.BadParameter("Give --query, --from and --to, or files saved from the search.")
    _check_files(files or [])


def _check_files(files: Iterable[Path]) -> None:
    for file in files:
        if not file.is_file():
            raise typer.BadParameter(f"There is no file {str(file)!r}; check the path.")
