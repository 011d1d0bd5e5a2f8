"""The output folder: whether it is ours, a fresh one beside it, and the swap.

The published folder is one whole site at every moment. A build writes beside it
and then exchanges the two folders in one system call; whatever stops a build
before that leaves the published folder alone, and what it left behind is removed
by the next build.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from safe_exit.base.problems import OutputError, Problem

RECORD = ".build-record.json"
"""Names every file of a built folder with its SHA-256. A folder without it is not ours."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

NOT_ALLOWED = (
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY),
    *(errno.EEXIST, errno.ENOTDIR, errno.EXDEV),
)


def check_output(out: Path, content: Path) -> None:
    """Refuse a place that a build must not replace. Raises `OutputError`."""
    place, source = out.resolve(), content.resolve()
    if place == source or place in source.parents or source in place.parents:
        raise _error(out, "the output may not hold the content, nor lie inside it")
    if place.exists() and not place.is_dir():
        raise _error(out, "there is a file of this name")
    if place.is_dir() and any(place.iterdir()) and not (place / RECORD).is_file():
        raise _error(out, "this folder holds files that no build made")


def _error(out: Path, what: str) -> OutputError:
    fix = "Choose another folder with --out, or move it away yourself"
    return OutputError([Problem(out.as_posix(), 0, what, fix)])


@contextlib.contextmanager
def fresh_folder(out: Path) -> Iterator[Path]:
    """An empty folder beside ``out`` that takes its place when the block ends well.

    Raises `OutputError` where the disk is full or the place cannot be written; the
    published folder is then as it was.
    """
    place = out.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(place)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(place), dir=place.parent))
    except OSError as error:
        raise _os_error(out, error) from error
    # Held until this process ends, however it ends: so the next build can tell
    # what was left behind from what is still being written.
    lock = os.open(fresh, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield fresh
        fresh.chmod(0o755)
        write_record(fresh)
        _swap(fresh, place)
    except OSError as error:
        raise _os_error(out, error) from error
    finally:
        # After the swap this is the former site, else the unfinished new one.
        shutil.rmtree(fresh, ignore_errors=True)
        os.close(lock)


def _prefix(place: Path) -> str:
    return f".{place.name}.building-"


def remove_leftovers(place: Path) -> None:
    """Remove what builds that were killed have left beside ``place``."""
    for left in place.parent.glob(f"{_prefix(place)}*"):
        handle = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # another build is at work in it
        else:
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(handle)


def write_record(folder: Path) -> None:
    """Write down what the folder holds, so that it can be recognised and verified."""
    (folder / RECORD).write_text(json.dumps(digests(folder), indent=0) + "\n", encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder but the record, by path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


def _swap(fresh: Path, place: Path) -> None:
    """Let two folders change places, in one step where the system can do that."""
    if not place.exists():
        fresh.rename(place)
        return
    if sys.platform in ("linux", "darwin"):
        try:
            _exchange(fresh, place)
            return
        except OSError as error:
            if error.errno not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
                raise
    # Some network file systems cannot exchange: for one moment nothing is published.
    former = fresh.with_name(f"{fresh.name}-former")
    place.rename(former)
    fresh.rename(place)
    former.rename(fresh)


def _exchange(one: Path, other: Path) -> None:
    """Atomically exchange two paths: renameat2(2) on Linux, renamex_np(2) on macOS.

    Python's own library has no call for it. Raises OSError as the system says.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        rename_swap = 2
        failed = libc.renamex_np(first, second, rename_swap)
    else:
        at_fdcwd, rename_exchange = -100, 2
        failed = libc.renameat2(at_fdcwd, first, at_fdcwd, second, rename_exchange)
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def _os_error(out: Path, error: OSError) -> Exception:
    """What the system refused, in plain words; anything else is a bug and stays one."""
    if error.errno in NO_ROOM:
        what = "there is no room left on the disk for the new site"
        fix = "Free some space and build again; the published site is as it was"
    elif error.errno in NOT_ALLOWED:
        what = f"the new site cannot be written here ({error.strerror})"
        fix = "Check who may write there; the published site is as it was"
    else:
        return error
    return OutputError([Problem(out.as_posix(), 0, what, fix)])
