"""Owns a form as the peer runs it: pyxform's XForm, its instance filled, all binds evaluated."""

from collections.abc import Iterator, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, fromstring

from elementpath import XPathContext, XPathToken
from pyxform.xls2xform import convert

from benchmarks.peers.openrosa import OpenRosaParser, text

_XF = "{http://www.w3.org/2002/xforms}"
_TEMPLATE = "{http://openrosa.org/javarosa}template"
KINDS = ("relevant", "calculate", "constraint")


@dataclass(frozen=True, slots=True)
class Bind:
    kind: str
    nodeset: str  # "/data/member/age"
    source: str
    token: XPathToken
    nodes: tuple[Any, ...]  # it is evaluated once for each

    @property
    def name(self) -> str:
        return self.nodeset.rpartition("/")[2]


class XForm:
    """Parsed once; the tree of nodes is made once and stays while values change."""

    def __init__(self, markdown: str, today: date, repeats: Mapping[str, int]) -> None:
        xform = fromstring(convert(xlsform=markdown, file_type=".md").xform)
        model = next(xform.iter(f"{_XF}model"))
        data = next(model.iterfind(f"{_XF}instance/*"))
        for element in data.iter():
            element.tag = element.tag.removeprefix(_XF)
        _repeat(data, repeats)
        now = datetime.combine(today, time(), UTC)
        self.parser = OpenRosaParser()
        self.context = XPathContext(ElementTree(data), current_dt=now)
        self.binds = tuple(self._bind(one) for one in _binds(model))

    def _bind(self, found: tuple[str, str, str]) -> Bind:
        kind, nodeset, source = found
        nodes = tuple(self.parser.parse(nodeset).select(copy(self.context)))
        return Bind(kind, nodeset, source, self.parser.parse(source), nodes)

    def bind(self, kind: str, name: str) -> Bind:
        return next(one for one in self.binds if one.kind == kind and one.name == name)

    def nodes(self, name: str) -> tuple[Any, ...]:
        """Every node of a question: one for each instance of the repeat around it."""
        return tuple(self.parser.parse(f"//{name}").select(copy(self.context)))

    def evaluate(self, bind: Bind, node: Any) -> Any:
        context = copy(self.context)
        context.item = node
        return bind.token.evaluate(context)

    def recalculate(self) -> None:
        """All binds, in the order of the form: nothing tells which of them an answer touches."""
        for bind in self.binds:
            for node in bind.nodes:
                if bind.kind == "constraint" and not node.value.text:
                    continue
                value = self.evaluate(bind, node)
                if bind.kind == "calculate":
                    node.value.text = text(value)


def _repeat(data: Element, repeats: Mapping[str, int]) -> None:
    """As many instances as wanted instead of the template and the first."""
    for name, size in repeats.items():
        template, _ = data.findall(name)
        at = list(data).index(template)
        data.remove(template)
        template.attrib.pop(_TEMPLATE)
        for _ in range(size - 1):
            data.insert(at, deepcopy(template))


def _binds(model: Element) -> Iterator[tuple[str, str, str]]:
    for bind in model.iterfind(f"{_XF}bind"):
        for kind in KINDS:
            if source := bind.get(kind):
                yield kind, bind.get("nodeset", ""), source
