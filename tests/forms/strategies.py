"""Owns forms made up by chance: groups, repeats, and expressions that look at one another."""

from itertools import count

from hypothesis import strategies as st

from forms.definition import Choice, Form, Group, Node, Question, Repeat, Type

CHOICES = {"l": tuple(Choice(name, {"": name.upper()}) for name in ("x", "y", "z"))}
_LABEL = {"": "Hỏi gì?"}


def form(nodes: tuple[Node, ...]) -> Form:
    return Form("chance", "1", "Thử", "", nodes, CHOICES)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Every expression looks only at what stands before it: no circles."""
    return form(_nodes(draw, count(1), [], depth=0))


def _nodes(draw: st.DrawFn, ids: "count[int]", known: list[str], depth: int) -> tuple[Node, ...]:
    found: list[Node] = []
    for _ in range(draw(st.integers(1, 4))):
        kinds = ["asked", "asked", "asked", "calculate"]
        kinds += ["group", "repeat", "counted"] if depth < 2 else []
        found.append(_node(draw, draw(st.sampled_from(kinds)), ids, known, depth))
    return tuple(found)


def _node(draw: st.DrawFn, kind: str, ids: "count[int]", known: list[str], depth: int) -> Node:
    name = f"n{next(ids)}"
    relevant = draw(st.just("") | st.sampled_from(_conditions(known)))
    if kind in {"group", "repeat", "counted"}:
        counted = f"${{{draw(st.sampled_from(known))}}} mod 4" if known else "2"
        children = _nodes(draw, ids, known, depth + 1)
        if kind == "group":
            return Group(name, _LABEL, relevant, children)
        return Repeat(name, _LABEL, relevant, counted if kind == "counted" else "", children)
    if kind == "calculate":
        calculation = draw(st.sampled_from(_values(known)))
        known.append(name)
        return Question(name, Type.CALCULATE, relevant=relevant, calculation=calculation)
    type_ = draw(st.sampled_from([Type.INTEGER, Type.TEXT, Type.SELECT_ONE, Type.SELECT_MULTIPLE]))
    listed = "l" if type_ in {Type.SELECT_ONE, Type.SELECT_MULTIPLE} else ""
    constraint = draw(st.sampled_from(["", "", ". != 13", "string-length(.) < 9"]))
    known.append(name)
    return Question(name, type_, _LABEL, relevant=relevant, choices=listed, constraint=constraint)


def _conditions(known: list[str]) -> list[str]:
    found = ["true()", "today() > date('2020-01-01')"]
    for one in known[-4:]:
        found += [f"${{{one}}} > 3", f"${{{one}}} = 'x'", f"${{{one}}} != ''"]
        found += [f"selected(${{{one}}}, 'y')", f"sum(${{{one}}}) > 5"]
    return found


def _values(known: list[str]) -> list[str]:
    found = ["1 + 1", "concat('a', 'b')"]
    for one in known[-4:]:
        found += [f"${{{one}}} + 1", f"sum(${{{one}}})", f"concat(${{{one}}}, '-')"]
        found += [f"count-non-empty(${{{one}}})", f"if(${{{one}}} = 'x', 1, 2)"]
    return found
