"""Vietnamese dates: `parse` reads one printed date, `find` all dates of a running text. Pure: no clock, no network."""

from newsarchive.dates.reader import find, parse
from newsarchive.dates.reading import Reading

__all__ = ["Reading", "find", "parse"]
