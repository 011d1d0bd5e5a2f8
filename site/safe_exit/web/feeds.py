"""What programs ask a site for: the library as a feed, the sitemap, and what robots may read."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from flask import Response

from safe_exit.base.templates import Templates
from safe_exit.data.resources import ADDRESS, FEED
from safe_exit.pages.screens import View
from safe_exit.web.content import Content


def feed_views(content: Content, templates: Templates) -> Iterator[tuple[str, View]]:
    """The address of each, with what answers there."""
    language = content.languages[""]

    def answer(template: str, mimetype: str, **values: object) -> View:
        return lambda: Response(templates.render(template, language, values), mimetype=mimetype)

    pages = [page for page in content.pages if page.indexed]
    yield (
        "/sitemap.xml",
        answer("feeds/sitemap.xml", "application/xml", pages=pages, versions=content.versions),
    )
    if content.library.feed:
        # Feed readers know no page that an address could begin at.
        home = content.config.base_url + ADDRESS.lstrip("/")
        yield (
            FEED,
            answer(
                "feeds/library.xml",
                "application/atom+xml",
                entries=content.library.newest,
                home=ADDRESS,
                feed=FEED,
                absolute=lambda href: urljoin(home, href),
            ),
        )
    yield "/robots.txt", answer("feeds/robots.txt", "text/plain")
