"""Opens what the build has locked, by other means: PyCryptodome, and PBKDF2 of hashlib."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from Crypto.Cipher import AES

HEADER, IV, TAG = 24, 12, 16


def decrypt(key: bytes, iv: bytes, locked: bytes, bound: bytes) -> bytes:
    """What was locked by AES-GCM: ciphertext and tag, 16 bytes; ``iv`` has 12.

    Raises ValueError where the tag is not that of the ciphertext and of ``bound``.
    """
    cipher = AES.new(key, AES.MODE_GCM, nonce=iv)
    cipher.update(bound)
    return cipher.decrypt_and_verify(locked[:-TAG], locked[-TAG:])


def content_key(door: str, password: str) -> bytes | None:
    """The key that a password gives, as the page with the door would find it; None without one."""
    known = json.loads(door)
    header = base64.b64decode(known["header"])
    assert header[:4] == b"SXP1"
    iterations = int.from_bytes(header[4:8], "big")
    opener = hashlib.pbkdf2_hmac("sha256", password.encode(), header[8:], iterations)
    for locked in map(base64.b64decode, known["keys"]):
        try:
            return decrypt(opener, locked[:IV], locked[IV:], header + b"key")
        except ValueError:
            continue
    return None


def open_file(key: bytes, name: str, file: bytes) -> tuple[dict[str, Any], bytes]:
    """What was locked under a name: what is known of it, and its content.

    Raises ValueError where it is not that file, or not whole.
    """
    header, locked = file[:HEADER], file[HEADER:]
    plain = decrypt(key, locked[:IV], locked[IV:], header + name.encode())
    from_ = 4 + int.from_bytes(plain[:4], "big")
    about = json.loads(plain[4:from_])
    content = plain[from_ : from_ + about["size"]]
    assert not plain[from_ + about["size"] :].strip(b"\0")
    return about, content
