"""The command line: build, serve, check, trace, new, init, portal.

Exit codes: 0 all is well, 1 the author has something to mend, 2 wrong usage. A bug
in this program shows its traceback; an author's mistake never does.
"""

from __future__ import annotations

import datetime
import functools
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import click

from safe_exit import __version__
from safe_exit.base.hands import cores
from safe_exit.base.places import FROM_CHECKOUT, INSTALLED, OUR_VISIT, program
from safe_exit.base.problems import Problem, SiteError
from safe_exit.editor.commands import FOLDER, content_option, date_option, init, new
from safe_exit.portal.commands import own_vault, portal

# A command imports what it needs when it is called, so that none waits for what others need.


class _Commands(click.Group):
    """Builds when no command is named, and shows problems in place of tracebacks."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return super().get_help(ctx).replace(FROM_CHECKOUT, program())

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SiteError as error:
            _print(error.problems)
            count = len(error.problems)
            things = "thing" if count == 1 else "things"
            click.echo(f"\n{count} {things} to mend. Nothing was published.", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=INSTALLED)
def main() -> None:
    """Turn a folder of Markdown into a static site that can be left in one tap.

    \b
    python build.py                      build content/ into public/
    python build.py serve                look at it while you write
    python build.py check                read every page, build nothing
    python build.py new help "A title"   begin a page

    Every mistake is shown as file:line with how to mend it, all at once. While there
    is one, nothing is published and the last good site stays as it is.
    """


@main.command()
@content_option
@click.option(
    "--out",
    type=FOLDER,
    default="public",
    show_default=True,
    metavar="DIR",
    help="Where the finished site goes. Its former content is replaced as a whole.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Where the site will live, in place of base_url in site.toml.",
)
@date_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=cores,
    show_default="as many as there are processors",
    metavar="N",
    help="How many processes render pages and make documents side by side.",
)
def build(
    content: Path, out: Path, base_url: str | None, today: datetime.datetime, jobs: int
) -> None:
    """Check all pages, make the site, and publish it into a folder."""
    from safe_exit.publish.build import build_site

    began = time.perf_counter()
    report = build_site(content, out, today.date(), base_url, _show_progress, own_vault(), jobs)
    seconds = time.perf_counter() - began
    name, weight = report.heaviest
    click.echo(
        f"Built {report.pages} pages ({report.bytes:,} bytes in {report.files} files) "
        f"in {seconds:.1f} s into {out.as_posix()}/.\n"
        f"The heaviest page is {name}: {weight:,} bytes on the wire."
    )
    if report.unsigned:
        click.secho(report.unsigned, bold=True, err=True)
    if report.left_out:
        guide = " (docs/portal.md)" if program() == FROM_CHECKOUT else ""
        click.echo(f"The portal is left out: no passwords are set{guide}.")
        click.echo(f"Make one: {program()} portal new-password")
    if report.hints:
        click.echo(f"Notes for editors: {len(report.hints)} ({program()} check shows them).")
    usual = content == Path("content") and program() == FROM_CHECKOUT
    serve_it = "make serve" if usual else f"{program()} serve --content {content.as_posix()}"
    click.echo(f"Look at it: {serve_it}, then open http://127.0.0.1:8000/")


@main.command()
@content_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N")
@date_option
def serve(content: Path, port: int, today: datetime.datetime) -> None:
    """Show the site on this machine only, drafts included.

    Reload the page to see what you saved. A mistake is shown in place of the page,
    with file and line. Port 0 takes a free one.
    """
    from safe_exit.editor.preview import make_preview, make_preview_server

    try:
        server = make_preview_server(make_preview(content, today.date(), own_vault()), port)
    except OSError as error:
        message = f"port {port} cannot be used ({error.strerror}); try --port 0 for a free one"
        raise click.UsageError(message) from error
    click.echo(f"Look at http://127.0.0.1:{server.port}/  (stop with Ctrl+C)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Stopped.")
    finally:
        server.server_close()


@main.command()
@content_option
@date_option
def check(content: Path, today: datetime.datetime) -> None:
    """Read and check every page, and show notes for editors. Builds nothing."""
    from safe_exit.checks.plain_english import summary
    from safe_exit.pages.standing import unreviewed, unsigned
    from safe_exit.web.content import load

    loaded = load(content, today.date())
    _print(loaded.hints)
    for line in (*summary(loaded.pages, loaded.config), *unreviewed(loaded.pages)):
        click.echo(line)
    if nobody := unsigned(loaded.config):
        click.secho(nobody, bold=True, err=True)
    notes = f" {len(loaded.hints)} notes above are worth a look." if loaded.hints else ""
    click.echo(f"Checked {len(loaded.pages)} pages: all is well.{notes}")


@main.command()
@click.argument("visit", type=click.Path(path_type=Path), default=OUR_VISIT)
@click.option(
    "--engine",
    "engines",
    type=click.Choice(["chromium", "firefox", "webkit"]),
    multiple=True,
    help="A browser to use; may be given more than once. Else all three.",
)
@click.option("--record", is_flag=True, help="Write the table's data into the visit's content.")
@date_option
def trace(visit: Path, engines: tuple[str, ...], record: bool, today: datetime.datetime) -> None:
    """Make a visit in real browsers, leave, and tell what stays behind.

    VISIT is a file that names a site, its pages and its control. Without it, the site is the one
    that a checkout of this program holds, as evidence/visits/ours.toml names it.
    """
    try:
        from evidence.run import ENGINES, run
        from evidence.table import as_text, as_yaml
        from evidence.visit import load_visit
    except ImportError as error:
        what = f"what drives the browsers is not installed ({error.name})"
        fix = "Run make, or install the project with its 'dev' extra"
        raise SiteError([Problem("trace", 0, what, fix)]) from error
    plan = load_visit(visit)
    if record and plan.content is None:
        raise click.UsageError("--record needs a visit with a content folder")
    say = functools.partial(click.echo, err=True)
    traces = run(plan, visit.parent, engines or ENGINES, today.date(), say)
    click.echo(as_text(traces.values()))
    if record:
        from safe_exit.content.folder import read_folder
        from safe_exit.data.tables import load_data
        from safe_exit.data.traces import TRACES

        content = (visit.parent / str(plan.content)).resolve()
        kept = load_data(read_folder(content))[0].rows(TRACES)
        path = content / "data" / "traces.yaml"
        path.write_text(as_yaml({**kept, **traces}), encoding="utf-8")
        click.echo(f"Wrote {path.as_posix()}")


main.add_command(new)
main.add_command(init)
main.add_command(portal)


def _show_progress(doing: str, done: int, of: int) -> None:
    """One line that counts, on a terminal; nothing in a pipe."""
    if sys.stderr.isatty():
        click.echo(f"\r{doing} {done:,} of {of:,}", nl=done == of, err=True)


def _print(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
