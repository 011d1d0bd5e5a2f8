"""AES-256-GCM in plain Python: slow, small, and by nobody who wrote what it checks.

After FIPS 197 (the cipher) and NIST SP 800-38D (the mode). Tests open with it what the build has
locked with another library; `test_vault.py` checks it against published vectors first.
"""

from __future__ import annotations

from functools import reduce

BLOCK = 16


def _times_two(byte: int) -> int:
    return (byte << 1) ^ (0x11B if byte & 0x80 else 0)


def _product(a: int, b: int) -> int:
    """Of two elements of the field of AES."""
    total = 0
    while b:
        total ^= a if b & 1 else 0
        a, b = _times_two(a), b >> 1
    return total


def _substitute(byte: int) -> int:
    inverse = next((other for other in range(256) if _product(byte, other) == 1), 0)
    rotations = (inverse << n | inverse >> 8 - n for n in range(5))
    return reduce(int.__xor__, rotations, 0x63) & 0xFF


S_BOX = bytes(map(_substitute, range(256)))
ROW = [4 * ((i // 4 + i % 4) % 4) + i % 4 for i in range(BLOCK)]
"""Where each byte comes from when rows are shifted."""


def _expand(key: bytes) -> list[bytes]:
    """The fifteen round keys of a key of 32 bytes."""
    words = [key[at : at + 4] for at in range(0, 32, 4)]
    constant = 1
    for at in range(8, 60):
        word = words[-1]
        if at % 8 == 0:
            word = bytes(S_BOX[b] for b in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _times_two(constant)
        elif at % 8 == 4:
            word = bytes(S_BOX[b] for b in word)
        words.append(_xor(words[-8], word))
    return [b"".join(words[at : at + 4]) for at in range(0, 60, 4)]


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=False))


def _mix(state: bytes) -> bytes:
    mixed = bytearray()
    for at in range(0, BLOCK, 4):
        a, b, c, d = state[at : at + 4]
        for w, x, y, z in ((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c)):
            mixed.append(_times_two(w) ^ _times_two(x) ^ x ^ y ^ z)
    return bytes(mixed)


def encrypt_block(round_keys: list[bytes], block: bytes) -> bytes:
    """One block of 16 bytes under the keys of `_expand`."""
    state = _xor(block, round_keys[0])
    for number, round_key in enumerate(round_keys[1:], start=1):
        state = bytes(S_BOX[state[at]] for at in ROW)
        state = _xor(state if number == 14 else _mix(state), round_key)
    return state


def _hash(key: int, data: bytes) -> int:
    """GHASH, bit by bit."""
    total = 0
    for at in range(0, len(data), BLOCK):
        total ^= int.from_bytes(data[at : at + BLOCK], "big")
        product, factor = 0, key
        for bit in range(127, -1, -1):
            if total >> bit & 1:
                product ^= factor
            factor = factor >> 1 ^ (0xE1 << 120 if factor & 1 else 0)
        total = product
    return total


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % BLOCK)


def decrypt(key: bytes, iv: bytes, locked: bytes, bound: bytes) -> bytes:
    """What was locked: ciphertext and tag, 16 bytes; ``iv`` has 12.

    Raises ValueError where the tag is not that of the ciphertext and of ``bound``.
    """
    cipher, tag = locked[:-BLOCK], locked[-BLOCK:]
    keys = _expand(key)

    def pad(counter: int) -> bytes:
        return encrypt_block(keys, iv + counter.to_bytes(4, "big"))

    lengths = (8 * len(bound)).to_bytes(8, "big") + (8 * len(cipher)).to_bytes(8, "big")
    hash_key = int.from_bytes(encrypt_block(keys, bytes(BLOCK)), "big")
    hashed = _hash(hash_key, _padded(bound) + _padded(cipher) + lengths)
    if _xor(hashed.to_bytes(BLOCK, "big"), pad(1)) != tag:
        raise ValueError("this is not what was locked")
    stream = b"".join(pad(2 + at) for at in range(-(-len(cipher) // BLOCK)))
    return _xor(cipher, stream)
