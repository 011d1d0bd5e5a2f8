"""Every website at once, on loopback: a built site with its real headers, and all others.

Browsers are told to use it as their proxy, so every name leads here, nothing
leaves the machine, and whatever a browser asks of any website is on record. It
speaks TLS like a real host; a browser trusts it by ``key_hashes`` or ``authority``.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import ssl
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SITE = "harbour-lane.example"
BEFORE = "before.example"
"""A website that was open before ours, so that there is something behind Back."""
OTHERS = ("www.metoffice.gov.uk", "www.britannica.com", "www.bbc.co.uk", BEFORE)

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
ELSEWHERE = b"<!DOCTYPE html><title>Somewhere else</title><p>Rain later."


@dataclass(frozen=True)
class Request:
    """What a website was sent."""

    host: str
    path: str
    headers: dict[str, str]


@dataclass
class Host:
    """A running server for the files of ``folder``, which are the website ``site``.

    ``stall_after`` bytes, a page of the site stops arriving. ``neutral`` is how other
    websites answer, by name, or '*' for all the rest: 'ok', 'hang', 'empty' (204),
    'refuse', or a number of seconds to wait first. ``without`` names headers that are
    left out. Use it as a context manager, or call `start` and `stop`.
    """

    folder: Path
    site: str = SITE
    others: Iterable[str] = OTHERS
    stall_after: int | None = None
    neutral: dict[str, str | float] = field(default_factory=lambda: {"*": "ok"})
    without: frozenset[str] = frozenset()
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    key_hashes: str = ""
    """SHA-256 of the public keys, in base64, for browsers that can be told to trust keys."""
    authority: str = ""
    """The certificate that vouches for all, in base64, for browsers that can be given one."""

    def sent_to(self, host: str) -> list[Request]:
        """The requests one website has got."""
        return [request for request in self.requests if request.host == host]

    def sent_elsewhere(self) -> list[Request]:
        """The requests that went to any other website than ours."""
        return [request for request in self.requests if request.host != self.site]

    def told(self) -> list[Request]:
        """The requests to other websites in which any header names ours."""
        return [r for r in self.sent_elsewhere() if self.site in str(r.headers)]

    def start(self) -> None:
        """Begin to listen, on a free port of loopback."""
        headers = read_headers(self.folder)
        known = self._identities()
        host = self

        class Handler(_Handler):
            owner = host
            policy = headers
            contexts = known

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of every answer that hangs, and stop listening."""
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Host:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _identities(self) -> dict[str, ssl.SSLContext]:
        """A certificate for each website: one for all would carry our name into the others'."""
        authority = trustme.CA()
        root = x509.load_pem_x509_certificate(authority.cert_pem.bytes())
        self.authority = base64.b64encode(root.public_bytes(Encoding.DER)).decode()
        contexts, hashes = {}, []
        for name in (self.site, *self.others):
            leaf = authority.issue_cert(name)
            contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            leaf.configure_cert(contexts[name])
            certificate = x509.load_pem_x509_certificate(leaf.cert_chain_pems[0].bytes())
            key = certificate.public_key()
            raw = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            hashes.append(base64.b64encode(hashlib.sha256(raw).digest()).decode())
        self.key_hashes = ",".join(hashes)
        return contexts


def read_headers(folder: Path) -> dict[str, str]:
    """The rule of a folder's ``_headers``, for every address; {} where there is no such file."""
    if not (folder / "_headers").is_file():
        return {}
    first, *rest = (folder / "_headers").read_text(encoding="utf-8").splitlines()
    if first != "/*":
        raise ValueError(f"{folder}/_headers does not begin with a rule for every address")
    return dict(line.strip().split(": ", 1) for line in rest)


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a browser asks at once; whom a full queue turns away waits a second

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers hang up whenever they like; anything else is a bug and is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    owner: ClassVar[Host]
    policy: ClassVar[Mapping[str, str]]
    contexts: ClassVar[Mapping[str, ssl.SSLContext]]
    protocol_version = "HTTP/1.1"

    def do_CONNECT(self) -> None:
        """A browser opens a tunnel to a website: we are that website."""
        name = self.path.partition(":")[0]
        if self._answer(name) == "refuse" and name != self.owner.site:
            self.owner.requests.append(Request(name, "", {}))
            self.close_connection = True
            return
        self.send_response(200)
        self.end_headers()
        try:
            context = self.contexts.get(name) or self.contexts[BEFORE]
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            self.close_connection = True  # the browser does not want us after all
            return
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")

    def finish(self) -> None:
        """The server knows only the socket that the tunnel has taken the place of."""
        try:
            super().finish()
        finally:  # where the browser has hung up, the first of them to close raises
            self.rfile.close()
            self.connection.close()

    def do_GET(self) -> None:
        host = (self.headers["Host"] or "").partition(":")[0]
        self.owner.requests.append(Request(host, self.path, dict(self.headers.items())))
        if host == self.owner.site:
            self._site()
            return
        answer = self._answer(host)
        if isinstance(answer, int | float):
            self.owner.over.wait(answer)
        if answer == "hang":
            self.owner.over.wait()
            self.close_connection = True
        elif answer == "empty":
            self.send_response(204)
            self.end_headers()
        else:
            self._send(200, KINDS[".html"], ELSEWHERE, {})

    def _answer(self, host: str) -> str | float:
        return self.owner.neutral.get(host) or self.owner.neutral["*"]

    def _site(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        file = self.owner.folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        status = 200
        if not file.is_file():
            file, status = self.owner.folder / "404.html", 404
        body = file.read_bytes() if file.is_file() else b""
        headers = {k: v for k, v in self.policy.items() if k not in self.owner.without}
        kind = KINDS.get(file.suffix, "application/octet-stream")
        self._send(status, kind, body, headers, self.owner.stall_after)

    def _send(
        self,
        status: int,
        kind: str,
        body: bytes,
        headers: Mapping[str, str],
        stall: int | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:stall])
        if stall is not None:
            self.wfile.flush()
            self.owner.over.wait()
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """What was asked is in ``requests``; nothing is printed."""
