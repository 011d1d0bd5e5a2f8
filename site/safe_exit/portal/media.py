"""Recordings, captions and slides: the files that a page's front matter names."""

from __future__ import annotations

from dataclasses import dataclass

from safe_exit.base.problems import AuthorError, Fault, Problem
from safe_exit.content.attachments import Attachment
from safe_exit.content.links import inside
from safe_exit.pages.page import Page
from safe_exit.portal.captions import Part, read_captions, transcript
from safe_exit.portal.links import Within
from safe_exit.portal.reading import PortalMeta

# What browsers play, and as what.
RECORDINGS = {
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".webm": "video/webm",
}


@dataclass(frozen=True)
class PortalPage:
    """A page behind the password. Its files are known by their numbers, 0 where there is none."""

    page: Page
    meta: PortalMeta
    recording: int = 0
    captions: int = 0
    slides: int = 0
    parts: tuple[Part, ...] = ()
    """The transcript of the recording."""


class Finding:
    """Finds the files that a page's front matter names, and notes what is wrong with them."""

    def __init__(self, page: Page, meta: PortalMeta, within: Within) -> None:
        self.page = page
        self.meta = meta
        self.within = within
        self.offered: set[str] = set()
        self.problems: list[Problem] = []

    def complete(self) -> PortalPage:
        """The page with its files and the transcript of its recording."""
        recording, captions, slides = map(self._file, ("recording", "captions", "slides"))
        if recording and recording.suffix not in RECORDINGS:
            what = f"browsers do not play files ending in '{recording.suffix}'"
            self._problem("recording", what, f"Save it as one of: {', '.join(RECORDINGS)}")

        def number(file: Attachment | None) -> int:
            return self.within.numbers[file.path] if file else 0

        return PortalPage(
            self.page,
            self.meta,
            number(recording),
            number(captions),
            number(slides),
            self._parts(captions) if captions else (),
        )

    def _file(self, key: str) -> Attachment | None:
        written = getattr(self.meta, key)
        if written is None:
            return None
        try:
            path = inside(written, self.page.path)
        except AuthorError as error:
            self._tell(key, error.fault)
            return None
        if path not in self.within.files:
            self._problem(key, f"there is no file '{path}'", "Put it beside the page")
            return None
        self.offered.add(path)
        return self.within.files[path]

    def _parts(self, captions: Attachment) -> tuple[Part, ...]:
        where = self.page.where.removesuffix(self.page.path) + captions.path
        cues, mistakes = read_captions(captions.content.decode("utf-8", "replace"), where)
        self.problems += mistakes
        parts = transcript(cues, self.meta.chapters)
        silent = {*self.meta.chapters} - {part.chapter for part in parts if part.chapter}
        for chapter in sorted(silent if cues else (), key=lambda chapter: chapter.seconds):
            what = f"nothing is said in the chapter at {chapter.at}"
            self._problem("chapters", what, "Mend its time, or take it out")
        return parts

    def _problem(self, key: str, what: str, how_to_fix: str) -> None:
        self._tell(key, Fault(what, how_to_fix))

    def _tell(self, key: str, fault: Fault) -> None:
        self.problems.append(fault.at(self.page.where, self.page.lines.get(key, 1)))
