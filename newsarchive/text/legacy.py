"""Vietnamese from before Unicode: TCVN3 (ABC), VNI, VISCII, windows-1258, VIQR; whole texts and fragments.

A mis-read text shows Latin-1 letters and signs where Vietnamese letters belong ("ViÖt Nam"). It is converted
only where the result is Vietnamese spelling and the text as it stands is not: a false repair is worse than a
missed one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from newsarchive.text.folding import place_tones
from newsarchive.text.syllable import is_syllable

Encoding = Literal["tcvn3", "vni", "viscii", "windows-1258", "viqr"]

TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
"""TCVN 5712 as the .Vn fonts use it: small toned letters only; a font of its own shows them as capitals."""
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
VISCII = _VISCII_LOW | {0x80 + index: letter for index, letter in enumerate(_VISCII_HIGH)}
"""RFC 1456."""


def _vni_table() -> dict[str, str]:
    """VNI Windows fonts: a base letter and a mark beside it, and six letters of their own."""
    marks = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
    hats = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
    breves = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
    table = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    for base, plain in {**{vowel: vowel for vowel in "aeouy"}, "ô": "ơ", "ö": "ư"}.items():
        table |= {base + mark: normalize("NFC", plain + tone) for mark, tone in marks.items()}
    for base in "aeo":
        table |= {base + mark: normalize("NFC", base + "\u0302" + tone) for mark, tone in hats.items()}
    table |= {"a" + mark: normalize("NFC", "a\u0306" + tone) for mark, tone in breves.items()}
    upper = {key.upper(): value.upper() for key, value in table.items()}
    title = {key[0].upper() + key[1:]: value.upper() for key, value in table.items() if len(key) == 2}
    return table | title | upper


VNI = _vni_table()
_VNI = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_VIQR_LETTER = re.compile(r"(?:[dD][dD])|([aeoAEO]\^|[aA]\(|[uoUO][+*]|[aeiouyAEIOUY])(['`?~.]?)")
_VIQR_HATS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323", "": ""}
_VIQR_WORD = re.compile(r"(?:[A-Za-z]+[\^(+*'`?~.]+)+[A-Za-z]*|[A-Za-z]*[dD]d[A-Za-z]*")
_VIQR_SURE = re.compile(r"[aeoAEO]\^|[uoUO]\+|[aA]\(")

_TOKEN = re.compile(r"[^\s.,;:!?\"“”‘’'()\[\]…/\\–—-]+")
_FOREIGN = re.compile(r"[\x80-\xff]")
_SIGNS = frozenset("µ¸¶·¹¨»¾¼½©®ª«¬\xad×÷ß¡¢£¤¥¦§±¯°²³´þÞ")
_ODD_CAPITAL = re.compile(r"[a-zà-ÿ][À-Þ]|[a-z][¡-¿]")
_UNIT = re.compile(r"\W*[a-zA-Z]{1,3}[¹²³]\W*")
"""A unit of measure ("m²", "km³"), in all encodings more likely than a word."""
_ODD = re.compile(r"[µ¸¶·¹¨»¾¼½©®ª«¬\xad×÷ß¡¢£¤¥¦§±¯°²³´þÞ]|[a-zà-ÿ][À-Þ]|[a-z][¡-¿]")
_MAYBE_ODD = re.compile(r"[\xa1-\xdf\xf7\xfe]")
_UNICODE_LETTER = re.compile("[\u0102-\u01b0\u1ea0-\u1ef9]")
_SINGLE_BYTE: tuple[Encoding, ...] = ("tcvn3", "vni", "windows-1258", "viscii")
_MIN_WORDS = 2
"""Without a sign inside a word (§¶ng), so many words must turn right."""
_MIN_SHARE = 0.75
_FEW_WORDS = 6
_AROUND_VIQR = ".,;:?'\"()"
_MAX_WORD_CHARS = 16
"""Two characters a letter (VNI) and the longest syllable ("nghiêng")."""
_SNIFF_CHARS = 20_000
_BORROWED = frozenset({"neáng"})
"""Words in today's letters that no Vietnamese syllable is: before names of Khmer women."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Repaired:
    """A text after repair. `encoding` is None where nothing was changed."""

    text: str
    encoding: Encoding | None = None
    mixed: bool = False
    """Whether only some words were converted, inside text that was right."""


def is_plain(text: str) -> bool:
    """Whether a text has letters of today's Vietnamese and not one sign of a legacy encoding: most have."""
    return _UNICODE_LETTER.search(text) is not None and _MAYBE_ODD.search(text) is None


def repair(text: str) -> Repaired:
    """Convert legacy Vietnamese in a text that was read as Latin-1 or windows-1252; other text stays.

    >>> repair("Céng hßa X· héi Chñ nghÜa ViÖt Nam").text
    'Cộng hòa Xã hội Chủ nghĩa Việt Nam'
    >>> repair("Môn To¸n học").text, repair("Müller, café, Đảng").encoding
    ('Môn Toán học', None)
    """
    if text.isascii():
        return _repair_viqr(text)
    proper = _UNICODE_LETTER.search(text) is not None
    if proper and not (_MAYBE_ODD.search(text) and _ODD.search(text)):
        return Repaired(text=text)
    if not _FOREIGN.search(text):
        return Repaired(text=text)
    words = [word for word in set(_TOKEN.findall(text)) if not word.isascii()]
    if proper:
        return _repair_words(text, words)
    encoding = _vote(words) or _vote_of_few(_TOKEN.findall(text))
    if encoding is None:
        return Repaired(text=text)
    return Repaired(text=convert(text, encoding), encoding=encoding)


def convert(text: str, encoding: Encoding) -> str:
    """Convert a mis-read text that is known to be of `encoding`.

    Raises:
        KeyError: no such encoding.
    """
    return normalize("NFC", _CONVERT[encoding](text))


def decode_legacy(body: bytes, encoding: Encoding) -> str:
    """Decode bytes that are known to be of `encoding`; VIQR is ASCII.

    Raises:
        KeyError: no such encoding.
    """
    if encoding == "windows-1258":
        return normalize("NFC", body.decode("cp1258", "replace"))
    return convert(body.decode("latin-1"), encoding)


def sniff(body: bytes) -> Encoding | None:
    """Which legacy encoding a page's bytes are in, or None. Bytes that are UTF-8 have none."""
    text = _visible(body.decode("latin-1"))[:_SNIFF_CHARS]
    words = [word for word in set(_TOKEN.findall(text)) if not word.isascii()]
    return _vote(words)


def _visible(text: str) -> str:
    return re.sub(r"<(?:script|style)\b[^>]*>[^<]*|<[^<>]*>|<!--", " ", text)


def _vote(words: list[str]) -> Encoding | None:
    """The encoding that turns most of the non-ASCII words into Vietnamese, if it turns enough of them."""
    if not words:
        return None
    short = [word for word in words if len(word) <= _MAX_WORD_CHARS]
    right_now = sum(_is_vietnamese(word) for word in short)
    turned: dict[Encoding, int] = {
        encoding: sum(_is_vietnamese(convert(word, encoding)) for word in short) for encoding in _SINGLE_BYTE
    }
    encoding = max(turned, key=lambda name: turned[name])
    right = turned[encoding]
    sure = any(_is_odd(word) for word in words)
    if right < _MIN_SHARE * len(words):
        return None
    if right - right_now >= _MIN_WORDS or (sure and right > right_now):
        return encoding
    return None


def _vote_of_few(words: list[str]) -> Encoding | None:
    """The only encoding that makes Vietnamese of every word of a heading that is none as it stands: "Tin vaén"."""
    if not 2 <= len(words) <= _FEW_WORDS or all(_is_vietnamese(word) for word in words):
        return None
    if any(word.lower() in _BORROWED for word in words):
        return None
    found = [
        encoding
        for encoding in _SINGLE_BYTE
        if all(_is_vietnamese(convert(word, encoding)) for word in words)
    ]
    return found[0] if len(found) == 1 else None


def _repair_words(text: str, words: list[str]) -> Repaired:
    """Convert single words inside proper Vietnamese: those with a sign or capital that no word can hold."""
    odd = [word for word in words if _is_odd(word) and not _UNICODE_LETTER.search(word)]
    odd = [word for word in odd if not _UNIT.fullmatch(word)]
    odd = [word for word in odd if not _is_vietnamese(word) and any(char.isascii() for char in word)]
    if not odd:
        return Repaired(text=text)
    encoding = _vote(odd)
    if encoding is None:
        return Repaired(text=text)
    chosen = {word: convert(word, encoding) for word in odd}
    chosen = {word: new for word, new in chosen.items() if _is_vietnamese(new)}
    fixed = _TOKEN.sub(lambda match: chosen.get(match[0], match[0]), text)
    return Repaired(text=fixed, encoding=encoding, mixed=True)


def _is_odd(word: str) -> bool:
    """Whether a word holds what no language writes inside a word: a sign, or a capital after a small letter."""
    core = word.strip("«»©®·°")
    return any(char in _SIGNS for char in core) or bool(_ODD_CAPITAL.search(core))


@lru_cache(maxsize=10_000)
def _is_vietnamese(word: str) -> bool:
    """A syllable with its tone where one of the two styles puts it."""
    if word.lower() in _BORROWED:
        return True
    if not word or not is_syllable(word):
        return False
    return word in (place_tones(word, "old"), place_tones(word, "new"))


def _from_tcvn3(text: str) -> str:
    return _TOKEN.sub(lambda match: _capitals(match[0], match[0].translate(TCVN3)), text)


def _capitals(before: str, after: str) -> str:
    """TCVN3 prints capitals by a font: small toned letters among capital ASCII ones are capitals."""
    ascii_letters = [char for char in before if char.isascii() and char.isalpha()]
    if not ascii_letters or any(char.islower() for char in ascii_letters):
        return after
    return after.upper() if any(char.isascii() and char.isupper() for char in before[1:]) else after


def _from_vni(text: str) -> str:
    return _VNI.sub(lambda match: VNI[match[0]], text)


def _from_viscii(text: str) -> str:
    return "".join(VISCII.get(code, char) if code >= 0 else char for char, code in _codes(text))


def _from_1258(text: str) -> str:
    return "".join(
        bytes([code]).decode("cp1258", "replace") if code > 0x7F else char for char, code in _codes(text)
    )


def _codes(text: str) -> list[tuple[str, int]]:
    """Each character with the byte it was read from (windows-1252, Latin-1 for its holes); -1 for none."""
    return [(char, _BYTE_OF.get(char, ord(char) if ord(char) < 0x100 else -1)) for char in text]


_BYTE_OF = {bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
_BYTE_OF.pop("", None)


def _repair_viqr(text: str) -> Repaired:
    if not _VIQR_SURE.search(text):
        return Repaired(text=text)
    words = set(_VIQR_WORD.findall(text))
    turned = [word for word in words if is_syllable(_viqr_word(word.rstrip(".?'")))]
    sure = [word for word in turned if _VIQR_SURE.search(word)]
    plain = max(1, len(text.split()))
    if (
        sure
        and 2 <= plain <= _FEW_WORDS
        and all(
            is_syllable(_viqr_word(word.strip(_AROUND_VIQR))) or is_syllable(_viqr_word(word.strip(".,;:")))
            for word in text.split()
        )
    ):
        return Repaired(text=convert(text, "viqr"), encoding="viqr")
    if len(sure) < _MIN_WORDS or len(turned) < _MIN_SHARE * len(words) or len(words) * 4 < min(plain, 40):
        return Repaired(text=text)
    return Repaired(text=convert(text, "viqr"), encoding="viqr")


def _from_viqr(text: str) -> str:
    return _VIQR_WORD.sub(_viqr_with_tail, text)


def _viqr_with_tail(match: re.Match[str]) -> str:
    """A full stop, question mark or quote at the end is a tone where the sentence goes on behind it, a quote also where
    none was opened; elsewhere only where the word is none without it."""
    word, text = match[0], match.string
    core = word.rstrip(".?'")
    tail = word[len(core) :]
    plain, toned = _viqr_word(core), _viqr_word(core + tail[:1])
    after = text[match.end() : match.end() + 2]
    goes_on = after[:1] in (",", ";", ":") or (after[:1] == " " and after[1:].islower())
    is_tone = goes_on or (
        tail[:1] == "'" and text[max(0, match.start() - 1) : match.start()] not in ("'", '"')
    )
    if is_syllable(toned) and (is_tone or not is_syllable(plain)):
        return toned + tail[1:]
    return plain + tail


def _viqr_word(word: str) -> str:
    return normalize("NFC", _VIQR_LETTER.sub(_viqr_letter, word))


def _viqr_letter(match: re.Match[str]) -> str:
    if match[1] is None:
        return "Đ" if match[0][0] == "D" else "đ"
    letter, hat = match[1][0], match[1][1:]
    return letter + (_VIQR_HATS[hat] if hat else "") + _VIQR_TONES[match[2]]


_CONVERT: dict[str, Callable[[str], str]] = {
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
    "viscii": _from_viscii,
    "windows-1258": _from_1258,
    "viqr": _from_viqr,
}
