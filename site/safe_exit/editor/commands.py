"""The command that begins a site."""

from __future__ import annotations

from pathlib import Path

import click

from safe_exit.base.places import program
from safe_exit.editor.new_site import write_site


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Begin a site of your own in a new FOLDER: settings, first pages, and a workflow file."""
    write_site(folder)
    click.echo(
        f"Wrote {folder.as_posix()}/. Begin with site.toml: every line to change says so.\n"
        f"Look at it: {program()} serve --content {folder.as_posix()}, "
        "then open http://127.0.0.1:8000/"
    )
