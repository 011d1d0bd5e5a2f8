"""Flask-FlatPages and Frozen-Flask as their documentation shows them, and bleach."""

import functools
from collections.abc import Iterator

import bleach
from flask import Flask, render_template
from flask_flatpages import (  # type: ignore[import-not-found]
    FlatPages,
    pygmented_markdown,
)
from flask_frozen import Freezer

TAGS = {
    *bleach.sanitizer.ALLOWED_TAGS,
    *("h1", "h2", "h3", "h4", "p", "pre", "hr", "br", "div", "span", "sup", "sub", "img"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}
ATTRIBUTES = {
    "*": ["id", "class", "title"],
    "a": ["href", "title"],
    "img": ["src", "alt"],
    "th": ["align"],
    "td": ["align"],
}


def render(text: str) -> str:
    """Markdown to HTML that is safe."""
    return bleach.clean(pygmented_markdown(text, pages), tags=TAGS, attributes=ATTRIBUTES)


app = Flask(__name__)
app.config["FLATPAGES_EXTENSION"] = ".md"
app.config["FLATPAGES_HTML_RENDERER"] = render
app.config["FLATPAGES_MARKDOWN_EXTENSIONS"] = ["extra", "toc"]
pages = FlatPages(app)
freezer = Freezer(app)


@app.context_processor
@functools.cache
def menu() -> dict[str, list[tuple[str, str]]]:
    """The sections, for every page."""
    found = [page for page in pages if page.path.endswith("/index")]
    found.sort(key=lambda page: int(page.meta["title"].split()[1]))
    return {"menu": [(page.path.removesuffix("index"), page.meta["title"]) for page in found]}


@app.route("/")
@app.route("/<path:path>/")
def page(path: str = "") -> str:
    """A page, or the one that stands for its folder."""
    shown = (path and pages.get(path)) or pages.get_or_404(f"{path}/index".lstrip("/"))
    return render_template("page.html", page=shown)


@freezer.register_generator  # type: ignore[untyped-decorator]
def every_page() -> Iterator[tuple[str, dict[str, str]]]:
    """Those that no page may link to."""
    for found in pages:
        path = found.path.removesuffix("index").rstrip("/")
        yield "page", {"path": path} if path else {}


if __name__ == "__main__":
    freezer.freeze()
