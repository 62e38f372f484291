"""From bytes to text, once: byte order mark, header, meta, and what the bytes themselves say.

The rules of HTML with three additions that real pages need: bytes that are valid UTF-8 are UTF-8 whatever
is declared; pages from before Unicode are recognised by their spelling; text that was encoded twice is set right.
"""

import codecs
import re
from dataclasses import dataclass
from unicodedata import normalize

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from newsarchive.model.finding import Finding
from newsarchive.text.legacy import Encoding, decode_legacy, sniff

_LEGACY_NAMES: dict[str, Encoding] = {
    **dict.fromkeys(
        ("tcvn", "tcvn3", "tcvn-5712", "tcvn5712-1", "x-viet-tcvn", "x-viet-tcvn5712", "abc"), "tcvn3"
    ),
    **dict.fromkeys(("vni", "x-viet-vni", "x-vni"), "vni"),
    **dict.fromkeys(("viscii", "csviscii", "x-viet-viscii"), "viscii"),
    **dict.fromkeys(("windows-1258", "cp1258", "x-cp1258"), "windows-1258"),
}
_WESTERN = frozenset(("cp1252", "iso8859-1", "latin-1", "ascii", "cp1250", "iso8859-15"))
"""What people declare who declare nothing in particular."""
_TWICE = re.compile("[\xc2-\xc6\xe1\xe2\xef][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽžŸ]{1,2}")
_RUN = re.compile("(?:[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){2,}")
_PAIRS = (("»", "á»"), ("º", "áº"), ("‘", "Ä‘"), ("\x91", "Ä\x91"), ("€", "â€"), ("\x80", "â\x80"))
"""Pairs of which every Vietnamese page that was encoded twice has some, each with its rarer half: looking for one
character is several times as fast as looking for two."""
_TILDE_PAIR = re.compile("Ã[\x80-\xbf]")
_MIN_TWICE = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A body as text."""

    text: str
    """Not normalised, line ends as they came; bytes that are no text are U+FFFD."""
    encoding: str
    """Python's name of the codec, or "tcvn3", "vni", "viscii"."""
    findings: tuple[Finding, ...] = ()
    sound: bytes | None = None
    """The very bytes, where they are this text in UTF-8: saves encoding it again for the parser."""

    @property
    def utf8(self) -> bytes:
        """The text in UTF-8; lone surrogates as question marks."""
        return self.text.encode("utf-8", "replace") if self.sound is None else self.sound


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page.

    Args:
        body: Bytes with the content encoding taken off.
        content_type: The header as sent, such as "text/html; charset=utf-8".
    """
    bom, found = read_bom(body)
    if bom and found:
        return _strictly(body[len(found) :], bom)
    declared = _declared(body, content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, declared)
    if declared in _LEGACY_NAMES and body.isascii():
        return Decoded(text=text, encoding="ascii")
    if body.isascii() and b"\x1b" in body and declared:
        return _strictly(body, declared)
    return _checked(text, declared, body)


def _declared(body: bytes, content_type: str) -> str | None:
    """The declared charset: header first, then meta; lower case, resolved where Python knows it."""
    for name in (http_content_type_encoding(content_type), html_body_declared_encoding(body[:4096])):
        if name:
            return name.lower()
    match = re.search(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{3,20})", body[:4096])
    raw = (re.search(r"charset\s*=\s*[\"']?([\w-]+)", content_type) or [None, None])[1]
    name = raw or (match[1].decode("ascii") if match else None)
    return name.lower() if name else None


def _checked(text: str, declared: str | None, body: bytes) -> Decoded:
    """Valid UTF-8: repair what was encoded twice, and say so where something else was declared."""
    findings: list[Finding] = []
    codec = resolve_encoding(declared) if declared else None
    if codec and codec != "utf-8" and not text.isascii():
        findings.append(_finding("wrong-charset", f"Declared as {declared}, but the bytes are UTF-8."))
    repaired = repair_mojibake(text) if _maybe_twice(text) else text
    if repaired != text:
        findings.append(_finding("mixed-encoding", "UTF-8 that had been read as windows-1252 was set right."))
    sound = body if repaired is text else None
    return Decoded(text=repaired, encoding="utf-8", findings=tuple(findings), sound=sound)


def _maybe_twice(text: str) -> bool:
    """Whether some pair of characters is there without which no text was encoded twice."""
    if any(rare in text and pair in text for rare, pair in _PAIRS):
        return True
    return "Ã" in text and _TILDE_PAIR.search(text) is not None


def _not_utf8(body: bytes, declared: str | None) -> Decoded:
    codec = resolve_encoding(declared) if declared else None
    if declared in _LEGACY_NAMES:
        return _legacy(body, _LEGACY_NAMES[declared], declared=True)
    if _is_nearly_utf8(body):
        message = "Some bytes are not UTF-8 and were replaced by U+FFFD."
        text = body.decode("utf-8", "replace")
        return Decoded(text=text, encoding="utf-8", findings=(_finding("invalid-utf8", message),))
    if codec and codec not in _WESTERN and codec != "utf-8":
        return _strictly(body, codec)
    encoding = sniff(body)
    if encoding:
        return _legacy(body, encoding, declared=False)
    findings: tuple[Finding, ...] = ()
    if codec == "utf-8":
        findings = (
            _finding("wrong-charset", "Declared as utf-8, but the bytes are not; read as windows-1252."),
        )
    return Decoded(text=body.decode("cp1252", "replace"), encoding="cp1252", findings=findings)


def _is_nearly_utf8(body: bytes) -> bool:
    """Whether most of the bytes above ASCII are sound UTF-8: a good page with a cut character or two."""
    text = body.decode("utf-8", "replace")
    sound = sum(char > "\x7f" for char in text)
    broken = text.count("\ufffd")
    return sound - broken > 4 * broken


def _legacy(body: bytes, encoding: Encoding, *, declared: bool) -> Decoded:
    how = "declared" if declared else "recognised by its spelling"
    finding = _finding("legacy-encoding", f"The page is in {encoding} ({how}) and was converted.")
    return Decoded(text=decode_legacy(body, encoding), encoding=encoding, findings=(finding,))


def _strictly(body: bytes, codec: str) -> Decoded:
    """Decode as told, with a finding where bytes had to be replaced."""
    try:
        return Decoded(text=body.decode(codec), encoding=codec)
    except UnicodeDecodeError:
        code = "invalid-utf8" if codecs.lookup(codec).name == "utf-8" else "mixed-encoding"
        message = f"Some bytes are not {codec} and were replaced by U+FFFD."
        return Decoded(
            text=body.decode(codec, "replace"), encoding=codec, findings=(_finding(code, message),)
        )


def _finding(code: str, message: str) -> Finding:
    return Finding(code=code, message=message)


def repair_mojibake(text: str) -> str:
    """Set right UTF-8 that was read as windows-1252 and encoded again ("Äáº£ng" for "Đảng"); else unchanged.

    >>> repair_mojibake("TiÃªn tiáº¿n, Ä‘á»“ng"), repair_mojibake("café “Á Âu”")
    ('Tiên tiến, đồng', 'café “Á Âu”')
    """
    if len(_TWICE.findall(text)) < _MIN_TWICE:
        return text
    repaired, count = _RUN.subn(_once, text)
    return normalize("NFC", repaired) if count and repaired != text else text


def _once(match: re.Match[str]) -> str:
    """The run decoded once more, where all of it is sound UTF-8."""
    try:
        return bytes(_byte(char) for char in match[0]).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return match[0]


def _byte(char: str) -> int:
    code = ord(char)
    return code if code < 0x100 else char.encode("cp1252")[0]
