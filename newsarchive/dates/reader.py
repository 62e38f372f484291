"""`parse` and `find`: text in, readings out. The grammar is behind them, dateparser fenced behind the grammar."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import get_args

from newsarchive.dates import fallback, fast
from newsarchive.dates.answer import reading
from newsarchive.dates.clock import Impossible
from newsarchive.dates.compose import RULES
from newsarchive.dates.expressions import Expression, expression
from newsarchive.dates.figures import why_no_date
from newsarchive.dates.parts import Parts
from newsarchive.dates.reading import Prefer, Reading
from newsarchive.dates.resolve import resolve
from newsarchive.dates.running import find_in
from newsarchive.dates.tokens import Tokens, tokenize
from newsarchive.dates.value import Refused
from newsarchive.dates.words import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, LABELS, LEADS, words
from newsarchive.errors import DateError

VIETNAM = timezone(timedelta(hours=7))
MAX_CHARS = 300
"""A text longer than this is no single printed date."""
_PREFERENCES: tuple[Prefer, ...] = get_args(Prefer)
KEPT_TEXTS = 1024
"""Texts whose reading is kept: listings and lists of lines print the same words ("hôm qua") again and again."""
_PLACE_TOKENS = 8
"""A place before a document's day is at most this many words and marks."""
_WARDS = frozenset(("quận", "phường", "xã", "tổ", "khu"))
_NO_PLACE = words("thứ chủ chúa t th cn tháng ngày tuần quý mùng hôm") | frozenset(ENGLISH_WEEKDAYS)
_OPENING = frozenset("-|:,.(•*–>;'\"!")
_CLOSING = frozenset("-|:,.)•*;'!?")


def local_clock(at: datetime) -> datetime:
    """`at` as a naive time on the clock that the text is read by.

    Naive is Vietnam's wall clock already, and UTC is turned into it. Any other zone is taken as the clock of the
    text's readers and kept.
    """
    if at.tzinfo is None:
        return at
    if at.utcoffset() == timedelta(0):
        at = at.astimezone(VIETNAM)
    return at.replace(tzinfo=None)


def parse(text: str, *, at: datetime, prefer: Prefer = "past") -> Reading:
    """Read a text that is one printed Vietnamese date, with or without a label before it.

    Args:
        text: As printed, any Unicode form and case: "Thứ Bảy, 27/07/2024 - 10:30", "Ngày đăng: 05/07/2025",
            "3 giờ trước", "mùng 2 Tết Giáp Thìn", "từ ngày 25/4 đến ngày 2/5".
        at: Moment of capture. Naive: Vietnam's wall clock; UTC is turned into it; another zone is kept as the
            clock of the text.
        prefer: Side of `at` on which a date without a year, a weekday or a month is looked for.
    Raises:
        DateError: `reason` is one of the codes listed in docs/dates.md, the message one sentence.
        TypeError, ValueError: `text` is no str, `at` no datetime, `prefer` none of the three words.

    >>> parse("Thứ Tư, 07/01/2015 | 22:34", at=datetime(2024, 7, 27)).iso
    '2015-01-07T22:34'
    """
    if not isinstance(text, str) or not isinstance(at, datetime) or prefer not in _PREFERENCES:
        raise _misused(text, at, prefer)
    return _kept(text, at if at.tzinfo is None else local_clock(at), prefer)


def _misused(text: object, at: object, prefer: object) -> Exception:
    """What to raise for arguments that are not what `parse` and `find` take."""
    if not isinstance(text, str):
        return TypeError(f"`text` is a str, not {type(text).__name__}: decode bytes first.")
    if not isinstance(at, datetime):
        return TypeError(f"`at` is a datetime, the moment the text is read at, not {type(at).__name__}.")
    return ValueError(f"`prefer` is one of {', '.join(_PREFERENCES)}, not {prefer!r}.")


def parse_new(text: str, now: datetime, prefer: Prefer = "past") -> Reading:
    """`parse` for streams of texts that hardly recur: usual forms are read anew, which is quicker than keeping them.

    Args:
        now: The moment on the text's own clock (`local_clock`).
    Raises:
        DateError: as `parse`.
    """
    usual = fast.read(text, now, prefer) if len(text) <= MAX_CHARS else None
    return usual if usual is not None else _kept(text, now, prefer)


@lru_cache(maxsize=KEPT_TEXTS)
def _kept(text: str, now: datetime, prefer: Prefer) -> Reading:
    if len(text) > MAX_CHARS:
        raise DateError(
            "This text is too long to be one date; use find (`newsarchive date --find`).",
            text=text,
            reason="not-a-date",
        )
    usual = fast.read(text, now, prefer)
    return usual if usual is not None else read_by_grammar(text, now, prefer)


def forget_texts() -> None:
    """Empty what is kept of recurring texts (for measuring)."""
    _kept.cache_clear()


def find(text: str, *, at: datetime, prefer: Prefer = "past") -> list[Reading]:
    """All dates in running text, in order, none overlapping. Stricter than `parse` with short forms.

    `Reading.span` says where each stands. Never raises for any text.

    Raises:
        TypeError, ValueError: as `parse`.
    """
    if not isinstance(text, str) or not isinstance(at, datetime) or prefer not in _PREFERENCES:
        raise _misused(text, at, prefer)
    return find_in(tokenize(text), local_clock(at), prefer)


def read_by_grammar(text: str, now: datetime, prefer: Prefer) -> Reading:
    """What `parse` does for forms that are not the usual ones; `now` is naive, on the clock of the text."""
    tokens = tokenize(text, loose=True)
    trouble: DateError | None = None
    for i in _beginnings(tokens):
        try:
            found = expression(tokens, i)
            if found is None:
                continue
            if not _closes(tokens, found.end):
                trouble = trouble or _trailing(tokens, found, now, prefer)
                continue
            if _bare_hours(tokens, found):
                raise Refused(
                    "ambiguous", "This may be a clock time or a number of hours ago; which is meant?"
                )
            if _bare_english(tokens, found):
                raise Refused("ambiguous", "Three English letters alone may be a word or a weekday.")
            return reading(tokens, found, now, prefer)
        except (Impossible, Refused) as refusal:
            trouble = trouble or DateError(refusal.message, text=text, reason=refusal.reason)
            if refusal.reason != "no-date":
                break  # refused on purpose: no part of it is read instead
    if trouble is None:
        try:
            documented = _after_place(tokens, now, prefer)
        except (Impossible, Refused) as refusal:
            raise DateError(refusal.message, text=text, reason=refusal.reason) from None
        if documented is not None:
            return documented
        if find_in(tokenize(text), now, prefer):
            raise DateError(
                "Other words stand beside the date; use find (`newsarchive date --find`).",
                text=text,
                reason="trailing-text",
            )
        guess = fallback.last_resort(text, now)
        if guess is not None:
            return guess
        trouble = _nothing(tokens)
    raise trouble


def _beginnings(t: Tokens) -> list[int]:
    """Places where the expression may begin: the start, then after each mark or label word."""
    places = [0]
    i = 0
    while i < min(t.count - 1, 14):
        word = t.words[i]
        if not (word in _OPENING or word in LABELS or word in LEADS):
            break
        i += 1
        places.append(i)
    return places if t.count else []


def _bare_hours(t: Tokens, found: Expression) -> bool:
    """Such as "2 giờ" alone: pages also print it for two hours ago."""
    i = found.start
    return found.end - i == 2 and i == 0 and t.numbers[i] >= 0 and t.words[i + 1] == "giờ" and t.gaps[i + 1]


def _bare_english(t: Tokens, found: Expression) -> bool:
    """Such as "Sat" or "Sun" alone."""
    word = t.words[found.start]
    return found.end - found.start == 1 and len(word) == 3 and word in ENGLISH_WEEKDAYS


def _two_ways(t: Tokens, found: Expression) -> bool:
    return _bare_hours(t, found) or _bare_english(t, found)


def _after_place(t: Tokens, now: datetime, prefer: Prefer) -> Reading | None:
    """A document's day behind its place: "Hà Nội, ngày 27 tháng 7 năm 2024", "TP.HCM, 27/7/2024"."""
    k = 0
    while k < min(t.count, _PLACE_TOKENS) and t.words[k] != ",":
        capital = t.text[t.starts[k]].isupper()
        listed = t.numbers[k] >= 0 and t.words[k - 1] in _WARDS if k else False
        if not (capital or listed or t.words[k] in (".", "-") and k) and t.words[k - 1 : k + 1] != [
            "thành",
            "phố",
        ]:
            return None
        k += 1
    if not k or t.words[k] != "," or t.words[0] in _NO_PLACE or t.words[0] in ENGLISH_MONTHS:
        return None
    found = expression(t, k + 1)
    if found is None or found.right is not None or not _closes(t, found.end):
        return None
    p = found.left
    whole = p.day is not None and p.month is not None and p.year is not None and p.lunar is None
    return reading(t, found, now, prefer) if whole else None


def _closes(t: Tokens, j: int) -> bool:
    """Whether only closing marks follow."""
    while j < t.count and t.words[j] in _CLOSING:
        j += 1
    return j >= t.count


def _trailing(t: Tokens, found: Expression, now: datetime, prefer: Prefer) -> DateError:
    """Why a text that begins with a date is not one: another date follows, or something else."""
    for k in range(found.end, min(t.count, found.end + 12)):
        if t.numbers[k] < 0 and t.words[k] not in RULES:
            continue
        try:
            other = expression(t, k)
            if other is not None and _is_day(other.left):
                resolve(other.left, now, prefer)
                return DateError(
                    "Several dates stand in this text; which is meant?", text=t.text, reason="several-dates"
                )
        except Impossible as wrong:
            return DateError(wrong.message, text=t.text, reason=wrong.reason)
        except Refused:
            continue
    return DateError("Something that is no date follows the date.", text=t.text, reason="trailing-text")


def _is_day(p: Parts) -> bool:
    return p.day is not None or p.shift is not None or p.day_off is not None or p.month is not None


def _nothing(t: Tokens) -> DateError:
    if (
        t.count
        and all(
            n >= 0 or w in _OPENING or w in _CLOSING or w == "/"
            for n, w in zip(t.numbers, t.words, strict=True)
            if w or n >= 0
        )
        and any(n >= 0 for n in t.numbers)
    ):
        return DateError(why_no_date(t), text=t.text, reason="bare-number")
    if any(n >= 0 for n in t.numbers):
        return DateError("There are figures in this text, but not a date.", text=t.text, reason="not-a-date")
    return DateError("There is no date in this text.", text=t.text, reason="no-date")
