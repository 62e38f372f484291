"""Keys for search: text without diacritics, and the two ways of placing a tone mark folded to one.

What is stored stays as printed; these go to separate search columns only.
"""

import re
from functools import lru_cache
from typing import Literal
from unicodedata import combining, normalize

from newsarchive.text.clean import compose
from newsarchive.text.syllable import Syllable, is_pronounceable, split_syllable

Style = Literal["old", "new"]
"""Old: hòa, thúy. New: hoà, thuý."""

_PLAIN = str.maketrans("đðøłħŧı", "ddolhti")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = "ăâêôơư"
_GLIDES = frozenset(("oa", "oe", "uy"))
_BACK_VOWELS = frozenset("aăâoôơuư")


class _FoldTable(dict[int, str | None]):
    """Translation by code point, filled as characters are met; bounded by the size of Unicode."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        plain = "".join(part for part in normalize("NFD", char.casefold()) if not combining(part))
        self[code] = value = normalize("NFC", plain).translate(_PLAIN) or None
        return value


_FOLD = _FoldTable()


def fold(s: str) -> str:
    """Without case, diacritics and strokes; what search compares. NFC and NFD give the same.

    >>> fold("Đảng bộ QUẬN 5")
    'dang bo quan 5'
    """
    return s.lower() if s.isascii() else s.translate(_FOLD)


def tone_key(s: str) -> str:
    """The text with every tone mark where the old style has it: hoà and hòa are one word. Case is kept.

    >>> tone_key("Uỷ ban, thuý, quý, hoà bình, gìa")
    'Ủy ban, thúy, quý, hòa bình, già'
    """
    return s if s.isascii() else place_tones(s, "old")


def place_tones(s: str, style: Style) -> str:
    """Put the tone mark of each Vietnamese syllable where `style` has it; other words stay. Case is kept.

    Repairs marks on the wrong vowel ("lựơng"), the same tone typed twice ("gìà"), half-typed "ươ" before a
    final ("truởng", "bưóc") and "ngh" before a back vowel ("nghành").

    Raises:
        ValueError: `style` is neither.

    >>> place_tones("hoà thuỷ quý toàn", "old"), place_tones("hòa thủy giừơng", "new")
    ('hòa thủy quý toàn', 'hoà thuỷ giường')
    """
    if style not in ("old", "new"):
        raise ValueError(f"style must be 'old' or 'new', not {style!r}")
    s = compose(normalize("NFC", s))
    place = _place_old if style == "old" else _place_new
    return " ".join([place(token) for token in s.split(" ")])


@lru_cache(maxsize=30_000)
def _place_old(token: str) -> str:
    return token if token.isascii() else _WORD.sub(lambda match: _place(match[0], "old"), token)


@lru_cache(maxsize=30_000)
def _place_new(token: str) -> str:
    return token if token.isascii() else _WORD.sub(lambda match: _place(match[0], "new"), token)


def _place(word: str, style: Style) -> str:
    if word[0] in "Ðð":
        word = ("Đ" if word[0] == "Ð" else "đ") + word[1:]
    parts = split_syllable(word)
    if parts is None:
        return word
    if parts.onset == "ngh" and parts.vowels[0] in _BACK_VOWELS:
        word, parts = word[:2] + word[3:], parts._replace(onset="ng")
    parts = parts._replace(vowels=_horned(parts))
    if not is_pronounceable(parts):
        return word
    letters = list(parts.onset + parts.vowels + parts.coda)
    if parts.tone:
        at = len(parts.onset) + _tone_index(parts, style)
        letters[at] = normalize("NFC", letters[at] + parts.tone)
    return "".join(new.upper() if old.isupper() else new for new, old in zip(letters, word, strict=True))


def _horned(parts: Syllable) -> str:
    """ "uơ" and "ưo" stand for "ươ" where something follows (thuở and huơ, with nothing after, are right)."""
    if parts.vowels[:2] in ("uơ", "ưo") and (parts.coda or len(parts.vowels) == 3):
        return "ươ" + parts.vowels[2:]
    return parts.vowels


def _tone_index(parts: Syllable, style: Style) -> int:
    """Which vowel letter carries the tone: the marked one, else by coda, length and style."""
    vowels = parts.vowels
    marked = max((index for index, vowel in enumerate(vowels) if vowel in _MARKED), default=-1)
    if marked >= 0:
        return marked
    if parts.coda:
        return len(vowels) - 1
    if len(vowels) == 3:
        return 1
    if vowels in _GLIDES:
        return 0 if style == "old" else 1
    return 0


def has_vietnamese(s: str) -> bool:
    """Whether a text has a letter that only Vietnamese uses (đ, ơ, ư, two marks, a hook or a dot below)."""
    return any("\u1ea0" <= char <= "\u1ef9" or char in "ăĂđĐơƠưƯĩĨũŨ" for char in s)
