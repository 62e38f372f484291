"""`make bench`: every benchmark in a process of its own, one after the other; figures are ratios of one run.

python -m bench                 all
python -m bench dates crawl     some
"""

import os
import subprocess
import sys
from pathlib import Path

SHORT = {
    "crawl": ["--articles", "1000"],
    "kills": ["--articles", "500", "--kills", "8"],
    "memory": ["--pages", "4000"],
    "mutations": ["--count", "2000"],
    "reextract": ["5000"],
}
"""Sizes for `make bench`; each module's own defaults are the full ones."""
ROOT = Path(__file__).parents[1]


def names() -> list[str]:
    """All benchmarks, alphabetical: the modules here that can be run."""
    files = sorted(path for path in Path(__file__).parent.glob("*.py") if path.stem != "__main__")
    return [path.stem for path in files if '__name__ == "__main__"' in path.read_text(encoding="utf-8")]


def main(wanted: list[str]) -> int:
    """Run them; the result is how many failed."""
    failed = 0
    env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'bench'}"}
    for name in wanted or names():
        print(f"\n=== {name} ===", flush=True)
        script = Path(__file__).with_name(f"{name}.py")
        failed += (
            subprocess.run([sys.executable, script, *SHORT.get(name, [])], env=env, check=False).returncode
            != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
