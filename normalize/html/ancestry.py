"""The elements around the text of a page, each once: what text weighs is handed up along them."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from normalize.article import RejectedError

#: Tags without an end nest a page more deeply than it was meant: that is read, in bounds.
_SLACK = 5


class Ancestry:
    """Elements and all that are around them, but for what lies in a link."""

    def __init__(self, max_depth: int) -> None:
        self._deepest = _SLACK * max_depth
        self._depths: dict[int, int] = {}
        #: Elements, each behind those around it, with the id of its parent.
        self._nodes: dict[int, tuple[LexborNode, int]] = {}
        self._linked: set[int] = set()

    def add(self, node: LexborNode) -> int | None:
        """Take in an element and those around it; returns its id, None if it lies in a link.

        Raises RejectedError "too_deep" where it lies too deep.
        """
        depths, linked = self._depths, self._linked
        path: list[LexborNode] = []
        up: LexborNode | None = node
        while up is not None and up.mem_id not in depths:
            path.append(up)
            if len(path) > self._deepest:
                raise self._too_deep()
            up = up.parent
        above = up.mem_id if up is not None else 0
        depth = depths.get(above, 0)
        if depth + len(path) > self._deepest:
            raise self._too_deep()
        for element in reversed(path):
            key = element.mem_id
            depth += 1
            depths[key] = depth
            if above in linked or element.tag == "a":
                linked.add(key)
            else:
                self._nodes[key] = element, above
            above = key
        return None if above in linked else above

    def handed_up(self, weights: dict[int, float]) -> Iterator[tuple[LexborNode, float, int]]:
        """Elements that weights reach, innermost first: each with its weight and its parent's id.

        `weights` are those of elements that were taken in, by their ids, and change. What an
        element weighs reaches its parent by `weights[parent] += weight`, which is the caller's
        to do.
        """
        for key, (node, above) in reversed(self._nodes.items()):
            weight = weights.get(key)
            if weight is not None:
                yield node, weight, above

    def _too_deep(self) -> RejectedError:
        return RejectedError(
            "too_deep", f"elements nested over max_depth {self._deepest // _SLACK}"
        )
