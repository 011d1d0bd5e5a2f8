"""The commands that begin a page or a site, and what several commands can be told."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from safe_exit.base.places import program
from safe_exit.editor.new_site import write_site

FOLDER = click.Path(file_okay=False, path_type=Path)


def content_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--content",
        type=FOLDER,
        default="content",
        show_default=True,
        metavar="DIR",
        help="Folder with the Markdown pages and site.toml.",
    )(command)


def date_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--date",
        "today",
        type=click.DateTime(["%Y-%m-%d"]),
        default=lambda: datetime.date.today().isoformat(),
        show_default="today",
        metavar="DAY",
        help="The day that publish_on, retire_on and review_by are compared with.",
    )(command)


@click.command()
@click.argument("section")
@click.argument("title")
@content_option
@click.option("--name", metavar="NAME", help="File name without .md; else made from the title.")
@click.option(
    "--tab-title",
    metavar="TEXT",
    help="What the browser's tab shows; needed for a survivors' page, and has to be quiet.",
)
@date_option
def new(
    section: str,
    title: str,
    content: Path,
    name: str | None,
    tab_title: str | None,
    today: datetime.datetime,
) -> None:
    """Begin a page in a SECTION (a folder; . for the top) as a draft."""
    from safe_exit.editor.new_page import write_page
    from safe_exit.web.content import load

    loaded = load(content, today.date(), drafts=True)
    path = write_page(content, loaded, section, title, name=name, tab_title=tab_title)
    click.echo(f"Wrote {path.as_posix()} as a draft. Delete 'draft: true' to publish it.")


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
