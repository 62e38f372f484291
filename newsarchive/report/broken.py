"""Why a run led to nothing: what the site did with its lists, and what a person can do about it."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsarchive.query.readings import moment
from newsarchive.query.runs import UnreadList, has_read_list, hollow_pages, unread_lists
from newsarchive.report.fields import VIETNAM
from newsarchive.store import hosts

OUTAGES = ("site-down", "site-broken")
"""One outage may begin in the middle of a run and meet the next one from its start."""
_BUSY = re.compile(r"HTTP (?:408|425|429|5\d\d)$|robots\.txt cannot be read|host stopped answering")
_REFUSED = re.compile(r"HTTP 4(?!08|25|29)\d\d$")
_LOST = re.compile(r"HTTP (?:404|410)$")
_DENIED = re.compile(r"^robots\.txt forbids ")
_ELSEWHERE = re.compile(r" redirects to .*outside of the site\.$")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Two sentences; `what` goes on behind "the site"."""

    what: str
    advice: str
    may_pass: bool = True
    """Whether it may be over by the next run without anybody's doing."""
    is_agreed: bool = False
    """Whether the site itself said when it will be over."""

    def __str__(self) -> str:
        return f"The site {self.what}. {self.advice}"


def explain_outage(connection: sqlite3.Connection, run: Mapping[str, Any]) -> Trouble | None:
    """What went wrong in a run that ended as `site-broken` or `site-down`; None for any other."""
    if run["outcome"] not in OUTAGES:
        return None
    held = hosts.held(
        connection, run["site"], moment(run["finished_at"] or run["started_at"]), lambda url: ""
    )
    for _, until in held.values():
        return Trouble(
            f"asks to be left alone until {until.astimezone(VIETNAM):%Y-%m-%d %H:%M}",
            "Nothing has to be done: no run asks for anything before, the next one after it goes on.",
            is_agreed=True,
        )
    if run["outcome"] == "site-down":
        return Trouble("stopped answering", _WAIT)
    unread = unread_lists(connection, run)
    if unread and not has_read_list(connection, run):
        return _of_lists(unread)
    if 2 * hollow_pages(connection, run["id"]) > run["new"] > 0:
        return Trouble(
            "looks broken: more than half of the new articles have no title or no text",
            "Its layout has probably changed: `newsarchive health` names the first such page; once its file in spiders/"
            " is mended, `newsarchive reextract` reads what is stored again.",
            may_pass=False,
        )
    forbidden = hosts.forbidden_articles(connection, run["site"])
    if forbidden is not None:
        count, example = forbidden
        return Trouble(
            f"forbids its articles to this crawler in robots.txt ({example}; {count} in all), so none can be read",
            f"{_ASK_LEAVE} a run within a week goes on.",
            may_pass=False,
        )
    return Trouble(
        "looks broken: its lists were answered, but none led to an article",
        "Its addresses or its layout have probably changed: open the site in a browser, then mend its file in"
        " spiders/.",
        may_pass=False,
    )


_ASK_LEAVE = "Ask its editors for leave, or take it out of the schedule. Should they lift the rule,"
_WAIT = (
    "What waits is asked for by the next run."
    " If this lasts for days, open the site in a browser: it may have moved."
)


def _of_lists(unread: Sequence[UnreadList]) -> Trouble:
    """What the lists that could not be read have in common."""
    example = unread[0]
    if all(_DENIED.match(each.error) for each in unread):
        return Trouble(
            "forbids its lists to this crawler in robots.txt, so no article can be found",
            f"{_ASK_LEAVE} the next run goes on.",
            may_pass=False,
        )
    if all(_ELSEWHERE.search(each.error) for each in unread):
        return Trouble(
            f"has moved: {example.error.removesuffix('.')}",
            "Open the new address in a browser; if it is the same paper, put its new addresses into its file in"
            " spiders/.",
        )
    if all(_LOST.search(each.error) for each in unread):
        return Trouble(
            f"has lost its lists ({example.url}: {example.error})",
            "It was rebuilt or has moved: open the site in a browser, and put its new addresses into its file in"
            " spiders/.",
        )
    if all(_REFUSED.search(each.error) for each in unread):
        return Trouble(
            f"refuses its lists ({example.url}: {example.error})",
            "It may have banned this address: let some days pass, crawl with a longer delay, or write to its editors.",
        )
    if all(_BUSY.search(each.error) or each.state == "pending" for each in unread):
        return Trouble(f"does not answer ({example.error.removesuffix('.')})", _WAIT)
    return Trouble(
        f"gave no list that could be read ({example.url}: {example.error.removesuffix('.')})",
        "The next run asks again. If this lasts for days, open the site in a browser.",
    )
