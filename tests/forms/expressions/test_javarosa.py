"""Cases that JavaRosa itself is held against, and what it gave when it was asked."""

import pytest

from forms.expressions.check import check
from forms.expressions.findings import Code
from forms.expressions.needs import needs
from forms.expressions.parser import SyntaxFaultError, parse
from forms.expressions.schema import Scope
from tests.forms.expressions.world import SCHEMA, told

READABLE = [
    "10", "123.", ".666", "00000333.3330000", "0.", '""', "'\"'", '"\'"', "$var",
    "$qualified:name", "(( (( (5 )) )))  ", "----5", "6 * - 7", "0--0", "3mod4",
    "5 divseparate-token", "1|2|3", "1 = 2 != 3 != 4 = 5", "6*(3+4)and(5or2)", "func:tion()",
    "function   ( 5, 'arg', 4 * 12)", "4andfunc()", "node()", "text()", "comment()",
    "bunch-o-nodes()[3]['predicates'!='galore']", "(bunch-o-nodes)[3]", "bunch-o-nodes[3]",
    "_rea--ll:y.funk..y_N4M3", "*****", "ancestor-or-self::*", "@*", "*[* * *]",
    "descendant::node()[@attr='blah'][4]", "/abs/olute/path['etc']", "fil()['ter']/expr/path",
    "(another-filter)/expr/path", "/", "//all", "a/.//../z", "6andpath", "div div div",
    "and and and", "/ = 1", "../jr:hist-data/labs[@type=\"cd4\"]", "child :: a", "text + node",
    "f(26*(7+3), //*, /im/child::an/ancestor::x[3][true()]/path)", "a\n=\nb",
]  # fmt: skip
UNREADABLE = [
    "", "     ", "  \t \n  \r ", "'unterminated string...", "$x:*", "$", "$$asdf", ")", "(", "()",
    "(((3))", "+-", "5/5", "5%5", "5 == 5", "5 <> 5", ">=", "'asdf'!=", "8|-9",
    "function ( 4, 5, 6 ", "preceding::..", "a:b:c", "inv#lid_N~AME", ".abc", "5abc", "::*",
    "child::.", "[2+3]", "rel/ative/path/", "filter-expr/(must-come)['first']", "//", "1e3",
    "'a''b'", "f(1,)", "a && b", "!a", "1,2",
]  # fmt: skip


@pytest.mark.parametrize("source", READABLE)
def test_readable(source: str) -> None:
    assert parse(source) == parse(f" {source}\n")


@pytest.mark.parametrize("source", UNREADABLE)
def test_unreadable(source: str) -> None:
    with pytest.raises(SyntaxFaultError):
        parse(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a comma is a decimal point, too
        ("number('1,5')", "1.5"),
        ("number('1.000,5')", "NaN"),
        ("round('4,6')", "5"),
        ("int('12,7')", "12"),
        ("number('- 17')", "NaN"),
        ("number('34.56.7')", "NaN"),
        ("number('5.')", "5"),
        ("number('-.5')", "-0.5"),
        # what is nearly equal is equal
        ("6.1 - 7.8 = -1.7", "true"),
        ("0.1 + 0.2 = 0.3", "true"),
        ("0.1 + 0.2 != 0.3", "false"),
        ("0.1 = 0.1000001", "false"),
        ("boolean(0.0000000000001)", "false"),
        ("boolean(0.0001)", "true"),
        ("1 div 0 = 1 div 0", "true"),
        ("0 div 0 = 0 div 0", "false"),
        ("'0017.' = 17", "true"),
        ("'017.' = '17.000'", "false"),
        ("-3 < 3 = 6 >= 6", "true"),
        ("3 < (4 < 5)", "false"),
        ("true() != date('1999-09-09')", "false"),
        # round: half goes up
        ("round('14.29123456789', 1.5)", "14.3"),
        ("round('12345.12345', -1)", "12350"),
        ("round('12350.12345', -2)", "12400"),
        ("round('12345.15', 1)", "12345.2"),
        ("round('-12345.15', 1)", "-12345.1"),
        ("round(-2.5, 0)", "-2"),
        ("round(-1.255, 2)", "-1.25"),
        ("round(-150, -2)", "-100"),
        ("round(-160, -2)", "-200"),
        ("round('-0.5')", "0"),
        ("round(0.49999999999999994)", "0"),
        ("round(12345, 31)", "NaN"),
        ("round(12345, 20)", "12345"),
        ("round(12345, -20)", "0"),
        ("round(1 div 0, 2)", "Infinity"),
        ("round(123456789012.345, 2)", "123456789012.35"),
        # beyond all numbers
        ("pow(0, -1)", "Infinity"),
        ("pow(10, 400)", "Infinity"),
        ("pow(-10, 401)", "-Infinity"),
        ("exp(1000)", "Infinity"),
        ("exp10(400)", "Infinity"),
        ("exp10(-400)", "0"),
        ("log(0)", "-Infinity"),
        ("log10(0)", "-Infinity"),
        ("log(-1)", "NaN"),
        ("floor(1 div 0)", "Infinity"),
        ("ceiling(-1 div 0)", "-Infinity"),
        ("asin(2)", "NaN"),
        # texts
        ("substr('hello', 0, -1)", "hell"),
        ("substr('hello', -10)", "hello"),
        ("substr('hello', 1.9, 3.9)", "el"),
        ("substr('hello', 1, '')", ""),
        ("substr('hello', 'a', 3)", "hel"),
        ("substr('hello', 3, 1)", ""),
        ("translate('hello wor,ld', ' ,', ', ')", "hello,wor ld"),
        ("string-length()", "1"),
        ("normalize-space()", "1"),
        ("coalesce(number(''), 'x')", "x"),
        ("coalesce(false(), 5)", "false"),
        ("digest('some text', 'MD5', 'hex')", "552e21cd4cd9918678e3c1a0df491bc3"),
        ("digest('some text', 'MD5')", "VS4hzUzZkYZ448Gg30kbww=="),
        ("digest('some text', 'SHA-1', 'base64')", "N6pjx3OY2VRHMmLhoAV8HmMu2nc="),
        ("digest('some text', 'CRC')", ""),
        ("string-length(uuid(10))", "10"),
        ("string-length(uuid(40))", "40"),
        ("uuid('')", ""),
        ("boolean-from-string(1.0001)", "false"),
        # moments
        ("date('2018-01-02T10:20:30.123')", "2018-01-02"),
        ("date(${moment})", "2026-11-20"),
        ("date(6.5)", "1970-01-07"),
        ("date(-1.5)", "1969-12-31"),
        ("date(1 div 0)", ""),
        ("date-time(14127.5)", "2008-09-05T19:00:00.000+07:00"),
        ("date-time('2008-09-05')", "2008-09-05T00:00:00.000+07:00"),
        ("date-time('2008-09-05T12:00:00+02')", "2008-09-05T17:00:00.000+07:00"),
        ("date-time('2008-09-05T25:00:00')", ""),
        ("number(date-time(14127.99))", "14128"),  # 6.45 in the morning of the next day
        ("decimal-date-time(14127.25)", "14127.25"),
        ("decimal-date-time(date-time(14127.25))", "14127.25"),
        ("decimal-time('2008-09-05T06:00:00')", "0.25"),
        ("decimal-time('2008-09-04T23:00:00Z')", "0.25"),
        ("decimal-time('06:00')", "0.25"),
        ("decimal-time('25:00')", "NaN"),
        ("decimal-time(14127.25)", "0.25"),
        ("decimal-time(date('2008-09-05'))", "0"),
        ("format-date(14127.5, '%Y-%m-%d %H:%M')", "2008-09-05 19:00"),
        ("format-date('2018-01-02T10:20:30.123', '%m-%e %H:%M:%S.%3')", "01-2 10:20:30.123"),
        ("format-date-time('10:30:00.000+07:00', '%H:%M')", "10:30"),
        # of two moments the time counts, of a moment and a day the day
        ("${moment} <= date-time('2026-11-20T11:00:00')", "false"),
        ("${moment} <= date-time('2026-11-20T12:00:00')", "true"),
        ("${moment} = date-time('2026-11-20T05:00:00Z')", "true"),
        ("${moment} = date-time('2026-11-20T11:00:00')", "false"),
        ("${moment} <= date('2026-11-20')", "true"),
        ("${moment} = date('2026-11-20')", "true"),
        # sets of nodes
        ("count-non-empty(${member})", "3"),
        ("count-non-empty(${nm})", "1"),
        ("position(/data)", "1"),
        ("position(/data/n)", "1"),
        ("position()", "1"),
        ("last()", "1"),
        ("instance('towns')/item[name = 'tu']/label", "Than Uyên"),
        ("count(indexed-repeat(${sort}, ${member}, 1))", "3"),
        ("join(' ', indexed-repeat(${sort}, ${pet}, 1))", "cat hen"),
        ("indexed-repeat(${age}, ${member}, 1.9)", "5"),
        ("/data[n > 99]/title", ""),
        ("/data[n = 45]/title", "Nà Hừ"),
    ],
)  # fmt: skip
def test_values(source: str, expected: str) -> None:
    assert told(source) == expected


@pytest.mark.parametrize(
    ("at", "source", "expected"),
    [
        # ${name}[…] is what its path would be: the predicate belongs to the last step
        ("tot", "${pet}[1]/sort", "cat, hen"),
        ("tot", "(${pet})[1]/sort", "cat"),
        ("tot", "${age}[2]", ""),
        ("c1#2", "sum(${member}[position() > 0]/age)", "12"),
        ("c1#1", "${pet}[position() = 2]/sort", "dog"),
        ("c5#1.2", "count(${pet}[position() > 0])", "3"),
        ("c5#1.2", "${member}[2]/age", "7"),
        # indexed-repeat: what has no index is the same place as one's own, else all
        ("c5#1.2", "indexed-repeat(${sort}, ${member}, 2)", ""),
        ("c5#2.1", "indexed-repeat(${sort}, ${member}, 1)", "cat"),
        ("c1#2", "join(' ', indexed-repeat(${sort}, ${member}, 1))", "cat dog "),
        ("c1#2", "position(../..)", "1"),
        ("c1#2", "position()", "1"),
    ],
)
def test_paths(at: str, source: str, expected: str) -> None:
    assert told(source, at) == expected


@pytest.mark.parametrize(
    ("at", "source", "expected"),
    [
        # what a path only begins at, or is the place of, is not looked at
        ("tot", "current()/../n", {("n", 0)}),
        ("tot", "position(..)", {("data", 0)}),
        ("c1", "../../member[age = current()/../age]", {("age", 0), ("age", 1), ("member", 0)}),
        ("c1", "${pet}[1]/sort", {("pet", 1), ("sort", 1)}),
    ],
)
def test_needs(at: str, source: str, expected: set[tuple[str, int]]) -> None:
    needed = needs(source, Scope(SCHEMA, SCHEMA.by_name[at]))
    assert {(one.name, shared) for one, shared in needed.elements} == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("indexed-repeat(${n}, ${member}, 1)", [(Code.NOT_A_REPEAT, "member")]),
        ("indexed-repeat(${age}, ${pet}, 1)", [(Code.NOT_A_REPEAT, "pet")]),
        ("date('1/1/2020')", [(Code.TYPE_MISMATCH, "date")]),
        ("format-date('tomorrow', '%d')", [(Code.TYPE_MISMATCH, "format-date")]),
        ("date('2020-01-01') < date('2020-1-2T10:00:00')", [(Code.TYPE_MISMATCH, "date")]),
        ("date('') < date-time('2020-01-02T10:00:00')", []),
        ("count(//age)", []),
        ("//age > 5", [(Code.SEVERAL_VALUES, "age")]),
        ("${member}[position() = 2]/age > 5", []),
        ("/data/member[nm = 'An']/age > 5", []),
        ("normalize-space() = 'x'", []),
    ],
)
def test_findings(source: str, expected: list[tuple[Code, str]]) -> None:
    scope = Scope(SCHEMA, SCHEMA.by_name["tot"])
    assert [(one.code, one.what) for one in check(source, scope)] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("+".join(["${n}"] * 400), "18000"),
        (" or ".join(["${n} = 1"] * 400), "false"),
        ("1" + " = 1" * 900, "true"),
        ("(" * 400 + "1" + ")" * 400, "1"),
        ("if(${n} = 1, 1, " * 90 + "0" + ")" * 90, "0"),
    ],
)
def test_long_expressions(source: str, expected: str) -> None:
    assert told(source) == expected
    scope = Scope(SCHEMA, SCHEMA.by_name["tot"])
    assert check(source, scope) == ()
    assert needs(source, scope).elements <= {(SCHEMA.by_name["n"], 0)}


@pytest.mark.parametrize(
    "source",
    ["/".join([".."] * 3000), "/data" + "[/data" * 200 + "]" * 200, "-" * 399 + "1"],
)
def test_what_is_too_deep_is_refused(source: str) -> None:
    with pytest.raises(SyntaxFaultError):
        parse(source)


def test_predicates_in_predicates_come_to_an_end() -> None:
    """Of 40 nodes in 40 in 40 in 40: more than are ever looked at."""
    assert told("count(//*[count(//*[count(//*[count(//*) > 3]) > 3]) > 3])") == "0"
