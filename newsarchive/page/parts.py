"""Elements that are parts of one text: of one kind beside each other, or the last piece of a text in boxes."""

import re

from lxml import etree

from newsarchive.page.blocks import Block

Node = etree._Element
_NUMBER = re.compile(r"\d+")


def is_part(node: Node, other: Node) -> bool:
    """Whether two elements are parts of one text: of one class, or beside each other and told apart by ids or by the
    numbers in their classes alone."""
    if node.tag != other.tag:
        return False
    one, two = node.get("class") or "", other.get("class") or ""
    if one and one == two:
        return True
    if _NUMBER.sub("", one) != _NUMBER.sub("", two) or node.getparent() is not other.getparent():
        return False
    return bool(one) or bool(node.get("id") and other.get("id"))


def is_in_part(block: Block, main: Node | None) -> bool:
    """Whether a block stands in the element of the text, or in another part of it."""
    return main is not None and (main in block.path or any(is_part(node, main) for node in block.path))


def brother_of(main: Node | None, last: Block | None) -> Node | None:
    """The element of the last paragraph where a text is parted in boxes and most of it stands in an earlier one."""
    holder = last.holder if last is not None else None
    if main is None or last is None or holder is None or main in last.path or holder.tag != main.tag:
        return None
    are_beside = holder.getparent() is main.getparent() and holder.tag == "div"
    are_alike = bool(main.get("class")) and holder.get("class") == main.get("class")
    return holder if are_beside or are_alike else None
