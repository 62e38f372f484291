"""The spelling of one Vietnamese syllable: onset, vowels, coda, tone. Folding and repair stand on it."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

TONES = "\u0300\u0301\u0309\u0303\u0323"
"""Huyền, sắc, hỏi, ngã, nặng as combining marks."""
VOWELS = "aăâeêioôơuưy"
LETTERS = "a-zA-Zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ" + (
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
"""Inside of a character class: every letter that Vietnamese or English text uses."""


def words(text: str) -> frozenset[str]:
    """A set written as one line of words."""
    return frozenset(text.split())


ONSETS = words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x") | {""}
CODAS = words("c ch m n ng nh p t") | {""}
STOPS = words("c ch p t")
CLUSTERS = words(
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi oo ôi ôô ơi"
    " ua uâ uây ue uê uêu ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu"
)
"""Vowel letters that stand together in a syllable, the `u` of `qu` and the `i` of `gi` not counted."""
CLOSED_ONLY = words("ă â iê oă oo ôô uâ uô ươ yê uyê")
"""Of these, the ones that need a final consonant."""
OPEN_ONLY = words(
    "ai ao au ay âu ây eo êu ia iêu iu oai oao oay oeo oi ôi ơi ua uây uêu ui uôi uya uyu"
    " ưa ưi ươi ươu ưu yêu"
)
"""Of these, the ones that take none."""


class Syllable(NamedTuple):
    """Lower-case parts. `vowels` carry their hats and horns but no tone; `tone` is a combining mark or ""."""

    onset: str
    vowels: str
    coda: str
    tone: str


def _untoned() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for vowel in VOWELS:
        table[vowel] = (vowel, "")
        for tone in TONES:
            table[unicodedata.normalize("NFC", vowel + tone)] = (vowel, tone)
    return table


UNTONED: dict[str, tuple[str, str]] = _untoned()
"""Lower-case NFC vowel letter → (the same without its tone, the tone)."""
_HEAD = re.compile(r"(?:ngh|ng|nh|ch|th|tr|kh|ph|gh|[bcdđghklmnpqrstvx])?")


@lru_cache(maxsize=20_000)
def split_syllable(word: str) -> Syllable | None:
    """Take a word apart, or None where it cannot be spelled in Vietnamese.

    The place of the tone mark is not judged: "hoà", "hòa" and "gìa" have parts; two tones have none.

    >>> split_syllable("Nguyễn")
    Syllable(onset='ng', vowels='uyê', coda='n', tone='̃')
    >>> split_syllable("Smith") is None
    True
    """
    letters, tone = [], ""
    for char in word.lower():
        plain, mark = UNTONED.get(char, (char, ""))
        if mark and tone and mark != tone:
            return None
        letters.append(plain)
        tone = mark or tone
    return _parts("".join(letters), tone)


def _parts(plain: str, tone: str) -> Syllable | None:
    match = _HEAD.match(plain)
    onset = match[0] if match else ""
    rest = plain[len(onset) :]
    if onset == "q":
        if not rest.startswith("u"):
            return None
        onset, rest = "qu", rest[1:]
    elif onset == "g" and rest.startswith("i") and rest[1:2] and rest[1:2] in VOWELS:
        onset, rest = "gi", rest[1:]
    count = 0
    while count < len(rest) and rest[count] in VOWELS:
        count += 1
    vowels, coda = rest[:count], rest[count:]
    return Syllable(onset, vowels, coda, tone) if vowels and coda in CODAS else None


def is_syllable(word: str) -> bool:
    """Whether a word is spelled as a Vietnamese syllable can be, tones included (not "toàc").

    >>> [is_syllable(word) for word in ("thuở", "giường", "quýt", "week", "tap", "tạp")]
    [True, True, True, False, False, True]
    """
    parts = split_syllable(word)
    return parts is not None and is_spelled(parts)


def is_spelled(parts: Syllable) -> bool:
    """Whether parts go together: known onset, vowels and coda, and a tone that the coda allows."""
    if not is_pronounceable(parts):
        return False
    if parts.coda:
        return parts.vowels not in OPEN_ONLY
    return parts.vowels not in CLOSED_ONLY


def is_pronounceable(parts: Syllable) -> bool:
    """The same without asking whether the vowels want or refuse a coda, for text with slips ("thưở")."""
    if parts.onset not in ONSETS or parts.vowels not in CLUSTERS or parts.coda not in CODAS:
        return False
    return parts.coda not in STOPS or parts.tone in ("\u0301", "\u0323")
