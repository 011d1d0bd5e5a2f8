"""A host for tests: the frozen folder with the headers and redirects of its own files.

It listens on loopback alone, speaks TLS like a real host, and plays every other
website too: the browser is told to find all names here. What the neutral website
is sent, and how it behaves, is in the hands of the test.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SITE = "harbour-lane.example"
NEUTRAL = b"<!DOCTYPE html><title>Somewhere else</title><p>Rain later."


@dataclass(frozen=True)
class Request:
    """What a website was sent."""

    host: str
    path: str
    headers: dict[str, str]


@dataclass
class Host:
    """A running server. ``stall_after`` bytes, a page of the site stops arriving.

    ``neutral`` is how other websites answer, by name, or '*' for all the rest: 'ok',
    'hang' or 'empty' (204).
    """

    folder: Path
    stall_after: int | None = None
    neutral: dict[str, str] = field(default_factory=lambda: {"*": "ok"})
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    key_hash: str = ""
    """SHA-256 of the public key, in base64: the browser trusts this key and no other."""

    def sent_to(self, host: str) -> list[Request]:
        """The requests one website has got."""
        return [request for request in self.requests if request.host == host]

    def sent_elsewhere(self) -> list[Request]:
        """The requests that went to any other website than ours."""
        return [request for request in self.requests if request.host != SITE]

    def start(self) -> None:
        """Begin to listen, on a free port of loopback."""
        headers = read_headers(self.folder)
        host = self

        class Handler(_Handler):
            owner = host
            policy = headers

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        authority = trustme.CA()
        leaf = authority.issue_cert(SITE, "www.metoffice.gov.uk", "www.britannica.com")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        certificate = x509.load_pem_x509_certificate(leaf.cert_chain_pems[0].bytes())
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.key_hash = base64.b64encode(hashlib.sha256(key).digest()).decode()
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of every answer that hangs, and stop listening."""
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def read_headers(folder: Path) -> dict[str, str]:
    """The rule of ``_headers``. There has to be one, for every address."""
    first, *rest = (folder / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in rest)


class _Handler(http.server.BaseHTTPRequestHandler):
    owner: ClassVar[Host]
    policy: ClassVar[dict[str, str]]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = (self.headers["Host"] or "").partition(":")[0]
        self.owner.requests.append(Request(host, self.path, dict(self.headers.items())))
        answer = self.owner.neutral.get(host) or self.owner.neutral["*"]
        if host == SITE:
            self._site()
        elif answer == "hang":
            self.owner.over.wait()
            self.close_connection = True
        elif answer == "empty":
            self.send_response(204)
            self.end_headers()
        else:
            self._send(200, "text/html", NEUTRAL, {})

    def _site(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        file = self.owner.folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        status = 200
        if not file.is_file():
            file, status = self.owner.folder / "404.html", 404
        kind = {".html": "text/html; charset=utf-8", ".xml": "application/xml"}.get(file.suffix)
        self._send(status, kind or "text/plain", file.read_bytes(), self.policy)

    def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        stall = self.owner.stall_after if headers else None
        self.wfile.write(body[:stall])
        if stall is not None:
            self.wfile.flush()
            self.owner.over.wait()
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Tests look at ``requests``; nothing is printed."""
