"""A reading: what a printed date means, how exactly, and which characters say so."""

from typing import Literal, NamedTuple

Kind = Literal["absolute", "relative", "range", "lunar"]
Method = Literal["grammar", "iso", "lunar", "dateparser"]
Prefer = Literal["past", "future", "nearest"]
ReadingPrecision = Literal[
    "second",
    "minute",
    "part",
    "day",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
]


class Reading(NamedTuple):
    """One date read out of a text. Times are the text's own wall clock (Vietnam's, where no zone is printed).

    A named tuple, because a frozen dataclass costs more to make than a usual date to read.
    """

    iso: str
    """ISO 8601, as precise as the text; an interval "a/b" for a range, both ends included. An offset only
    where one is printed."""
    start: str
    """First day (`YYYY-MM-DD`) or moment (`YYYY-MM-DDTHH:MM[:SS]`) that the text can mean, without offset."""
    end: str
    """Last day or moment, included. Equal to `start` for a single day or moment."""
    precision: ReadingPrecision
    """Unit that the text names. "part" is a part of a day whose hour is the customary one, not printed."""
    kind: Kind
    """"relative" where the day depends on `at` alone, "absolute" otherwise; "range" for intervals; "lunar" where
    Vietnam's lunar calendar was used."""
    method: Method
    """"iso" for machine dates (ISO 8601, RFC 2822), "lunar" for lunar ones, "dateparser" for the last resort."""
    text: str
    """The characters used, exactly as in the original."""
    span: tuple[int, int]
    """Where they stand: `original[span[0]:span[1]] == text`."""

    def to_dict(self) -> dict[str, str | list[int]]:
        """What `newsarchive date --json` prints."""
        return {
            "iso": self.iso,
            "start": self.start,
            "end": self.end,
            "precision": self.precision,
            "kind": self.kind,
            "method": self.method,
            "text": self.text,
            "span": list(self.span),
        }
