"""The expression language: what it gives, as JavaRosa does."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.checks import check, circles
from forms.expressions.coercion import XValue, number, number_text, text, truth
from forms.expressions.compiler import Frame, compiled
from forms.expressions.parser import SyntaxFaultError, parse
from forms.problems import Fault


@dataclass
class Given:
    """Answers as expressions see them."""

    values: Mapping[str, XValue] = field(default_factory=dict)
    today: date = date(2026, 11, 23)

    def pulled(self, column: str) -> str:
        return "03433@2025-07-01" if column == "unit" else ""

    def xvalue(self, name: str) -> XValue:
        return self.values.get(name, ())

    def choice_label(self, question: str, value: str) -> str:
        return {"a": "Một", "b": "Hai"}.get(value, "") if question == "many" else ""


ANSWERS = Given(
    {
        "n": 45.0,
        "zero": 0.0,
        "none": "",
        "word": "Nà Hừ",
        "day": date(2026, 11, 20),
        "many": "a b",
        "several": (1.0, 2.0, "", 4.0),
    }
)


def evaluate(source: str, here: XValue = "", entry: Mapping[str, str] | None = None) -> XValue:
    return compiled(source)(Frame(ANSWERS, here, entry or {}))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # arithmetic
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("10 - 2 - 3", 5.0),
        ("7 div 2", 3.5),
        ("7 mod 4", 3.0),
        ("-7 mod 4", -3.0),
        ("- - 2", 2.0),
        ("${n} - 5", 40.0),
        ("${n}-5", 40.0),
        ("1 div 0", float("inf")),
        # comparison
        ("${n} > 44", True),
        ("${n} = 45", True),
        ("${n} = '45'", True),
        ("${n} != 45", False),
        ("1 < 2 and 2 < 1", False),
        ("1 < 2 or 2 < 1", True),
        ("'a' = 'a'", True),
        ("'2' > '10'", False),
        ("true() = 'x'", True),
        # empty values
        ("${none} = ''", True),
        ("${unknown_yet} = ''", True),
        ("${none} > 0", False),
        ("${none} <= 0", False),
        ("${none} != 0", True),
        ("${zero} = 0", True),
        ("${zero} = ''", False),
        # dates are whole days
        ("number(date('2008-09-05'))", 14127.0),
        ("${day} <= today()", True),
        ("today() - ${day}", 3.0),
        ("${day} = '2026-11-20'", True),
        ("${day} = date('2026-11-20')", True),
        ("date('') <= today()", False),
        ("date('nonsense')", ""),
        ("date(14127)", date(2008, 9, 5)),
        ("now()", date(2026, 11, 23)),
        ("format-date(${day}, '%d/%m/%Y')", "20/11/2026"),
        ("format-date(${day}, '%e/%n/%y %a %b %H:%M%%')", "20/11/26 Fri Nov 00:00%"),
        ("format-date('', '%d')", ""),
        # choice
        ("if(${n} > 1, 'many', 'few')", "many"),
        ("if(${none} > 1, 'many', 'few')", "few"),
        ("coalesce(${none}, ${word})", "Nà Hừ"),
        ("coalesce('', '')", ""),
        ("selected(${many}, 'b')", True),
        ("selected(${many}, 'c')", False),
        ("selected(${none}, 'c')", False),
        ("count-selected(${many})", 2.0),
        ("selected-at(${many}, 1)", "b"),
        ("selected-at(${many}, 2)", ""),
        ("jr:choice-name('a', '${many}')", "Một"),
        ("pulldata('me', 'unit', 'key', 'me')", "03433@2025-07-01"),
        ("pulldata('me', 'nothing')", ""),
        # several nodes
        ("sum(${several})", 7.0),
        ("sum(${n}, ${none}, 5)", 50.0),
        ("min(${several})", 1.0),
        ("max(3, ${none}, 8)", 8.0),
        ("count(${several})", 4.0),
        ("count-non-empty(${several})", 3.0),
        ("count(${unknown_yet})", 0.0),
        # text
        ("concat('a', ${n}, 'b')", "a45b"),
        ("join(', ', 'a', 'b')", "a, b"),
        ("string-length(${word})", 5.0),
        ("substr('abcdef', 1, 3)", "bc"),
        ("substr('abcdef', 2)", "cdef"),
        ("substr('abcdef', -2)", "ef"),
        ("contains(${word}, 'Hừ')", True),
        ("starts-with(${word}, 'Nà')", True),
        ("ends-with(${word}, 'Nà')", False),
        ("normalize-space('  a   b ')", "a b"),
        ("regex('125/KH-UBND', '[0-9]+/.+')", True),
        ("regex('x125', '[0-9]+')", False),
        # numbers
        ("round(2.5)", 3.0),
        ("round(1.255, 2)", 1.26),
        ("round(1250, -2)", 1300.0),
        ("int(-2.7)", -2.0),
        ("number('3.5')", 3.5),
        ("string(1500000)", "1500000"),
        ("string(0.5)", "0.5"),
        ("boolean('')", False),
        ("boolean('0')", True),
        ("boolean(0)", False),
        ("not(${n})", False),
        ("true() and not(false())", True),
        ("abs(-3)", 3.0),
        ("pow(2, 10)", 1024.0),
        ("“a” = 'a'", True),
    ],
)
def test_values(source: str, expected: XValue) -> None:
    found = evaluate(source)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "source",
    ["number('x')", "${none} + 1", "0 div 0", "min(${none})", "number('1_000')", "pow(-1, 0.5)",
     "5 mod 0", "number('nan')"],
)  # fmt: skip
def test_no_number(source: str) -> None:
    found = evaluate(source)
    assert isinstance(found, float)
    assert isnan(found)
    assert truth(found) is False


def test_here_and_the_entry_of_a_list() -> None:
    assert evaluate(". <= ${n}", here=44.0) is True
    assert evaluate("once('new')", here="old") == "old"
    assert evaluate("once('new')") == "new"
    entry = {"valid_from": "2025-07-01", "valid_to": ""}
    assert evaluate("date(valid_from) <= ${day}", entry=entry) is True
    assert evaluate("valid_to = '' or date(valid_to) > ${day}", entry=entry) is True
    assert evaluate("missing = ''", entry=entry) is True


def test_precedence() -> None:
    assert evaluate("1 = 2 or 1 < 2 and not(3 > 2)") is False
    assert evaluate("2 + 2 = 4") is True


@pytest.mark.parametrize(
    ("source", "position"),
    [("1 +", 3), ("a b", 3), ("${x", 1), ("1 == 2", 4), ("'open", 1), ("", 0), ("f(,)", 3)],
)
def test_syntax_errors_name_the_place(source: str, position: int) -> None:
    with pytest.raises(SyntaxFaultError) as caught:
        parse(source)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("source", "fault", "what"),
    [
        ("uuid()", Fault.FUNCTION, "uuid"),
        ("position(..)", Fault.SYNTAX, "position(..) (11)"),
        ("${nobody} > 1", Fault.REFERENCE, "nobody"),
        ("n > 1", Fault.BARE_NAME, "n"),
        ("selected(${n})", Fault.ARGUMENTS, "selected(1)"),
        ("today(1)", Fault.ARGUMENTS, "today(1)"),
        ("regex(., '[')", Fault.PATTERN, "["),
        ("pulldata('shops', 'x')", Fault.SOURCE, "shops"),
        ("jr:choice-name('a', '${nobody}')", Fault.REFERENCE, "nobody"),
        ("jr:choice-name('a', 'n')", Fault.REFERENCE, "…"),
        ("if(true(), 1, uuid())", Fault.FUNCTION, "uuid"),
    ],
)
def test_checks(source: str, fault: Fault, what: str) -> None:
    (finding,) = check(source, ["n"], ())
    assert (finding.fault, finding.what) == (fault, what)


def test_a_choice_filter_may_use_bare_names() -> None:
    assert not list(check("kind = ${n}", ["n"], ["kind"]))
    assert not list(check("whatever = ${n}", ["n"], None))


def test_circles_are_found() -> None:
    needs = {
        "a": frozenset({"b"}),
        "b": frozenset({"c"}),
        "c": frozenset({"b"}),
        "d": frozenset({"a"}),
    }
    assert list(circles(needs)) == [("b", "b → c → b"), ("c", "c → b → c")]
    assert list(circles({"a": frozenset({"a"})})) == [("a", "a → a")]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_numbers_survive_being_text(value: float) -> None:
    assert abs(number(number_text(value)) - value) <= 1e-12 + abs(value) * 1e-12


@given(st.text(max_size=60))
def test_any_text_parses_or_is_a_syntax_error(source: str) -> None:
    with suppress(SyntaxFaultError):
        assert parse(source) is not None


@given(st.one_of(st.text(), st.booleans(), st.floats(), st.dates()))
def test_every_value_has_a_text_a_number_and_a_truth(value: XValue) -> None:
    assert isinstance(text(value), str)
    assert isinstance(number(value), float)
    assert isinstance(truth(value), bool)
