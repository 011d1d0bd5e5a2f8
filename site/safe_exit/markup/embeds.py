"""What a page takes from the data by name: ``[[figure: …]]`` and the like, as HTML."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from safe_exit.base.languages import ENGLISH, Language
from safe_exit.base.places import Folders
from safe_exit.base.problems import AuthorError
from safe_exit.base.templates import dial, host, numbers, say, unbroken
from safe_exit.data.charts import line_of
from safe_exit.data.helplines import Helpline, choices
from safe_exit.data.hours import opening_times, time_of_day, week_in_words
from safe_exit.data.library import Library
from safe_exit.data.register import Register, by_topic
from safe_exit.data.resources import KINDS as RESOURCE_KINDS
from safe_exit.data.resources import ROLES, TOPICS
from safe_exit.data.tables import Data
from safe_exit.data.timetables import timetable
from safe_exit.data.traces import QUESTIONS, found

T = TypeVar("T")

# A kind of embed → the file of the data folder it takes its rows from.
FILES = {
    "figure": "figures.yaml",
    "figures": "figures.yaml",
    "chart": "charts.yaml",
    "phone": "helplines.yaml",
    "text": "helplines.yaml",
    "helpline": "helplines.yaml",
    "helplines": "helplines.yaml",
    "finder": "helplines.yaml",
    "resources": "resources.yaml",
    "traces": "traces.yaml",
    "webchat": "webchats.yaml",
}

# What can be named where it is no row of a file.
NAMES = {
    "figures": ("all",),
    "finder": ("helplines",),
    "resources": ("all", "first"),
    "sample": ("colours", "icons"),
    "traces": ("all",),
}

KINDS = (*FILES, "sample")


class Embeds:
    """Renders rows of the data with the templates in ``templates/embeds/``."""

    language = ENGLISH
    """Of the page in hand."""

    def __init__(
        self,
        data: Data,
        templates: Folders,
        today: datetime.date,
        library: Library | None = None,
        register: Register | None = None,
        written_in: Language = ENGLISH,
        links: Mapping[str, str] | None = None,
    ) -> None:
        self._data = data
        self._links = links or {}
        self._library = library or Library()
        self._register = register or Register()
        self.scripts: set[str] = set()
        """Where the names of the extra scripts go that a page needs; each page has its own set."""
        self._jinja = Environment(
            loader=FileSystemLoader([*(folder / "embeds" for folder in templates), *templates]),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._jinja.install_gettext_callables(  # type: ignore[attr-defined]
            lambda word: self.language.words.gettext(word),
            lambda one, many, count: self.language.words.ngettext(one, many, count),
            newstyle=True,
        )
        self._pictures: list[str] = []
        self._jinja.globals["picture"] = self._hold
        self._jinja.globals["needs"] = self._needs
        self._jinja.filters["say"] = lambda words: say(words, self.language, written_in)
        self._jinja.filters["hours"] = opening_times
        self._jinja.filters["clock"] = time_of_day
        self._jinja.filters["week"] = week_in_words
        self._jinja.filters["translate"] = lambda word: self.language.words.gettext(word)
        self._jinja.filters["words"] = lambda keys, words: [words[key] for key in keys]
        self._jinja.filters["timetable"] = lambda line: timetable(line, today)
        self._jinja.filters["dial"] = dial
        self._jinja.filters["unbroken"] = unbroken
        self._jinja.filters["host"] = host
        self._jinja.filters["found"] = found
        self._jinja.filters["numbers"] = numbers
        self._jinja.filters["day"] = lambda day: self.language.day(day)
        self._jinja.filters["line"] = line_of
        self._jinja.filters["entry"] = self._register.entry

    def render(self, kind: str, name: str, alone: bool) -> str:
        """HTML for ``[[kind: name]]``; ``alone`` where it is a paragraph of its own.

        Raises `AuthorError` where the kind or the name is not known. A name that is
        missing from a file with mistakes in it is left out: they are told already.
        """
        try:
            return self._render(kind, name, alone)
        except AuthorError:
            if FILES.get(kind) in self._data.unsound:
                return ""
            raise

    def _render(self, kind: str, name: str, alone: bool) -> str:
        if name not in NAMES.get(kind, (name,)):
            fix = f"Write {' or '.join(f'[[{kind}: {known}]]' for known in NAMES[kind])}"
            raise AuthorError(f"'[[{kind}: {name}]]' is not known", fix)
        match kind:
            case "figure":
                figure = self._pick(self._data.figures, name, "figure", "figures.yaml")
                template = "figure.html" if alone else "figure-inline.html"
                return self._html(template, name=name, figure=figure)
            case "phone" | "text":
                line = self._helpline(name)
                number = line.number if kind == "phone" else line.text_number
                if number is None:
                    what = f"the helpline '{name}' has no number to {kind}"
                    raise AuthorError(what, "Give it one in helplines.yaml, or use another")
                return self._html("number.html", kind=kind, number=number)
            case "helpline":
                return self._html("helplines.html", helplines=[self._helpline(name)])
            case "helplines":
                rows = [row for row in self._data.helplines.values() if row.group == name]
                if not rows:
                    groups = sorted({row.group for row in self._data.helplines.values()})
                    what = f"no helpline is in the group '{name}'"
                    raise AuthorError(what, f"The groups are: {', '.join(groups) or 'none'}")
                return self._html("helplines.html", helplines=rows)
            case "finder":
                rows = [row for row in self._data.helplines.values() if not row.emergency]
                return self._html("helpline-finder.html", helplines=rows, choices=choices(rows))
            case "resources":
                return self._resources(name)
            case "figures":
                topics = by_topic(self._data.figures)
                return self._html("register.html", topics=topics, uses=self._register.uses)
            case "chart":
                chart = self._pick(self._data.charts, name, "chart", "charts.yaml")
                figures = {bar: self._data.figures[bar] for bar in chart.bars}
                return self._html("chart.html", name=name, chart=chart, figures=figures)
            case "traces":
                traces = list(self._data.traces.values())
                return self._html("traces.html", traces=traces, questions=QUESTIONS)
            case "webchat":
                chat = self._pick(self._data.webchats, name, "webchat", "webchats.yaml")
                if chat.link not in self._links:
                    what = f"the webchat '{name}' has no address called '{chat.link}'"
                    raise AuthorError(what, "Add it under [links] in site.toml; it may be empty")
                return self._html("webchat.html", chat=chat, address=self._links[chat.link])
            case "sample":
                return self._html(f"samples/{name}.html")
            case _:
                what = f"'[[{kind}: …]]' is not known"
                known = ", ".join((*KINDS, "button", "leave", "link"))
                raise AuthorError(what, f"Use one of: {known}")

    def _resources(self, name: str) -> str:
        """All entries of the library with choices that filter them, or the first alone."""
        shown = self._library.entries
        if name == "first":
            shown = tuple(entry for entry in shown if entry.resource.asked_for)
        if not shown:
            fix = "Add entries to data/resources.yaml, the first with 'asked_for: true'"
            raise AuthorError("the library has nothing to show here", fix)
        return self._html(
            "resources.html",
            entries=shown,
            all=name == "all",
            feed=self._library.feed,
            topics=list(TOPICS),
            kinds=list(RESOURCE_KINDS),
            roles=list(ROLES),
        )

    def sources(self, names: Iterable[str]) -> str:
        """The list of sources for figures used inside sentences, '' where there are none."""
        known = self._data.figures
        figures = {name: known[name] for name in names if name in known}
        if not figures:
            return ""
        return self._html("sources.html", figures=figures, heading=self.sources_heading)

    @property
    def sources_heading(self) -> str:
        return self.language.words.gettext("Where the numbers come from")

    def _needs(self, script: str) -> str:
        self.scripts.add(script)
        return ""

    def _hold(self, caller: Callable[[], str]) -> str:
        """Keep a picture or control that a template draws until its page has been sanitised.

        The sanitiser knows no SVG and no input, so that no text of a page can bring any in.
        """
        self._pictures.append(caller())
        return f"\ue000{len(self._pictures) - 1}\ue001"

    def draw(self, html: str) -> str:
        """Put what our own templates drew into a page's sanitised HTML."""
        return re.sub("\ue000([0-9]+)\ue001", lambda mark: self._pictures[int(mark[1])], html)

    def _helpline(self, name: str) -> Helpline:
        return self._pick(self._data.helplines, name, "helpline", "helplines.yaml")

    def _pick(self, rows: Mapping[str, T], name: str, kind: str, file: str) -> T:
        if name not in rows:
            raise AuthorError(f"there is no {kind} called '{name}'", f"Add it to data/{file}")
        return rows[name]

    def _html(self, template: str, **values: Any) -> str:
        return self._jinja.get_template(template).render(values).strip()
