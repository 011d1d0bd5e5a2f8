"""ZIP archives whose bytes depend on nothing but what is in them and one date."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

# An EPUB or ODT is known by this file: it comes first, and is not compressed.
MIMETYPE = "mimetype"


def read_archive(archive: bytes) -> dict[str, bytes]:
    """The files of an archive by name, in their order; folders are left out."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def make_archive(files: Mapping[str, bytes], day: date) -> bytes:
    """Put files into an archive, in their order, as if all were written on a day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            # As on any Unix, whatever this machine is: a file that all may read.
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            made.writestr(info, content, compresslevel=9)
    return buffer.getvalue()
