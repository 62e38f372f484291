"""`make bench`: every benchmark in a process of its own, one after the other; figures are ratios of one run.

python -m bench                 all
python -m bench dates crawl     some
"""

import subprocess
import sys
from pathlib import Path

SHORT = {
    "crawl": ["--articles", "1000"],
    "kills": ["--articles", "500", "--kills", "8"],
    "mutations": ["--count", "2000"],
}
"""Sizes for `make bench`; each module's own defaults are the full ones."""
PARTS = {"__init__", "__main__", "corpus", "peers"}
"""Modules that are no benchmark themselves."""


def names() -> list[str]:
    """All benchmarks, alphabetical."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in PARTS)


def main(wanted: list[str]) -> int:
    """Run them; the result is how many failed."""
    failed = 0
    for name in wanted or names():
        print(f"\n=== {name} ===", flush=True)
        failed += (
            subprocess.run(
                [sys.executable, "-m", f"bench.{name}", *SHORT.get(name, [])], check=False
            ).returncode
            != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
