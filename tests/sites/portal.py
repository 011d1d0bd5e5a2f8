"""A small site with a portal, for tests."""

from __future__ import annotations

from tests.conftest import page

DOOR = page("Ask for the password.\n", "Portal", kind="portal")
GUIDE = page(
    "[Talk](talk.md#more), [more](#more), [out](../a.md), [file](x.xyz)\n\n## More\n\nWords.\n",
    "Guide",
    number="2",
)
TALK = page(
    "About it.\n\n## More\n\nWords.\n",
    "Talk",
    number="1",
    date="2026-05-01",
    topics="[risk]",
    recording="talk.webm",
    captions="talk.vtt",
    slides="talk.pdf",
    chapters='[{at: "0:00", title: Begin}, {at: "0:02", title: Go on}]',
)
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nFirst.\n\n00:02.000 --> 00:03.000\nThen.\n"
PORTAL: dict[str, str | bytes] = {
    "door.md": DOOR,
    "a.md": page(title="Open page"),
    "portal/guide.md": GUIDE,
    "portal/talk.md": TALK,
    "portal/talk.webm": b"\x1aE\xdf\xa3 sound",
    "portal/talk.vtt": VTT,
    "portal/talk.pdf": b"%PDF-1.7 slides",
    "portal/x.xyz": b"anything",
}
