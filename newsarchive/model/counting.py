"""Counted things in messages, in the singular where there is one."""


def number_of(count: int, one: str, many: str = "") -> str:
    """
    >>> number_of(1, "known page"), number_of(2, "known page"), number_of(0, "address", "addresses")
    ('1 known page', '2 known pages', '0 addresses')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def were(count: int) -> str:
    """The verb of counted things that are past."""
    return "was" if count == 1 else "were"
