"""Digests as WARC files state them: `algorithm:value`, the value in base32 or hexadecimal."""

import base64
import hashlib
from contextlib import suppress

KNOWN = frozenset(("md5", "sha1", "sha256", "sha384", "sha512"))


class Digests:
    """Holds bytes that go by against a stated digest, and counts others along the way."""

    def __init__(self, stated: str | None, *, always: str | None = None) -> None:
        algorithm, _, self._value = (stated or "").partition(":")
        self._algorithm = algorithm.strip().lower().replace("-", "")
        self._value = self._value.strip()
        names = {name for name in (self._algorithm, always) if name in KNOWN}
        self._running = {name: hashlib.new(name, usedforsecurity=False) for name in names if name}

    def update(self, data: bytes) -> None:
        for digest in self._running.values():
            digest.update(data)

    def hex(self, algorithm: str) -> str:
        """A digest that was asked for with `always`."""
        return self._running[algorithm].hexdigest()

    @property
    def agree(self) -> bool:
        """False only where a digest is stated that we can count and that differs."""
        if self._algorithm not in self._running or not self._value:
            return True
        raw = self._running[self._algorithm].digest()
        return (
            self._value.upper() == base64.b32encode(raw).decode("ascii") or self._value.lower() == raw.hex()
        )


def base32(sha256: str) -> str:
    """A hex SHA-256 as WARC headers state it.

    >>> base32("00" * 32)
    'sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA===='
    """
    return "sha256:" + base64.b32encode(bytes.fromhex(sha256)).decode("ascii")


def stated_digest(text: str | None) -> tuple[str, bytes] | None:
    """(algorithm, digest) that a header states; None for what is none, or of an algorithm that is not known here.

    >>> stated_digest("sha1:" + "A" * 32) == ("sha1", bytes(20)), stated_digest("sha1:ABC")
    (True, None)
    """
    algorithm, _, value = (text or "").partition(":")
    algorithm, value = algorithm.strip().lower().replace("-", ""), value.strip()
    if algorithm not in KNOWN:
        return None
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    for decode in (bytes.fromhex, _from_base32):
        with suppress(ValueError):  # binascii.Error is one
            raw = decode(value)
            if len(raw) == size:
                return algorithm, raw
    return None


def _from_base32(text: str) -> bytes:
    return base64.b32decode(text.upper() + "=" * (-len(text) % 8))


def stated_sha256(text: str | None) -> str | None:
    """The SHA-256 in hex that a header states; None for other algorithms and for what is none.

    >>> stated_sha256(base32("ab" * 32)) == "ab" * 32, stated_sha256("sha1:ABC")
    (True, None)
    """
    stated = stated_digest(text)
    return stated[1].hex() if stated is not None and stated[0] == "sha256" else None
