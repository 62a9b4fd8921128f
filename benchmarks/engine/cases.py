"""Owns the expressions that are measured one by one, and the form they stand in."""

from dataclasses import dataclass

from benchmarks.engine.specimens import HEADER, LISTS, SETTINGS


@dataclass(frozen=True, slots=True)
class Expression:
    title: str
    source: str
    kind: str = "calculate"  # as pyxform calls the attribute of its bind
    repeat: str = ""  # the repeat it stands in

    @property
    def column(self) -> int:
        return ("relevant", "constraint", "calculate").index(self.kind)


EXPRESSIONS = (
    Expression("comparison", "${age} >= 18", "relevant"),
    Expression("and, or", "${age} >= 18 and (${sex} = 'f' or ${total} > 100)", "relevant"),
    Expression("selected", "selected(${used}, 'bucket')", "relevant"),
    Expression("constraint", ". >= 0 and (${total} = '' or . <= ${total})", "constraint"),
    Expression("arithmetic", "(${total} - ${women}) * 100 div ${total} + 1"),
    Expression("if, coalesce", "if(${age} > 10, coalesce(${nothing}, ${women}), 0)"),
    Expression("text", "concat(normalize-space(${place}), ', ', substr(${phone}, 0, 4))"),
    Expression("regex", "regex(${phone}, '0[0-9]{9}')"),
    Expression("days between dates", "today() - ${held} > 60", "relevant"),
    Expression("format-date", "format-date(${held}, '%d/%m/%Y')"),
    Expression("count of 10", "count(${ten})"),
    Expression("sum of 10", "sum(${weight_ten})"),
    Expression("sum of 100", "sum(${weight_hundred})"),
    Expression("indexed-repeat, 5th of 10", "indexed-repeat(${weight_ten}, ${ten}, 5)"),
    Expression("position(..), 7th of 10", "position(..)", repeat="ten"),
)
_ASKED = (
    "| | integer | age | A? | | | |\n| | text | sex | A? | | | |\n"
    "| | integer | total | A? | | | |\n| | integer | women | A? | | | |\n"
    "| | integer | cost | A? | | | |\n| | integer | nothing | A? | | | |\n"
    "| | select_multiple kind | used | A? | | | |\n| | text | place | A? | | | |\n"
    "| | text | phone | A? | | | |\n| | date | held | A? | | | |\n"
)


def expressions() -> str:
    """One form with all of them."""
    rows = [_row(at, one) for at, one in enumerate(EXPRESSIONS)]
    alone = "".join(row for row, one in zip(rows, EXPRESSIONS, strict=True) if not one.repeat)
    inside = "".join(row for row, one in zip(rows, EXPRESSIONS, strict=True) if one.repeat)
    repeats = "".join(
        f"| | begin repeat | {name} | R | | | |\n| | integer | weight_{name} | A? | | | |\n"
        f"{inside if name == 'ten' else ''}| | end repeat | | | | | |\n"
        for name in ("ten", "hundred")
    )
    return f"{HEADER}\n{_ASKED}{repeats}{alone}{LISTS}{SETTINGS.format(name='expressions')}"


def _row(at: int, one: Expression) -> str:
    cells = ["", "", ""]
    cells[one.column] = one.source
    type_ = "calculate" if one.kind == "calculate" else "integer"
    return f"| | {type_} | e{at} | A? | {' | '.join(cells)} |\n"
