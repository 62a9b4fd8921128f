"""What is found wrong with an expression before anybody meets it."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.expressions import patterns
from forms.expressions.check import check
from forms.expressions.findings import Code
from forms.expressions.functions import FUNCTIONS
from forms.expressions.looking import LOOKING
from forms.expressions.needs import needs
from forms.expressions.parser import SyntaxFaultError, parse
from forms.expressions.schema import Scope
from forms.program import filter_scope
from tests.forms.expressions.world import SCHEMA, told


def found(source: str, at: str = "tot") -> list[tuple[Code, str]]:
    scope = Scope(SCHEMA, SCHEMA.by_name[at])
    return [(one.code, one.what) for one in check(source, scope)]


@pytest.mark.parametrize(
    ("source", "position"),
    [
        ("1 +", 3), ("a b", 3), ("${x", 2), ("1 == 2", 4), ("'open", 1), ("", 0), ("f(,)", 3),
        ("count(${n}", 10), ("1 & 2", 3), ("${n} > > 1", 8), ("/data/[1]", 7), (")", 1),
    ],
)  # fmt: skip
def test_syntax_errors_name_the_place(source: str, position: int) -> None:
    with pytest.raises(SyntaxFaultError) as caught:
        parse(source)
    assert caught.value.position == position
    assert found(source)[0][0] is Code.SYNTAX


@pytest.mark.parametrize(
    ("source", "code", "what"),
    [
        ("upper-case('a')", Code.UNKNOWN_FUNCTION, "upper-case"),
        ("random()", Code.UNKNOWN_FUNCTION, "random"),
        ("if(true(), 1, nothing())", Code.UNKNOWN_FUNCTION, "nothing"),
        ("${member}[foo()]/age", Code.UNKNOWN_FUNCTION, "foo"),
        ("selected(${many})", Code.WRONG_ARGUMENT_COUNT, "selected(1)"),
        ("today(1)", Code.WRONG_ARGUMENT_COUNT, "today(1)"),
        ("indexed-repeat(${age}, ${member})", Code.WRONG_ARGUMENT_COUNT, "indexed-repeat(2)"),
        ("pulldata('towns', 'a', 'b')", Code.WRONG_ARGUMENT_COUNT, "pulldata(3)"),
        ("${nobody} > 1", Code.UNKNOWN_REFERENCE, "nobody"),
        ("/data/nobody", Code.UNKNOWN_REFERENCE, "nobody"),
        ("/form/n", Code.UNKNOWN_REFERENCE, "/form"),
        ("../nobody", Code.UNKNOWN_REFERENCE, "nobody"),
        ("${member}[nobody > 1]/age", Code.UNKNOWN_REFERENCE, "nobody"),
        ("${member}/sort", Code.UNKNOWN_REFERENCE, "sort"),
        ("n > 1", Code.BARE_NAME, "n"),
        ("instance('villages')/root/item", Code.UNKNOWN_LIST, "villages"),
        ("instance(${title})/root/item", Code.NOT_LITERAL, "instance"),
        ("instance('towns')/root/item[county = 1]/name", Code.UNKNOWN_COLUMN, "county"),
        ("instance('towns')/root/row", Code.UNKNOWN_REFERENCE, "row"),
        ("pulldata('shops', 'x', 'y', 'z')", Code.UNKNOWN_LIST, "shops"),
        ("regex(., '[')", Code.BAD_PATTERN, "["),
        ("jr:choice-name('a', '${nobody}')", Code.NOT_A_CHOICE, "jr:choice-name"),
        ("jr:choice-name(${n}, '${n}')", Code.NOT_A_CHOICE, "jr:choice-name"),
        ("count('a')", Code.NOT_NODES, "count"),
        ("position(5)", Code.NOT_NODES, "position"),
        ("indexed-repeat(${age}, ${n}, 1)", Code.NOT_A_REPEAT, "n"),
        ("@version", Code.UNSUPPORTED_AXIS, "@version"),
        ("namespace::x", Code.UNSUPPORTED_AXIS, "namespace::x"),
        ("following::x", Code.UNSUPPORTED_AXIS, "following::x"),
        ("$x + 1", Code.UNSUPPORTED_VARIABLE, "$x"),
        ("${last-saved#nobody}", Code.UNKNOWN_LAST_SAVED, "nobody"),
    ],
)
def test_errors(source: str, code: Code, what: str) -> None:
    assert (code, what) in found(source)
    scope = Scope(SCHEMA, SCHEMA.by_name["tot"])
    assert {one.severity for one in check(source, scope) if one.code is code} == {"error"}


@pytest.mark.parametrize(
    ("source", "code", "what"),
    [
        ("${colour} = 'rde'", Code.NO_SUCH_CHOICE, "rde"),
        ("'rde' != ${colour}", Code.NO_SUCH_CHOICE, "rde"),
        ("selected(${many}, 'rde')", Code.NO_SUCH_CHOICE, "rde"),
        ("${age} > 5", Code.SEVERAL_VALUES, "age"),
        ("round(${age})", Code.SEVERAL_VALUES, "age"),
        ("${n} + 'abc'", Code.TYPE_MISMATCH, "+"),
        ("${n} > 'abc'", Code.TYPE_MISMATCH, ">"),
        ("selected(${n}, 'a')", Code.NOT_A_CHOICE, "selected"),
        ("sum(${nm})", Code.TYPE_MISMATCH, "sum"),
        ("format-date(${colour}, '%d')", Code.TYPE_MISMATCH, "format-date"),
        ("${n} div 0", Code.DIVISION_BY_ZERO, "div"),
        ("${colour} = “r”", Code.SMART_QUOTES, "${colour} = “r”"),
    ],
)
def test_warnings(source: str, code: Code, what: str) -> None:
    assert found(source) == [(code, what)]
    (finding,) = check(source, Scope(SCHEMA, SCHEMA.by_name["tot"]))
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "source",
    [
        ". >= 0 and . <= 120", "${n} = ''", "${colour} = 'r' or ${colour} = ''", "${n} = '45'",
        "selected(${many}, 'r') and not(selected(${many}, 'b'))",
        "sum(${age}) div count(${member})",
        "if(${n} > 3, 'a', '')", "string-length(.) <= 150", "regex(., '^0[0-9]{9}$')",
        "concat(${title}, ' ', ${n})", "format-date(today(), '%Y')", "${day} <= today()",
        "instance('towns')/root/item[name = ${town}]/people > 5", "${last-saved#n} * 1.3 < .",
        "count(${member}[age > 5]) > 0", "once(uuid())", "selected(${colour}, 'r')",
        "indexed-repeat(${nm}, ${member}, 1)", "jr:choice-name(${town}, '${town}')", "position(..)",
        "pulldata('me', 'unit')", "max(${age})", "join(', ', ${nm})", "${n} * 0.5 + ${dec}",
    ],
)  # fmt: skip
def test_no_false_alarms(source: str) -> None:
    assert found(source) == []


def test_within_the_repeat_one_value_is_one_value() -> None:
    assert found("${age} > 5", "c1") == []
    assert found("${age} > 5", "c5") == []
    assert found("${sort} = 'cat'", "c1") == [(Code.SEVERAL_VALUES, "sort")]


def test_a_choice_filter_may_use_bare_names() -> None:
    scope = filter_scope(SCHEMA, SCHEMA.by_name["town"])
    assert check("area = ${title} and name != 'x'", scope) == ()
    assert [one.code for one in check("county = 'x'", scope)] == [Code.UNKNOWN_COLUMN]


# --- what an expression looks at ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("at", "source", "expected"),
    [
        ("tot", "${n} + 1", {("n", 0)}),
        ("c1", "${age} + ${n}", {("age", 1), ("n", 0)}),
        ("c5", "${age} + 1", {("age", 1)}),
        ("tot", "sum(${age})", {("age", 0), ("member", 0)}),
        ("c1", "sum(/data/member/age)", {("age", 1)}),
        ("c1", "sum(../../member/age)", {("age", 0), ("member", 0)}),
        ("tot", "count(${member}[age > 5])", {("member", 0), ("age", 0)}),
        ("tot", "instance('towns')/root/item[name = ${town}]/label", {("town", 0)}),
        ("tot", "'x'", set()),
    ],
)
def test_needs(at: str, source: str, expected: set[tuple[str, int]]) -> None:
    needed = needs(source, Scope(SCHEMA, SCHEMA.by_name[at]))
    assert {(one.name, shared) for one, shared in needed.elements} == expected


@pytest.mark.parametrize(
    ("source", "volatile", "outside"),
    [
        ("today()", False, False), ("now()", True, False), ("once(uuid())", True, False),
        ("pulldata('me', 'x')", False, True), ("${last-saved#n}", False, True),
        ("instance('towns')/root/item[1]/name", False, False),
    ],
)  # fmt: skip
def test_what_may_change_though_no_answer_does(source: str, volatile: bool, outside: bool) -> None:
    needed = needs(source, Scope(SCHEMA, SCHEMA.by_name["tot"]))
    assert (needed.volatile, needed.outside) == (volatile, outside)


# --- nothing crashes, nothing hangs -------------------------------------------------------------
@given(st.text(max_size=60))
def test_any_text_parses_or_is_a_syntax_error(source: str) -> None:
    with suppress(SyntaxFaultError):
        assert parse(source) is not None


_ATOMS = [
    "${n}", "${age}", "${title}", "${day}", "${many}", "${empty}", "${moment}", "''", "'x'", "0",
    "1", "-1", "3.7", ".", "..", "../age", "/data/member", "//sort", "today()", "now()", "true()",
    "${member}", "instance('towns')/root/item", "position(..)", "${last-saved#n}", "*",
]  # fmt: skip


@st.composite
def sources(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(_ATOMS))
    inner = sources(depth - 1)
    match draw(st.integers(0, 3)):
        case 0:
            operator = draw(
                st.sampled_from(
                    ["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"]
                )
            )
            return f"({draw(inner)}) {operator} ({draw(inner)})"
        case 1:
            return f"{draw(st.sampled_from(['${member}', '${age}', '/data/n']))}[{draw(inner)}]"
        case _:
            name = draw(st.sampled_from(sorted([*FUNCTIONS, *LOOKING])))
            known = FUNCTIONS.get(name) or LOOKING[name]
            least, most = known.least, known.most
            given_ = draw(st.integers(least, min(most if most is not None else 4, 4)))
            return f"{name}({', '.join(draw(inner) for _ in range(given_))})"


@settings(max_examples=600, deadline=None)
@given(sources(), st.sampled_from(["tot", "c1#2", "c5#1.3", "n"]))
def test_whatever_parses_can_be_run(source: str, at: str) -> None:
    with suppress(SyntaxFaultError):
        assert isinstance(told(source, at), str)
        element = SCHEMA.by_name[at.partition("#")[0]]
        check(source, Scope(SCHEMA, element))
        needs(source, Scope(SCHEMA, element))


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a*)*b", "(a|aa)+b", "(.*a){20}b", "(x+x+)+y", "([a-z]+)*1", "(a|a)+b"]
)
def test_patterns_that_would_take_for_ever_match_nothing(pattern: str) -> None:
    assert told(f"regex('{'a' * 3000}', '{pattern}')") == "false"


def test_any_ordinary_pattern_is_valid() -> None:
    for pattern in (
        "^0[0-9]{9}$",
        "^[A-Za-z]+( [A-Za-z]+)*$",
        "(?!0)[0-9]+",
        "[[:alpha:]]",
        "a{2}",
    ):
        assert patterns.is_valid(pattern)


def test_an_expression_beyond_reason_is_a_syntax_error() -> None:
    for source in (
        "(" * 5000 + "1" + ")" * 5000,
        "-" * 5000 + "1",
        "1" + "+1" * 9000,
        "not(" * 900,
    ):
        with pytest.raises(SyntaxFaultError):
            parse(source)
