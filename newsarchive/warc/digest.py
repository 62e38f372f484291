"""Digests as WARC files state them: `algorithm:value`, the value in base32 or hexadecimal."""

import base64
import binascii
import hashlib

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


def stated_sha256(text: str | None) -> str | None:
    """The SHA-256 in hex that a header states; None for other algorithms and for what is none.

    >>> stated_sha256(base32("ab" * 32)) == "ab" * 32, stated_sha256("sha1:ABC")
    (True, None)
    """
    algorithm, _, value = (text or "").partition(":")
    if algorithm.strip().lower().replace("-", "") != "sha256":
        return None
    value = value.strip()
    try:
        raw = bytes.fromhex(value) if len(value) == 64 else base64.b32decode(value.upper())
    except (ValueError, binascii.Error):
        return None
    return raw.hex() if len(raw) == 32 else None
