"""Plain CSS selectors answered from an index of the page: some thirty of them are tried on every page of a known
site, and an XPath for `.name` walks the whole tree each time (0.2–2 ms); a look into a dictionary does not.

Understood are compounds of tag, `#id`, `.class`, `[attr]`, `[attr=value]`, joined by blanks and `>`; for anything
else `lookup` says so and the XPath serves. Results are the same elements in the same order.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element

_COMPOUND = re.compile(
    r"(?P<tag>[A-Za-z][A-Za-z0-9]*)?"
    r"(?P<rest>(?:[.#][A-Za-z_][\w-]*|\[[A-Za-z][\w-]*(?:=(?:[\w-]+|\"[^\"]*\"|'[^']*'))?\])*)"
)
_PART = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([\w-]+)))?\]")
_JOINT = re.compile(r"\s*>\s*|\s+")


@dataclass(frozen=True, slots=True)
class Compound:
    """One step of a selector; `child` says that it must be a child of the step before, not only inside it."""

    tag: str | None
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str | None], ...]
    child: bool

    def matches(self, node: Node) -> bool:
        """Whether an element is one of these."""
        if self.tag is not None and node.tag != self.tag:
            return False
        for wanted in self.ids:
            if node.get("id") != wanted:
                return False
        if self.classes:
            names = (node.get("class") or "").split()
            for wanted in self.classes:
                if wanted not in names:
                    return False
        for name, value in self.attributes:
            stated = node.get(name)
            if stated is None or (value is not None and stated != value):
                return False
        return True


def steps_of(selector: str) -> tuple[Compound, ...] | None:
    """The steps of a plain selector, the last first; None where it is not plain.

    >>> len(steps_of("div.a > p.b") or ()), steps_of("p:first-child"), steps_of("//p")
    (2, None, None)
    """
    steps: list[Compound] = []
    at, child = 0, False
    while True:
        match = _COMPOUND.match(selector, at)
        if match is None or match.end() == at:
            return None
        steps.append(_compound(match["tag"], match["rest"], child))
        at = match.end()
        if at == len(selector):
            return tuple(reversed(steps))
        joint = _JOINT.match(selector, at)
        if joint is None:
            return None
        child, at = ">" in joint[0], joint.end()


class Plan(NamedTuple):
    """A plain selector made ready."""

    steps: tuple[Compound, ...]
    """The last first."""
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    """Names without which nothing on a page can match."""


@lru_cache(maxsize=4096)
def plan_of(selector: str) -> Plan | None:
    """What to look up for a selector; None where it is not plain."""
    steps = steps_of(selector)
    if steps is None:
        return None
    return Plan(
        steps,
        tuple(name for step in steps for name in step.classes),
        tuple(name for step in steps for name in step.ids),
    )


def _compound(tag: str | None, rest: str, child: bool) -> Compound:
    ids: list[str] = []
    classes: list[str] = []
    attributes: list[tuple[str, str | None]] = []
    for mark, name, attribute, *values in _PART.findall(rest):
        if attribute:
            stated = "=" in rest[rest.find("[" + attribute) :].split("]")[0]
            attributes.append((attribute.lower(), "".join(values) if stated else None))
        else:
            (ids if mark == "#" else classes).append(name)
    return Compound(tag.lower() if tag else None, tuple(ids), tuple(classes), tuple(attributes), child)


class ElementIndex:
    """The elements of one page by class, id and tag; built when first asked, for a tree that does not change."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._attributes: dict[str, list[Node]] = {}

    def lookup(self, selector: str) -> list[Node] | None:
        """What the selector matches, in document order; None where it is not plain enough."""
        plan = plan_of(selector)
        if plan is None:
            return None
        steps, classes, ids = plan
        for name in classes:
            if name not in self._classes:
                return []
        for name in ids:
            if name not in self._ids:
                return []
        last = steps[0]
        if len(steps) == 1 and len(classes) == 1 and not ids and not last.attributes:
            named = self._classes[classes[0]]
            return [node for node in named if node.tag == last.tag] if last.tag else list(named)
        found = self._candidates(last, steps[1] if len(steps) > 1 else None)
        return [node for node in found if last.matches(node) and _leads(node, steps)]

    def _candidates(self, step: Compound, above: Compound | None = None) -> list[Node]:
        """Elements that could be the step; a bare tag is looked for under what must stand above it."""
        if step.ids:
            return self._ids.get(step.ids[0], [])
        if step.classes:
            return min((self._classes.get(name, []) for name in step.classes), key=len)
        if above is not None and (above.ids or above.classes or above.attributes):
            holders = self._candidates(above)
            return list(dict.fromkeys(node for holder in holders for node in holder.iter(step.tag)))
        if step.attributes:
            return self._having(step.attributes[0][0])
        return list(self._root.iter(step.tag))

    @cached_property
    def _classes(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self._having("class"):
            names = node.get("class", "").split()
            for name in names if len(names) < 2 else dict.fromkeys(names):
                if name in found:
                    found[name].append(node)
                else:
                    found[name] = [node]
        return found

    @cached_property
    def _ids(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self._having("id"):
            found.setdefault(node.get("id") or "", []).append(node)
        return found

    def _having(self, attribute: str) -> list[Node]:
        if attribute not in self._attributes:
            found = _having_path(attribute)(self._root)
            self._attributes[attribute] = found if isinstance(found, list) else []
        return self._attributes[attribute]


@lru_cache(maxsize=256)
def _having_path(attribute: str) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*[@{attribute}]", smart_strings=False)


def _leads(node: Node, steps: tuple[Compound, ...]) -> bool:
    """Whether the steps after the first stand above an element, nearest first, with as much backtracking as it
    takes."""
    if len(steps) == 1:
        return True
    wanted, is_child = steps[1], steps[0].child
    parent = node.getparent()
    while parent is not None:
        if wanted.matches(parent) and _leads(parent, steps[1:]):
            return True
        if is_child:
            return False
        parent = parent.getparent()
    return False
