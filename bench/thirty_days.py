"""Thirty days alone, every day with two crawls: what was told when. The suite has a short form of it.

python -m bench.thirty_days
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.end_to_end.simulation import SWITCH_DAY, Month

DAYS = 30
MEND_DAY = 25
EDITS = (2, 9, 18)
REMOVALS = (3, 17)


def simulate(folder: Path) -> int:
    """Run the month, print one line a day; the result is how many days went otherwise than they should."""
    wrong = 0
    with Month(folder) as month:
        told = 0
        for day in range(1, DAYS + 1):
            month.newsroom_day(day)
            if day in EDITS:
                month.site.edit(
                    month.articles[day - 1][0].id, title=f"Tựa đã được sửa lại vào ngày thứ {day}"
                )
            if day in REMOVALS:
                month.site.retract(month.articles[day - 1][-1].id, "410")
            if day == MEND_DAY:
                month.mend()
                month.run("reextract", "--all", "--processes", "1")
            reports = [month.crawl(day, hour) for hour in (13, 21)]
            alerts = month.alerts()
            new = sum(report["new"] for report in reports)
            changed, gone = (sum(report[name] for report in reports) for name in ("changed", "gone"))
            code, found = month.health()
            print(
                f"day {day:2}{' Tết' if month.is_holiday(day) else '    '} new {new:2} changed {changed} gone {gone}"
                f" health {code} told {len(alerts) - told}",
                flush=True,
            )
            for line in alerts[told:]:
                print(f"       {line}")
            expected_code = 4 if SWITCH_DAY <= day < MEND_DAY else 0
            wrong += code != expected_code
            wrong += (len(alerts) > told) != (day == SWITCH_DAY)
            told = len(alerts)
            del found
    return wrong


def main() -> int:
    """Simulate in a temporary folder."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        wrong = simulate(Path(folder))
    print(f"{DAYS} days in {time.monotonic() - started:.0f} s; {wrong} days went otherwise than they should")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
