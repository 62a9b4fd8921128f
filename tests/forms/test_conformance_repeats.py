"""References in repeats by the book: what they reach from outside, inside, and two repeats deep.

Three people: An, 40, with a dog (4 legs) and a bird (2); Binh, 10, in school A1, with a cat (4);
Cuc, of unknown age, with a fish (0), a cow (4) and an ant (6). Expected are the values in document
order, "–" for none. They are JavaRosa's, but where it fails or does not reckon again what follows.
"""

import pytest

from forms.steps import Submit
from tests.forms.fakes import Talk, make
from tests.forms.real.playing import handed_in

FORM = """| type | name | label | calculation | relevant |
| | integer | k | K | | |
| | begin_group | g | G | | |
| | begin_repeat | member | Member | | |
| | text | name | Name | | |
| | integer | age | Age | | |
| | text | school | School | | ${age} < 18 |
| | begin_repeat | pet | Pet | | |
| | text | kind | Kind | | |
| | integer | legs | Legs | | |
| | calculate | r2 | | {r2} | |
| | end_repeat | | | | |
| | calculate | r1 | | {r1} | |
| | end_repeat | | | | |
| | end_group | | | | |
| | calculate | r0 | | {r0} | |"""
SAID = (
    "2", "An", "40", "dog", "4", "thêm", "bird", "2", "không",
    "thêm", "Binh", "10", "A1", "cat", "4", "không",
    "thêm", "Cuc", "bỏ qua", "fish", "0", "thêm", "cow", "4", "thêm", "ant", "6", "không", "không",
)  # fmt: skip
PLACES = {
    "r0": ["r0"],
    "r1": [f"member[{at}]/r1" for at in (1, 2, 3)],
    "r2": [
        f"member[{member}]/pet[{pet}]/r2"
        for member, pets in ((1, 2), (2, 1), (3, 3))
        for pet in range(1, pets + 1)
    ],
}
OUTSIDE = [
    ("count(${member})", "3"),
    ("count(${pet})", "6"),
    ("sum(${age})", "50"),
    ("sum(${legs})", "20"),
    ("max(${age})", "40"),
    ("join(' ', ${name})", "An Binh Cuc"),
    ("join(' ', ${kind})", "dog bird cat fish cow ant"),
    ("concat(${name})", "AnBinhCuc"),
    ("count-non-empty(${age})", "2"),
    ("count(${age})", "3"),
    ("count(${school})", "1"),
    ("count-non-empty(${school})", "1"),
    ("indexed-repeat(${name}, ${member}, 2)", "Binh"),
    ("indexed-repeat(${name}, ${member}, ${k})", "Binh"),
    ("indexed-repeat(${name}, ${member}, 9)", "–"),
    ("indexed-repeat(${name}, ${member}, 0)", "–"),
    ("indexed-repeat(${kind}, ${member}, 3, ${pet}, 2)", "cow"),
    ("${member}[position() = 2]/name", "Binh"),
    ("/data/g/member[position() = 3]/name", "Cuc"),
    ("/data/g/member[age = 10]/name", "Binh"),
    ("count(/data/g/member[age > 5])", "2"),
    ("count(${member}[age = ''])", "1"),
    ("sum(${member}[age > 5]/pet/legs)", "10"),
    ("count(${pet}[legs = 4])", "3"),
    ("count(${member}[count(./pet) > 1])", "2"),
    ("count(${member}[pet/legs = 2])", "1"),
    ("sum(/data/g/member/pet/legs)", "20"),
    ("sum(/data/g/member[name = 'Cuc']/pet[legs > 0]/legs)", "10"),
    ("position(${member})", "1"),
    ("count(${member}[position() > 1])", "2"),
    ("${k} + count(/data/g/member)", "5"),
    ("${age} > 20", "true"),
    ("count(${member}[school != ''])", "1"),
    ("count(${member}[not(age > 5)])", "1"),
]
INSIDE = [
    ("position(..)", "1 | 2 | 3"),
    ("../name", "An | Binh | Cuc"),
    ("${name}", "An | Binh | Cuc"),
    ("${age} + ${k}", "42 | 12 | –"),
    ("count(${pet})", "2 | 1 | 3"),
    ("sum(${legs})", "6 | 4 | 10"),
    ("join('+', ${kind})", "dog+bird | cat | fish+cow+ant"),
    ("count(../pet)", "2 | 1 | 3"),
    ("count(../../member)", "3 | 3 | 3"),
    ("sum(../../member/age)", "50 | 50 | 50"),
    ("sum(/data/g/member/age)", "40 | 10 | 0"),
    ("count(/data/g/member)", "1 | 1 | 1"),
    ("count(/data/g/member/pet)", "2 | 1 | 3"),
    ("count(${member})", "1 | 1 | 1"),
    ("sum(${age})", "40 | 10 | 0"),
    ("max(/data/g/member/pet/legs)", "4 | 4 | 6"),
    ("/data/g/member/name", "An | Binh | Cuc"),
    ("indexed-repeat(${name}, ${member}, position(..) - 1)", "– | An | Binh"),
    ("indexed-repeat(${name}, ${member}, 1)", "An | An | An"),
    (
        "if(position(..) > 1, indexed-repeat(${name}, ${member}, position(..) - 1), 'none')",
        "none | An | Binh",
    ),
    ("indexed-repeat(${kind}, ${member}, position(..), ${pet}, 1)", "dog | cat | fish"),
    ("indexed-repeat(${kind}, ${pet}, 1)", "dog | cat | fish"),
    ("count(../../member[age > current()/../age])", "0 | 1 | 0"),
    ("count(/data/g/member[age > 5])", "2 | 2 | 2"),
    ("../../member[position() = 1]/name", "An | An | An"),
    ("/data/g/member[position() = 1]/name", "An | An | An"),
    ("count(../pet[legs > 0])", "2 | 1 | 2"),
    ("sum(${pet}[legs > 0]/legs)", "6 | 4 | 10"),
    ("position(../pet)", "1 | 1 | 1"),
    ("count(../../member[position() < position(current()/..)])", "0 | 1 | 2"),
    ("count(../../member[name = current()/../name])", "1 | 1 | 1"),
    ("sum(../../member[position() <= position(current()/..)]/age)", "40 | 50 | 50"),
    ("if(${age} = '', 'unknown', ${age})", "40 | 10 | unknown"),
    ("${school}", "– | A1 | –"),
    ("../pet[position() = 2]/kind", "bird | – | cow"),
    ("${pet}[position() = 2]/kind", "bird | – | cow"),
    ("join(',', ../pet[legs > 1]/kind)", "dog,bird | cat | cow,ant"),
    ("max(${legs}) - min(${legs})", "2 | 0 | 6"),
    ("../../../k", "2 | 2 | 2"),
    ("concat(${name}, position(..), '/', count(../../member))", "An1/3 | Binh2/3 | Cuc3/3"),
]
DEEPER = [
    ("position(..)", "1 | 2 | 1 | 1 | 2 | 3"),
    ("position(../..)", "1 | 1 | 2 | 3 | 3 | 3"),
    ("${name}", "An | An | Binh | Cuc | Cuc | Cuc"),
    ("../../name", "An | An | Binh | Cuc | Cuc | Cuc"),
    ("${age}", "40 | 40 | 10 | – | – | –"),
    ("count(${pet})", "2 | 2 | 1 | 3 | 3 | 3"),
    ("count(../../pet)", "2 | 2 | 1 | 3 | 3 | 3"),
    ("sum(${legs})", "4 | 2 | 4 | 0 | 4 | 6"),
    ("sum(../../pet/legs)", "6 | 6 | 4 | 10 | 10 | 10"),
    ("count(${member})", "1 | 1 | 1 | 1 | 1 | 1"),
    ("${legs} + ${k}", "6 | 4 | 6 | 2 | 6 | 8"),
    ("sum(/data/g/member/pet/legs)", "4 | 2 | 4 | 0 | 4 | 6"),
    (
        "indexed-repeat(${kind}, ${member}, position(../..), ${pet}, position(..) - 1)",
        "– | dog | – | – | fish | cow",
    ),
    ("indexed-repeat(${kind}, ${pet}, 1)", "dog | dog | cat | fish | fish | fish"),
    ("indexed-repeat(${name}, ${member}, 1)", "An | An | An | An | An | An"),
    ("concat(position(../..), '.', position(..))", "1.1 | 1.2 | 2.1 | 3.1 | 3.2 | 3.3"),
    ("../../../member[position() = 1]/name", "An | An | An | An | An | An"),
    ("count(../../../member)", "3 | 3 | 3 | 3 | 3 | 3"),
    ("../kind", "dog | bird | cat | fish | cow | ant"),
    ("count(../../pet[legs > current()/../legs])", "0 | 1 | 0 | 2 | 1 | 0"),
    ("sum(../../pet[position() <= position(current()/..)]/legs)", "4 | 6 | 4 | 0 | 4 | 10"),
    ("../../pet[position() = position(current()/..) - 1]/kind", "– | dog | – | – | fish | cow"),
    ("../../../../k", "2 | 2 | 2 | 2 | 2 | 2"),
]


def values(at: str, expression: str) -> str:
    """The values of a calculation put at one of the three places."""
    survey = FORM
    for place in PLACES:
        survey = survey.replace(f"{{{place}}}", expression if place == at else "''")
    sent = handed_in(Talk(make(survey)).say(*SAID, Submit()))
    return " | ".join(str(sent.get(path, "–")) for path in PLACES[at])


@pytest.mark.parametrize(("expression", "expected"), OUTSIDE)
def test_from_outside(expression: str, expected: str) -> None:
    assert values("r0", expression) == expected


@pytest.mark.parametrize(("expression", "expected"), INSIDE)
def test_from_inside(expression: str, expected: str) -> None:
    assert values("r1", expression) == expected


@pytest.mark.parametrize(("expression", "expected"), DEEPER)
def test_from_two_repeats_deep(expression: str, expected: str) -> None:
    assert values("r2", expression) == expected
