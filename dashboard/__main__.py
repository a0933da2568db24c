"""``python -m dashboard``: serve the dashboard of a workspace on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from analytics.errors import AnalyticsError
from corpus.errors import CorpusError
from dashboard.errors import DashboardError
from dashboard.serving import address, check_address, listen

app = typer.Typer(add_completion=False, help="Serve the dashboard of a workspace on this machine.")


@app.command()
def serve(
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder, already analysed.")],
    host: Annotated[str, typer.Option(help="Loopback address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 for any free one.")] = 8050,
) -> None:
    """Serve the dashboard of a workspace on this machine, until Ctrl-C.

    Example: python -m dashboard --workspace W
    """
    try:
        check_address(host, port)
        from analytics.study import Study
        from dashboard.app import create_app

        study = Study(str(workspace))
        server = listen(create_app(study).server, host, port)
    except (AnalyticsError, CorpusError, DashboardError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Marsad shows {study.count():,} articles ({study.result_id}) at {address(host, server.effective_port)}")
    typer.echo("Stop it with Ctrl-C.")
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    sys.exit(app())
