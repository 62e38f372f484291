"""Captions: the line under a photo taken apart into what it shows and whose it is."""

import re

from newsarchive.text.folding import fold
from newsarchive.text.names import name_score
from newsarchive.text.outlets import is_outlet

_LABEL = (
    r"(?:[ẢảÁáA]nh(?: minh h[oọ][ạa]| tư liệu| chụp màn hình| cắt từ (?:clip|video)| và video)?|ẢNH"
    r"|Nguồn ảnh|nguồn ảnh|Nguồn|nguồn|NGUỒN|Đồ h[oọ][ạa]|đồ h[oọ][ạa]|Infographics?"
    r"|Hình(?: ảnh| minh h[oọ][ạa])?|Minh h[oọ][ạa]"
    r"|Photo|PHOTO|Video|Clip|Ảnh trong bài|Ảnh do|Credit|Tranh|Bản đồ|Theo)"
)
_BRACKETED = re.compile(
    rf"\s*[(\[]\s*({_LABEL})\s*[:：]\s*([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)[)\]]\s*([.…]?)\s*$"
)
_TRAILING = re.compile(rf"(?:^|(?<=[\s.,;!?…”\"')–—-]))({_LABEL})\s*[:：]\s*([^:：]*)$")
_UNLABELLED = re.compile(
    r"(?:^|\s*[(\[]|(?<=[.!?…”\"])\s+|\s+[-–—]\s+)"
    r"((?:[Ảả]nh|ẢNH) (?:minh h[oọ][ạa]|tư liệu|internet|chụp màn hình|nhân vật cung cấp"
    r"|NVCC|cắt từ (?:clip|video)|TL|[A-ZĐ]{2,}[^()\[\]:.]{0,40}))\s*[)\]]?\s*[.]?\s*$",
    re.IGNORECASE,
)
_BARE_SOURCE = re.compile(r"\s*[(\[]\s*([^()\[\]]{2,40})\s*[)\]]\s*([.]?)\s*$")
_LOOSE = frozenset(
    (
        *("tu lieu", "internet", "nvcc", "nhan vat cung cap", "chup man hinh", "cat tu clip", "cat tu video"),
        *("cat clip", "minh hoa", "suu tam", "tl", "ban doc cung cap", "facebook", "don vi cung cap"),
        *("gia dinh cung cap", "fb", "fbnv", "fb nhan vat", "tac gia", "tac gia cung cap"),
    )
)
_GIVEN_BY = re.compile(
    r".{0,50}\b(?:cung cap|gui|chup|tu lieu|suu tam|trich tu .*|cat tu .*|camera .*|man hinh)"
)
_SENTENCE_ENDS = (".", "!", "?", "…")
_MAX_CREDIT_CHARS = 80
_MAX_CREDIT_WORDS = 12
_MAX_TAIL_CHARS = 120
"""Credits without a label of their own stand in the last so many characters."""


def split_credit(printed: str) -> tuple[str | None, str | None]:
    """Take the credit off a printed caption: (caption, credit), either None where there is none.

    The credit is given without its label and brackets ("Ảnh:", "Đồ họa:"), its words as printed; where only
    the label is printed ("Ảnh minh họa") that is the credit. A full stop after the brackets goes to the
    caption.

    >>> split_credit("Các đại biểu dự hội nghị (Ảnh: Việt Dũng).")
    ('Các đại biểu dự hội nghị.', 'Việt Dũng')
    >>> split_credit("Lãnh đạo quận trao quà. Ảnh: Bá Hoạt/HNM")
    ('Lãnh đạo quận trao quà.', 'Bá Hoạt/HNM')
    >>> split_credit("Ảnh: Tư liệu.")
    (None, 'Tư liệu')
    """
    printed = printed.strip()
    for split in (_bracketed, _trailing, _unlabelled, _outlet_in_brackets):
        parts = split(printed)
        if parts is not None:
            caption, credit = parts
            caption = caption.strip()
            return caption if any(map(str.isalnum, caption)) else None, credit
    return printed or None, None


def is_credit(text: str) -> bool:
    """Whether a line is nothing but a credit ("Ảnh: TTXVN").

    >>> is_credit("Ảnh: Linh An"), is_credit("Ảnh: Toàn cảnh buổi lễ khai mạc diễn ra sáng nay tại quận 5")
    (True, False)
    """
    caption, credit = split_credit(text)
    return caption is None and credit is not None


def _bracketed(printed: str) -> tuple[str, str] | None:
    if ")" not in printed[-4:] and "]" not in printed[-4:]:
        return None
    match = _BRACKETED.search(printed)
    if not match:
        return None
    credit = match[2].strip(" .")
    if not credit or len(credit) > 2 * _MAX_CREDIT_CHARS:
        return None
    caption = printed[: match.start()].rstrip()
    if caption and match[3] and caption[-1] not in ".!?…":
        caption += match[3]
    return caption, credit


def _trailing(printed: str) -> tuple[str, str] | None:
    if ":" not in printed and "：" not in printed:
        return None
    match = _TRAILING.search(printed)
    if not match:
        return None
    if match[1] == "Theo" or (match[1] in ("Video", "Clip") and not match.start()):
        return None
    credit = _trim(match[2])
    if not _is_name_of_source(credit):
        return None
    caption = printed[: match.start()].rstrip(" -–—(|[/*")
    return caption, credit


def _trim(credit: str) -> str:
    credit = credit.strip().rstrip(";,]-–— ")
    if "(" not in credit:
        credit = credit.rstrip(") ")
    if credit.endswith(".") and not re.search(r"\b[A-ZĐ]\.[A-ZĐ]\.$", credit):
        credit = credit.rstrip(".").rstrip()
    return credit


def _is_name_of_source(credit: str) -> bool:
    """A name, an outlet or one of the usual phrases; a sentence after "Ảnh:" is a caption."""
    if not credit or len(credit) > _MAX_CREDIT_CHARS:
        return False
    key = fold(credit)
    if key in _LOOSE or is_outlet(credit) or _GIVEN_BY.fullmatch(key):
        return True
    words = [word for word in re.split(r"[\s/,;&+–—-]+", credit) if word and fold(word) != "va"]
    if not words or len(words) > _MAX_CREDIT_WORDS:
        return False
    capital = sum(not word[0].islower() for word in words)
    return not credit[0].islower() and (
        capital == len(words) or (len(words) <= 4 and capital * 2 > len(words))
    )


def _unlabelled(printed: str) -> tuple[str, str] | None:
    if "ảnh" not in printed.lower():
        return None
    match = _UNLABELLED.search(printed, max(len(printed) - _MAX_TAIL_CHARS, 0))
    if not match:
        return None
    credit = match[1].strip(" .")
    kind, _, name = credit.partition(" ")
    if name[0].isupper() and fold(name) not in _LOOSE and not name.lower().startswith(("minh h", "tư liệu")):
        is_bracketed = printed[match.start() :].lstrip()[:1] in ("(", "[")
        if not (
            is_outlet(name)
            or is_outlet(name.split("/")[0].strip())
            or (is_bracketed and name_score(name) > 0.7)
            or (
                printed[: match.start()].rstrip()[-1:] in _SENTENCE_ENDS
                and " " in name
                and name_score(name) > 0.8
            )
        ):
            return None
        credit = name
    caption = printed[: match.start()].rstrip(" -–—(")
    return caption, credit


def _outlet_in_brackets(printed: str) -> tuple[str, str] | None:
    if ")" not in printed[-4:] and "]" not in printed[-4:]:
        return None
    match = _BARE_SOURCE.search(printed, max(len(printed) - _MAX_TAIL_CHARS, 0))
    if not match or not match.start() or not is_outlet(match[1]):
        return None
    return printed[: match.start()].rstrip() + match[2], match[1].strip()
