"""Small real pictures made from their own path: coloured tiles as baseline JPEG or PNG."""

import struct
import zlib
from functools import lru_cache
from hashlib import sha256

WIDTH, HEIGHT = 480, 320
_TILE = 80
"""Edge of one coloured square, in pixels; a multiple of 8."""


@lru_cache(maxsize=256)
def picture(path: str) -> tuple[bytes, str]:
    """Bytes and content type of the picture at a path; the same path gives the same bytes, others differ.

    >>> picture("/a.jpg")[1], picture("/a.PNG")[1]
    ('image/jpeg', 'image/png')
    """
    seed = sha256(path.encode()).digest()
    if path.partition("?")[0].lower().endswith(".png"):
        return _png(seed), "image/png"
    return _jpeg(seed), "image/jpeg"


def _shade(seed: bytes, column: int, row: int, channel: int) -> int:
    return seed[(column * 7 + row * 11 + channel * 13) % len(seed)]


def _png(seed: bytes) -> bytes:
    rows = []
    for row in range(HEIGHT // _TILE):
        line = b"".join(
            bytes(_shade(seed, column, row, channel) for channel in range(3)) * _TILE
            for column in range(WIDTH // _TILE)
        )
        rows.append((b"\0" + line) * _TILE)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_DC_COUNTS = bytes((0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0))
"""Code lengths of the DC table of ITU-T T.81, annex K.3.1; its symbols are 0 to 11 in order."""


def _dc_codes() -> dict[int, tuple[int, int]]:
    """Size category → (code, bits)."""
    codes: dict[int, tuple[int, int]] = {}
    code = symbol = 0
    for bits, count in enumerate(_DC_COUNTS, start=1):
        for _ in range(count):
            codes[symbol] = (code, bits)
            code += 1
            symbol += 1
        code <<= 1
    return codes


def _jpeg(seed: bytes) -> bytes:
    """Baseline JPEG whose blocks carry a DC value alone; three components, no subsampling."""
    codes = _dc_codes()
    bits: list[str] = []
    last = [0, 0, 0]
    for row in range(HEIGHT // 8):
        for column in range(WIDTH // 8):
            for channel in range(3):
                value = _shade(seed, column * 8 // _TILE, row * 8 // _TILE, channel) - 128
                difference, last[channel] = value - last[channel], value
                size = abs(difference).bit_length()
                code, length = codes[size]
                bits.append(f"{code:0{length}b}")
                if size:
                    coded = difference if difference > 0 else difference + (1 << size) - 1
                    bits.append(f"{coded:0{size}b}")
                bits.append("0")  # end of block: the only AC code
    stream = "".join(bits)
    stream += "1" * (-len(stream) % 8)
    scan = int(stream, 2).to_bytes(len(stream) // 8, "big").replace(b"\xff", b"\xff\0")
    return b"".join((b"\xff\xd8", _jpeg_tables(), scan, b"\xff\xd9"))


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _jpeg_tables() -> bytes:
    components = b"".join(bytes((number, 0x11, 0)) for number in (1, 2, 3))
    frame = struct.pack(">BHHB", 8, HEIGHT, WIDTH, 3) + components
    scan = bytes((3, 1, 0, 2, 0, 3, 0, 0, 63, 0))
    return b"".join(
        (
            _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            _segment(0xDB, b"\0" + bytes((8,)) * 64),
            _segment(0xC0, frame),
            _segment(0xC4, b"\0" + _DC_COUNTS + bytes(range(12))),
            _segment(0xC4, b"\x10" + bytes((1,)) + bytes(15) + b"\0"),
            _segment(0xDA, scan),
        )
    )
