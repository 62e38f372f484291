"""Figures that look like a date and are none: why they are not read, in a sentence."""

from newsarchive.dates.tokens import Tokens

_DAY_MARKS = ("/", "-", ".")


def why_no_date(t: Tokens) -> str:
    """What is wrong with a text of nothing but figures and marks that no rule reads as a date."""
    places = [k for k in range(t.count) if t.numbers[k] >= 0]
    between = [
        "".join(t.words[a + 1 : b]) for a, b in zip(places, places[1:], strict=False)
    ]  # "" where blanks alone stand there
    widths = [t.widths[k] for k in places]
    if len(places) == 1:
        return "A number alone is not a date."
    if "" in between:
        return "Figures with only blanks between them, like those of a telephone number, are not a date."
    if len(places) == 3 and between[0] == between[1] and between[0] in _DAY_MARKS:
        return _three(between[0], widths)
    if len(places) == 2 and widths == [4, 4]:
        return "Two years are a term or a season, not a date."
    if len(places) == 2 and between[0] in (".", ","):
        return "Two figures with a point or a comma between them are a quantity or a price, not a date."
    if len(places) == 2 and between[0] == "-":
        return (
            "Two figures with a dash between them may be a score or a day; write a day as 27/7 or 27-7-2024."
        )
    return "Figures alone are not a date; write a day as 27/7/2024."


def _three(mark: str, widths: list[int]) -> str:
    if widths[2] == 4 and max(widths[:2]) <= 2:
        return "Years before 1000 are not read."
    if widths[2] == 2 and max(widths[:2]) <= 2 and mark != "/":
        return "A year of two figures is only read behind a slash, as in 27/7/24; write the year in full, as 27-7-2024."
    if widths[2] in (1, 3) and max(widths[:2]) <= 2:
        return "A year is written with four figures, or with two behind a slash: 27/7/2024, 27/7/24."
    return "Figures alone are not a date; write a day as 27/7/2024."
