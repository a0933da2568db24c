"""``python -m analytics topics``: look at topics, rename, merge, split and hide them, move articles, make new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from analytics.cli_options import JsonOption, Note, Who, WorkspaceOption, person, print_json, told
from corpus.text.clean import printable
from corpus.workspace import Workspace

if TYPE_CHECKING:
    from analytics.topics.edits import Edit

app = typer.Typer(
    no_args_is_help=True,
    help="Topics: list them, rename, merge, split, hide, move articles, make new ones, undo. It acts at once.",
    rich_markup_mode=None,
)
Topic = Annotated[int, typer.Argument(min=0, help="Number of the topic.", show_default=False)]
Arabic = Annotated[str, typer.Option("--ar", help="Arabic name.")]
English = Annotated[str, typer.Option("--en", help="English name.")]
NOWHERE: Final = "none"


@app.command("list")
def list_(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """List the topics, largest first: number, articles, Arabic and English name.

    Example: python -m analytics topics list -w W
    """
    from analytics.topics_text import topic_line, topic_list

    with told():
        rows, notes = topic_list(Workspace.open(workspace))
        if as_json:
            print_json(rows)
        else:
            for row in rows:
                typer.echo(topic_line(row))
            if not rows:
                typer.echo("The current run has no topics.", err=True)
        for note in notes:
            typer.echo(f"note: {printable(note.text)}", err=True)


@app.command()
def show(topic: Topic, workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """Print a topic: names, terms in both languages, figures, theme, nearest articles.

    Example: python -m analytics topics show 3 -w W
    """
    from analytics.topics_text import detail_lines, topic_details

    with told():
        row = topic_details(Workspace.open(workspace), topic)
        if as_json:
            print_json(row)
        else:
            typer.echo("\n".join(detail_lines(row)))


@app.command()
def rename(
    topic: Topic, workspace: WorkspaceOption, ar: Arabic = "", en: English = "", note: Note = "", who: Who = None
) -> None:
    """Give a topic another Arabic name, English name or both.

    Example: python -m analytics topics rename 3 -w W --ar "معركة الموصل" --en "Battle of Mosul"
    """
    from analytics.topics import edits

    with told():
        opened = Workspace.open(workspace)
        _say(edits.rename(opened, topic, label_ar=ar, label_en=en, who=person(who), note=note))


@app.command()
def merge(
    topics: Annotated[list[int], typer.Argument(min=0, help="Numbers of the topics merged.", show_default=False)],
    workspace: WorkspaceOption,
    into: Annotated[int, typer.Option(min=0, help="The topic that they become part of.", show_default=False)],
    note: Note = "",
    who: Who = None,
) -> None:
    """Merge topics into another, which keeps its number.

    Example: python -m analytics topics merge 4 7 --into 3 -w W
    """
    from analytics.topics import edits

    with told():
        _say(edits.merge(Workspace.open(workspace), topics, into, who=person(who), note=note))


@app.command()
def split(
    topic: Topic,
    workspace: WorkspaceOption,
    parts: Annotated[int, typer.Option(help="How many parts, 2 to 20.")] = 2,
    note: Note = "",
    who: Who = None,
) -> None:
    """Split a topic into parts with numbers of their own.

    Example: python -m analytics topics split 3 --parts 2 -w W
    """
    from analytics.topics import edits

    with told():
        _say(edits.split(Workspace.open(workspace), topic, parts, who=person(who), note=note))


@app.command()
def hide(topic: Topic, workspace: WorkspaceOption, note: Note = "", who: Who = None) -> None:
    """Take a topic off all lists; its articles stay counted.

    Example: python -m analytics topics hide 9 -w W --note "sports results"
    """
    from analytics.topics import edits

    with told():
        _say(edits.hide(Workspace.open(workspace), topic, who=person(who), note=note))


@app.command()
def unhide(topic: Topic, workspace: WorkspaceOption, note: Note = "", who: Who = None) -> None:
    """List a hidden topic again.

    Example: python -m analytics topics unhide 9 -w W
    """
    from analytics.topics import edits

    with told():
        _say(edits.unhide(Workspace.open(workspace), topic, who=person(who), note=note))


@app.command()
def move(
    articles: Annotated[list[str], typer.Argument(help="Ids of the articles.", show_default=False)],
    workspace: WorkspaceOption,
    to: Annotated[str, typer.Option(help="Number of a topic, or none: out of all topics.", show_default=False)],
    note: Note = "",
    who: Who = None,
) -> None:
    """Move articles to a topic, or out of all topics.

    Example: python -m analytics topics move 0a1b2c3d4e5f6071 --to 5 -w W
    """
    from analytics.topics import edits

    if to != NOWHERE and not (to.isascii() and to.isdigit()):
        raise typer.BadParameter(f"{to!r} is no topic; allowed: a number, or {NOWHERE}.", param_hint="--to")
    with told():
        target = None if to == NOWHERE else int(to)
        _say(edits.move(Workspace.open(workspace), articles, target, who=person(who), note=note))


@app.command()
def seed(
    workspace: WorkspaceOption,
    word: Annotated[list[str] | None, typer.Option(help="A word or phrase, Arabic or English; again for more.")] = None,
    example: Annotated[list[str] | None, typer.Option(help="Id of an article; again for more.")] = None,
    ar: Arabic = "",
    en: English = "",
    note: Note = "",
    who: Who = None,
) -> None:
    """Make a topic of words or example articles; articles near to them move into it.

    Example: python -m analytics topics seed -w W --word "سلاح كيميائي" --word "chemical weapons" --en "Chemical arms"
    """
    from analytics.topics import edits

    with told():
        opened, who_does = Workspace.open(workspace), person(who)
        words, examples = word or [], example or []
        _say(edits.seed(opened, words=words, examples=examples, label_ar=ar, label_en=en, who=who_does, note=note))


@app.command()
def proposals(
    workspace: WorkspaceOption,
    decided: Annotated[bool, typer.Option("--all", help="Also those that are decided, with what was.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the topics that the current run proposes: articles that fit no topic and are alike.

    Example: python -m analytics topics proposals -w W
    """
    from analytics.topics_text import proposal_line, proposal_list

    with told():
        rows = [row for row in proposal_list(Workspace.open(workspace)) if decided or not row["decided"]]
        if as_json:
            print_json(rows)
            return
        for row in rows:
            typer.echo(proposal_line(row))
        if not rows:
            typer.echo("No new topic is proposed.", err=True)


@app.command()
def accept(
    proposal: Annotated[str, typer.Argument(help="Id of the proposal.", show_default=False)],
    workspace: WorkspaceOption,
    ar: Arabic = "",
    en: English = "",
    note: Note = "",
    who: Who = None,
) -> None:
    """Make a topic of a proposal.

    Example: python -m analytics topics accept p1a2b3c4d -w W --en "Earthquake" --ar "الزلزال"
    """
    from analytics.topics import edits

    with told():
        opened = Workspace.open(workspace)
        _say(edits.accept(opened, proposal, label_ar=ar, label_en=en, who=person(who), note=note))


@app.command()
def dismiss(
    proposal: Annotated[str, typer.Argument(help="Id of the proposal.", show_default=False)],
    workspace: WorkspaceOption,
    note: Note = "",
    who: Who = None,
) -> None:
    """Take a proposal off the list; its articles stay as they are.

    Example: python -m analytics topics dismiss p1a2b3c4d -w W --note "two stories that look alike"
    """
    from analytics.topics import edits

    with told():
        _say(edits.dismiss(Workspace.open(workspace), proposal, who=person(who), note=note))


@app.command()
def log(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """Print all edits in order, which were taken back, and which could not be carried out on the current run.

    Example: python -m analytics topics log -w W
    """
    from analytics.topics.edits import read_edits
    from analytics.topics_text import edit_line, edit_row, note_row, notes_of

    with told():
        opened = Workspace.open(workspace)
        history = read_edits(opened.root)
        notes = notes_of(opened, history)
        if as_json:
            print_json(
                {"edits": [edit_row(one, history) for one in history.edits], "notes": list(map(note_row, notes))}
            )
        else:
            for one in history.edits:
                typer.echo(edit_line(one, history))
            for note in notes:
                typer.echo(f"note: {printable(note.text)}", err=True)
        for problem in history.damaged:
            typer.echo(f"warning: {printable(problem)}", err=True)


@app.command()
def undo(
    workspace: WorkspaceOption,
    number: Annotated[int | None, typer.Argument(help="Number of the edit; the last by default.")] = None,
    note: Note = "",
    who: Who = None,
) -> None:
    """Take an edit back. The log keeps both.

    Example: python -m analytics topics undo 3 -w W
    """
    from analytics.topics import edits

    with told():
        _say(edits.undo(Workspace.open(workspace), number, who=person(who), note=note))


def _say(edit: Edit) -> None:
    from analytics.topics_text import said

    typer.echo(printable(f"edit {edit.number}: {said(edit)}"))
