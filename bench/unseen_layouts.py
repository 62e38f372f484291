"""All layouts of `bench/unseen.py`: party and state papers since 2008 in common shapes; none copies a real site."""

from collections.abc import Callable

from bench.unseen_harsh import HARSH
from bench.unseen_kit import Kit
from bench.unseen_new import NEW
from bench.unseen_old import OLD

LAYOUTS: dict[str, Callable[[Kit], str]] = {make.__name__: make for make in (*OLD, *NEW, *HARSH)}
"""All layouts by name, in the order of the table."""
