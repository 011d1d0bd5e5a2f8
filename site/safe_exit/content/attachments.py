"""Files that lie beside the pages, and which kinds may."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

# What may lie beside the pages: kind as readers know it, media type.
FILE_KINDS = {
    ".csv": ("CSV", "text/csv"),
    ".docx": (
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ".epub": ("EPUB", "application/epub+zip"),
    ".odt": ("ODT", "application/vnd.oasis.opendocument.text"),
    ".pdf": ("PDF", "application/pdf"),
    ".txt": ("text", "text/plain"),
    ".zip": ("ZIP", "application/zip"),
}

IMAGE_KINDS = {
    ".avif": "image/avif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True)
class Attachment:
    """A file beside the pages: its path in the content folder, and what is in it."""

    path: str
    content: bytes = field(repr=False)

    @property
    def suffix(self) -> str:
        return posixpath.splitext(self.path)[1].lower()

    @property
    def name(self) -> str:
        """The name of the file itself."""
        return posixpath.basename(self.path)

    @property
    def size(self) -> str:
        """As a reader wants to know it before a download: '120 KB'."""
        size = len(self.content)
        return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"

    @property
    def label(self) -> str:
        """Kind and size: 'PDF, 120 KB'."""
        kind = FILE_KINDS.get(self.suffix, (self.suffix[1:].upper(),))[0]
        return f"{kind}, {self.size}"
