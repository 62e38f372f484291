"""The prefix that opens a lead: the site's own ("(Thanhuytphcm.vn) -"), an agency's ("Hà Nội (TTXVN) –").

The day ("Sáng 26/1, …") is a part of the sentence and stays in it.
"""

import re

from newsarchive.text.folding import fold
from newsarchive.text.outlets import is_domain, is_outlet
from newsarchive.text.syllable import words

_DASH = r"[-–—‒−]"
_ANY_DASH = re.compile(_DASH)
_MAX_PREFIX_CHARS = 130
_MAX_BARE_CHARS = 40
"""A name without brackets is shorter."""
_BRACKETED = re.compile(rf"[(\[]\s*([^()\[\]]{{2,40}}?)\s*[)\]]\s*({_DASH}{{1,2}}|:)?\s*")
_BARE = re.compile(rf"([^\s()\[\]–—‒−:,;!?\"“”][^()\[\]–—‒−:,;!?\"“”]{{0,30}}?)(\s*)({_DASH}{{1,2}})(\s*)")
_PLACED = re.compile(
    rf"([^\s()\[\]:;!?\"“”][^()\[\]:;!?\"“”]{{1,50}}?)\s*\(\s*([^()]{{2,30}}?)\s*\)\s*({_DASH}{{1,2}})\s*"
)
_PLACED_AFTER = re.compile(rf"([^\s()]{{2,20}}?)\s*\(([^()]{{2,40}})\)\s*({_DASH}{{1,2}})\s*")
_PERSON = words("ong ba anh chi em dong chi ngai thay co bac chu su")
_INITIALS = re.compile(r"[A-ZĐ][A-ZĐƯƠ&]{1,6}[0-9]{0,2}(?:\s(?:Online|online|Plus))?")
_SITE_WORDS = words("kinhtedothi vietnamplus vietnamnet hanoimoi chinhphu daidoanket congthuong")
_SITE_WORD = re.compile(
    r"(?:Bao|Tapchi|Dai|Thanhuy|Tinhuy)[a-z]{3,}|[A-Za-z]{3,}(?:online|plus|\+)", re.IGNORECASE
)
_NOT_A_SOURCE = re.compile(
    r"(?:ky|bai|tap|phan|so|tiep theo|anh|video|clip|infographic|emagazine|megastory|podcast|truc tiep"
    r"|cap nhat|moi|xem|nguon|theo|chu thich|ban doc|tin|nong|live"
    r"|photo|chum anh|chuong|muc|dieu|quy|thang|ngay"
    r"|nam)(?:\s.*)?"
)
_COMMON_INITIALS = words(
    "ASEAN APEC WTO WHO EU UN LHQ NATO GDP CPI FDI ODA FTA CPTPP RCEP EVFTA BRICS OPEC G7 G20 IMF WB ADB"
    " FED ECB AI IT ICT IOT HIV AIDS COVID SARS FIFA UEFA AFC AFF VFF VPF SEA SEAGAMES HLV CLB VDV U16 U17"
    " U18 U19 U20 U21 U22 U23 TP TPHCM HCM HN VN USD VND XHCN HDND UBND MTTQ DBQH QH BCH BCT TW CSVN TNCS"
    " CNXH CNH HDH KHCN GTVT BHXH BHYT BHTN THPT THCS TH DH CD SV HS GV PGS TS THS GS NSND NSUT NXB TBT CTN"
    " TTG TT PCT CT BT UV NQ CP KT XH VH ANQP QP AN NTM OCOP DBSCL KTXH PCCC CSGT LLVT BDBP DN HTX"
    " KCN KCX KT-XH VAR MU PSG MC CEO CFO OK NO LGBT US UK UAE IS ISIS NGO VIP TNHH BOT PPP SGK LED LNG TV"
    " FPT PNJ EVN PVN VNPT BIDV ACB VCB VNG TKV SJC HAGL ACV VNR MWG HPG VIC NASA"
)
"""Initials that open sentences and are no paper."""
_CAPITAL = re.compile(r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ0-9\"“'‘(]")
_MIN_PLACE_WORDS = 2
"""A paper that no list holds is called after a place of so many words: "Sông Mã Online"."""
_MAX_PREFIXES = 2
_MIN_REST_CHARS = 12


def split_dateline(lead: str) -> tuple[str | None, str]:
    """Split the prefix of a lead off: (prefix as printed, rest). Without one: (None, the lead unchanged).

    A prefix names the source: a host, a paper, an agency or an unknown one of that shape (capitals before a
    dash). Ordinary openings with a dash stay ("Covid-19 - …", "ASEAN - Trung Quốc", "(Bài 2) - …").

    >>> split_dateline("(Thanhuytphcm.vn) - Sáng 26/1, Quận ủy Quận 5 tổ chức hội nghị.")
    ('(Thanhuytphcm.vn) -', 'Sáng 26/1, Quận ủy Quận 5 tổ chức hội nghị.')
    >>> split_dateline("Covid-19 - cuộc chiến chưa có hồi kết")
    (None, 'Covid-19 - cuộc chiến chưa có hồi kết')
    """
    lead = lead.strip()
    if not lead.startswith(("(", "[")):
        dash = _ANY_DASH.search(lead, 0, _MAX_PREFIX_CHARS)
        if dash is None or (dash.start() > _MAX_BARE_CHARS and "(" not in lead[: dash.start()]):
            return None, lead
    at = 0
    for _ in range(_MAX_PREFIXES):
        end = _prefix_end(lead, at)
        if end is None or len(lead) - end < _MIN_REST_CHARS:
            break
        at = end
    if not at:
        return None, lead
    return lead[:at].strip(), lead[at:]


def has_site_prefix(text: str) -> bool:
    """Whether a paragraph opens with such a prefix: then it is the lead of its article."""
    return split_dateline(text)[0] is not None


def _prefix_end(text: str, at: int) -> int | None:
    """Where the rest begins, or None."""
    rest = text[at : at + _MAX_PREFIX_CHARS]
    if not rest:
        return None
    if rest[0] in "([":
        end = _bracketed_end(rest)
    else:
        end = ("(" in rest and _placed_end(rest)) or _bare_end(rest)
    return None if end is None else at + end


def _bracketed_end(rest: str) -> int | None:
    match = _BRACKETED.match(rest)
    if not match:
        return None
    name, mark = match[1], match[2]
    if _is_source(name):
        return match.end()
    if not mark or any(char.isdigit() for char in name) or _NOT_A_SOURCE.fullmatch(fold(name)):
        return None
    is_title = name[0].isupper() and len(name.split()) <= 5
    return match.end() if is_title and mark != ":" and _opens_sentence(rest, match.end()) else None


def _placed_end(rest: str) -> int | None:
    """ "Hà Nội (TTXVN) –", "TP Hồ Chí Minh, ngày 26/1 (TTXVN) -", "TTXVN (Hà Nội) -"."""
    match = _PLACED.match(rest)
    if match and _is_source(match[2]) and _is_place(match[1]) and _opens_sentence(rest, match.end()):
        return match.end()
    match = _PLACED_AFTER.match(rest)
    if match and _is_source(match[1]) and _is_place(match[2]):
        return match.end()
    return None


def _is_place(text: str) -> bool:
    """Up to six words, all with a capital, perhaps followed by a day."""
    place = text.split(",")[0].split()
    if place and fold(place[0]) in _PERSON:
        return False
    return 0 < len(place) <= 6 and all(word[0].isupper() or word[0].isdigit() for word in place)


def _bare_end(rest: str) -> int | None:
    match = _BARE.match(rest)
    if not match:
        return None
    name, before, after = match[1], match[2], match[4]
    if is_domain(name) or _is_site_word(name):
        return match.end()
    if not before and not after:
        return None
    if _is_bare_source(name) and _opens_sentence(rest, match.end()):
        return match.end()
    return None


def _is_source(name: str) -> bool:
    return (
        is_outlet(name) or (bool(_INITIALS.fullmatch(name)) and not _is_common(name)) or _is_site_word(name)
    )


def _is_bare_source(name: str) -> bool:
    """Stricter than in brackets: "Lao động -" and "Thanh niên -" may open any sentence."""
    if _INITIALS.fullmatch(name):
        return not _is_common(name)
    parts = name.split()
    if parts[-1] == "Online" and len(parts) > _MIN_PLACE_WORDS and all(part[0].isupper() for part in parts):
        return True
    is_marked = (
        parts[-1] in ("Online", "online", "Plus") or parts[0] == "Báo" or name in ("Dân trí", "Dân Trí")
    )
    return is_outlet(name) and (is_marked or (len(parts) == 1 and any(char.isupper() for char in name[1:])))


def _is_common(name: str) -> bool:
    return fold(name).upper() in _COMMON_INITIALS


def _is_site_word(name: str) -> bool:
    return bool(_SITE_WORD.fullmatch(name)) or fold(name) in _SITE_WORDS


def _opens_sentence(rest: str, at: int) -> bool:
    return bool(_CAPITAL.match(rest, at))
