"""The preview: the site as it would be published, made anew when a file is saved."""

from __future__ import annotations

import datetime
import socket
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from safe_exit.base.places import STATIC, TEMPLATES, static_for, templates_for
from safe_exit.base.problems import ContentError, DocumentError
from safe_exit.markup.rendering import Kept
from safe_exit.portal.vault import Vault
from safe_exit.web.app import create_app, create_problem_app, problem_view
from safe_exit.web.assets import load_inline
from safe_exit.web.content import load

HOST = "127.0.0.1"

OWN_NAMES = [HOST, "localhost"]

Snapshot = tuple[tuple[str, int, int], ...]


class Preview:
    """A WSGI application that makes its app again whenever a watched file has changed.

    ``make_app`` returns an app for the content as it is now, or one that shows what
    is wrong with it. It answers to no host name but this machine's own, so that no
    page elsewhere can read drafts through the reader's browser (DNS rebinding).
    """

    def __init__(self, make_app: Callable[[], Flask], watched: Iterable[Path]) -> None:
        self._make_app = make_app
        self._watched = tuple(watched)
        self._seen: Snapshot | None = None
        self._app: Flask | None = None
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, object], start_response: object) -> Iterable[bytes]:
        return self._current()(environ, start_response)  # type: ignore[arg-type]

    def _current(self) -> Flask:
        with self._lock:
            now = _snapshot(self._watched)
            if self._app is None or now != self._seen:
                self._app = self._make_app()
                self._app.config["TRUSTED_HOSTS"] = OWN_NAMES
                self._seen = now
            return self._app


def make_preview(content: Path, today: datetime.date, vault: Vault | None = None) -> Preview:
    """A preview of a content folder as of a day: its pages, or what is wrong with them."""
    kept: Kept = {}
    templates = templates_for(content)

    def make() -> Flask:
        inline = load_inline(static_for(content))
        try:
            loaded = load(content, today, drafts=True, kept=kept)
        except ContentError as error:
            return create_problem_app(error, inline, templates)
        app = create_app(loaded, inline, templates, vault).app
        # Documents are made when they are looked at.
        app.register_error_handler(DocumentError, problem_view(inline, templates))
        return app

    return Preview(make, (content, TEMPLATES, STATIC))


def _snapshot(folders: Iterable[Path]) -> Snapshot:
    """Name, time and size of every watched file."""
    seen = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue  # an editor's own scratch file, gone again
            seen.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(seen)


def make_preview_server(preview: Preview, port: int) -> BaseWSGIServer:
    """A server on loopback. Port 0 takes a free one: ask ``.port`` which.

    Raises OSError where the port is in use.
    """
    with socket.create_server((HOST, port)) as bound:  # werkzeug itself would exit instead
        return make_server(HOST, port, preview, threaded=True, fd=bound.fileno())
