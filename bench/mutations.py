"""How many fields survive new mark-up: fixture articles dressed anew, read, compared.

python bench/mutations.py [--count 2000] [--from 0] [--show 5]
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.redress import COMPARED, Content, content_of, dress, problems  # noqa: E402


def contents() -> list[Content]:
    """Articles of the generic fixtures that have a lead and running text."""
    paths = sorted((ROOT / "tests/fixtures").glob("generic-*/*/expected.json"))
    found = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return [content_of(expected, "Xã hội") for expected in found if expected["body"] and expected["lead"]]


def main() -> None:
    """Print the rate, in all and per field, and the first failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--show", type=int, default=5)
    options = parser.parse_args()
    articles = contents()
    wrong: Counter[str] = Counter()
    pages = shown = 0
    drawn: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for seed in range(options.first, options.first + options.count):
        page = dress(articles[seed % len(articles)], seed)
        found = problems(page, seed)
        traits = {choice[:40] for choice in page.choices if not choice.startswith("date=")}
        drawn.update(traits)
        if not found:
            continue
        pages += 1
        failed.update(traits)
        wrong.update(line.split(":")[0].split(" ")[0] for line in found)
        if shown < options.show:
            shown += 1
            print(f"seed {seed}: {', '.join(page.choices)}")
            print("".join(f"    {line[:220]}\n" for line in found), end="")
    total = options.count * len(COMPARED)
    print(
        f"{options.count} pages, {total} fields: {1 - sum(wrong.values()) / total:.2%} of fields unchanged,"
    )
    print(f"{1 - pages / options.count:.2%} of pages without any difference; wrong: {dict(wrong)}")
    worst = sorted(((failed[name] / drawn[name], name) for name in failed if drawn[name] > 20), reverse=True)[
        :8
    ]
    print("most often in failures: " + "; ".join(f"{name} {share:.1%}" for share, name in worst))


if __name__ == "__main__":
    main()
