"""The one door for text read out of a page: entities, Unicode form, blanks, invisible characters.

Order matters: entities first, NFC last, because an entity may be followed by a raw combining mark.
"""

import html
import re
from unicodedata import normalize

from newsarchive.text.syllable import is_syllable

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ESCAPED_AGAIN = re.compile(r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)+(?=#?[a-zA-Z0-9]{1,31};)")
_BLANKS = re.compile(r"[\s\u180e\u2800\u3164]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]+"
)
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
_SOFT_HYPHEN_WORD = re.compile(r"\S*\xad\S*")
_LATE_HAT = re.compile("([àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸòóỏõọÒÓỎÕỌ])([\u0302\u0306])")
_ETH_WORD = re.compile(r"[^\W\d_]*[Ðð][^\W\d_]*")
_MAX_ESCAPES = 8
_UNUSUAL = re.compile("[^ -%'-~À-ÏÑ-ïñ-ɏẠ-ỹ–—‘’“”…•«»°²³]")
"""What `_clean` may change, and rare characters that it leaves. Of the others any text is in NFC: none of them joins
with another."""


def clean(s: str) -> str:
    """Text as a reader sees it: entities decoded, NFC, one blank between words, nothing invisible.

    Decodes what is left escaped (`&amp;ecirc;` in the source is `&ecirc;` here), turns `Ð` (U+00D0) into `Đ`
    where Vietnamese has it, joins marks typed in the wrong order, drops soft hyphens (not those that
    are the letter `ư` of TCVN3 text). The words stay as printed. Cleaning twice equals cleaning once.

    >>> clean("Ðảng&nbsp;bộ  c&ocirc;̉ \\u200b động")
    'Đảng bộ cổ động'
    """
    if "  " not in s and s[:1] != " " and s[-1:] != " " and not _UNUSUAL.search(s):
        return s
    return _clean(s)


def clean_line(s: str) -> str:
    """The same for a text of several lines, as mark-up breaks them: any run of blanks is one.

    >>> clean_line(" Đảng bộ\\n   quận ")
    'Đảng bộ quận'
    """
    s = s.strip()
    if "  " in s or _UNUSUAL.search(s):
        s = " ".join(s.split())
        return _clean(s) if _UNUSUAL.search(s) else s
    return s


def _clean(s: str) -> str:
    if "&" in s:
        s = unescape(s)
    if "\xad" in s:
        s = _SOFT_HYPHEN_WORD.sub(_soft_hyphens, s)
    s = _C1.sub(_from_cp1252, s)
    s = _INVISIBLE.sub("", s)
    s = normalize("NFC", s)
    s = compose(s)
    if "Ð" in s or "ð" in s:
        s = _ETH_WORD.sub(_stroke, s)
    return _BLANKS.sub(" ", s).strip()


def clean_lines(s: str) -> list[str]:
    """The lines of a text, each cleaned, empty ones left out.

    >>> clean_lines("Tin khác\\r\\n  \\n Mai&nbsp;Khuê ")
    ['Tin khác', 'Mai Khuê']
    """
    return [line for line in map(clean, s.splitlines()) if line]


def unescape(s: str) -> str:
    """Decode entities that end in a semicolon, also when they were escaped twice ("AT&T" and "&copy=1" stay).

    >>> unescape("Qu&amp;acirc;n khu, R&D, &unknown;")
    'Quân khu, R&D, &unknown;'
    """
    for _ in range(_MAX_ESCAPES):
        before = s
        s = _ENTITY.sub(lambda match: html.unescape(match[0]), _ESCAPED_AGAIN.sub("&", s))
        if s == before or "&" not in s:
            break
    return s


def compose(s: str) -> str:
    """Join what NFC does not: a tone typed before its circumflex or breve ("á" + U+0302 → "ấ"). Takes NFC."""
    if "\u0302" in s or "\u0306" in s:
        return _LATE_HAT.sub(_hat, s)
    return s


def _hat(match: re.Match[str]) -> str:
    letter, *marks = list(normalize("NFD", match[1]))
    joined = normalize("NFC", letter + match[2] + "".join(marks))
    return joined if len(joined) == 1 else match[0]


def _from_cp1252(match: re.Match[str]) -> str:
    """A C1 control is a windows-1252 character that was read as Latin-1, as HTML says; the five holes go."""
    return match[0].encode("latin-1").decode("cp1252", "ignore")


def _soft_hyphens(match: re.Match[str]) -> str:
    """Drop them, unless the word is TCVN3, where the byte AD is the letter ư ("Ph\xad¬ng")."""
    word = match[0]
    core = word.strip(".,;:!?\"'()[]“”‘’…-–")
    plain = word.replace("\xad", "")
    if is_syllable(core.replace("\xad", "ư")) and not is_syllable(core.replace("\xad", "")):
        return word
    if any(char in _TCVN3_COMPANIONS for char in word):
        return word
    return plain


_TCVN3_COMPANIONS = frozenset("¬®¨©ª«µ¶¸¹»¼½¾Æ×Ø¤¥¦§")


def _stroke(match: re.Match[str]) -> str:
    """Eth to đ where Vietnamese can have it: first letter of a syllable, or anywhere in capitals ("HÐND")."""
    word = match[0]
    if word.isupper():
        return word.replace("Ð", "Đ")
    if word[0] in "Ðð":
        return ("Đ" if word[0] == "Ð" else "đ") + word[1:]
    return word
