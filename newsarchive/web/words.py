"""How values are written for readers, in Vietnamese or English. Times are shown by Vietnam's clock."""

from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import urlsplit

VIETNAM = timezone(timedelta(hours=7))
WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def show_date(value: str | None, lang: str) -> str:
    """A publication date as precise as it is stored.

    >>> show_date("2024-01-26T17:10+07:00", "vi"), show_date("2024-01-26", "en"), show_date("2024-01", "vi")
    ('Thứ Sáu, 26/01/2024, 17:10', 'Friday, 26 January 2024', '01/2024')
    """
    if not value:
        return ""
    if len(value) < 10:
        return _month(value, lang)
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return value
    text = f"{WEEKDAYS[lang][day.weekday()]}, {_day(day, lang)}"
    return f"{text}, {value[11:16]}" if len(value) >= 16 else text


def show_moment(value: str | None, lang: str) -> str:
    """A time of capture (UTC text) by Vietnam's clock.

    >>> show_moment("2026-07-01T20:30:00Z", "vi")
    '02/07/2026 03:30'
    """
    if not value:
        return ""
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return value
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM)
    return f"{_day(local.date(), lang)} {local:%H:%M}"


def show_number(value: int, lang: str) -> str:
    """
    >>> show_number(12345, "vi"), show_number(12345, "en")
    ('12.345', '12,345')
    """
    text = f"{value:,}"
    return text.replace(",", ".") if lang == "vi" else text


def show_bytes(value: int, lang: str) -> str:
    """
    >>> show_bytes(2_500_000, "vi"), show_bytes(900, "en")
    ('2,5 MB', '900 B')
    """
    size, unit = float(value), "B"
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if size < 1000 or unit == "TB":
            break
        size /= 1000
    text = f"{size:.0f}" if unit == "B" or size >= 100 else f"{size:.1f}"
    return f"{text.replace('.', ',') if lang == 'vi' else text} {unit}"


def web_link(url: str | None) -> str | None:
    """The address where a reader may be sent; None for anything but http and https."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _day(day: date, lang: str) -> str:
    return f"{day:%d/%m/%Y}" if lang == "vi" else f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def _month(value: str, lang: str) -> str:
    if len(value) != 7 or not value[5:].isdigit() or not 1 <= int(value[5:]) <= 12:
        return value
    return f"{value[5:]}/{value[:4]}" if lang == "vi" else f"{MONTHS_EN[int(value[5:]) - 1]} {value[:4]}"
