"""Paths, predicates, axes, references inside repeats: which nodes each leads to."""

import pytest

from tests.forms.expressions.world import told


@pytest.mark.parametrize(
    ("at", "source", "expected"),
    [
        # ${name} from outside a repeat: all its instances
        ("tot", "sum(${age})", "12"),
        ("tot", "count(${member})", "3"),
        ("tot", "count(${pet})", "4"),
        ("tot", "max(${age})", "7"),
        ("tot", "count-non-empty(${nm})", "1"),
        ("tot", "join(',', ${sort})", "cat, dog, , hen".replace(", ", ",")),
        ("tot", "concat(${sort})", "catdoghen"),
        ("tot", "${age}", "5, 7, "),
        # from within: the same instance
        ("c1#2", "${age}", "7"),
        ("c1#2", "sum(${age})", "7"),
        ("c1#2", "count(${pet})", "1"),
        ("c1#1", "join('+', ${sort})", "cat+dog+"),
        ("c5#1.2", "${age} + 1", "6"),
        ("c5#1.2", "${sort}", "dog"),
        ("c5#1.2", "${title}", "Nà Hừ"),
        # a repeat itself from within: the outermost is the instance one stands in
        ("c1#2", "count(${member})", "1"),
        ("c5#1.1", "count(${pet})", "3"),
        # position
        ("c1#1", "position(..)", "1"),
        ("c1#3", "position(..)", "3"),
        ("c5#1.3", "position(..)", "3"),
        ("c5#1.3", "position(../..)", "1"),
        ("c5#2.1", "position(../..)", "2"),
        ("tot", "position(${member}[2])", "2"),
        # relative paths
        ("c1#2", "../age", "7"),
        ("c1#2", "../../title", "Nà Hừ"),
        ("c5#2.1", "../../age", "7"),
        ("c5#1.1", "../sort", "cat"),
        ("c1#2", "count(../../member)", "3"),
        ("c1#2", "sum(../../member/age)", "12"),
        ("c1#2", "./../age", "7"),
        ("c1#2", "current()/../age", "7"),
        # absolute paths: as far as they lead where one stands, the same instances
        ("tot", "/data/title", "Nà Hừ"),
        ("c1#2", "/data/member/age", "7"),
        ("c1#2", "sum(/data/member/age)", "7"),
        ("c1#1", "count(/data/member/pet)", "3"),
        ("c1#2", "count(/data/member/pet/sort)", "1"),
        ("c1#2", "/data/*/age", "7"),
        ("tot", "/*/title", "Nà Hừ"),
        # a predicate frees them
        ("c1#2", "sum(/data/member[position() > 0]/age)", "12"),
        ("c1#2", "/data/member[1]/age", "5"),
        # predicates
        ("tot", "/data/member[2]/age", "7"),
        ("tot", "/data/member[position() = 2]/age", "7"),
        ("tot", "/data/member[last()]/age", ""),
        ("tot", "/data/member[age > 5]/age", "7"),
        ("tot", "count(/data/member[age > 5])", "1"),
        ("tot", "count(/data/member[age])", "2"),
        ("tot", "/data/member[nm = 'An']/age", "5"),
        ("tot", "${member}[age = 7]/job", "giáo viên"),
        ("tot", "${member}[2]/pet[1]/sort", "hen"),
        ("tot", "count(${member}[count(pet) > 1])", "1"),
        ("tot", "${member}[age > 4][2]/age", "7"),
        ("tot", "(${age})[2]", "7"),
        ("tot", "/data/member[pet/sort = 'dog']/age", "5"),
        ("tot", "count(/data/member[./age = 5 or age = 7])", "2"),
        ("c1#1", "sum(../../member[position() != position(current()/..)]/age)", "7"),
        ("c1#2", "../../member[position() = position(current()/..) - 1]/age", "5"),
        ("tot", "/data/member[age = ${n} - 40]/nm", "An"),
        # axes
        ("c1#2", "ancestor::member/age", "7"),
        ("c1#2", "../preceding-sibling::member/age", "5"),
        ("c1#1", "../following-sibling::member[1]/age", "7"),
        ("c5#2.1", "ancestor::data/title", "Nà Hừ"),
        ("c5#2.1", "ancestor-or-self::*[2]/sort", "hen"),
        ("tot", "count(//pet)", "4"),
        ("tot", "count(//sort)", "4"),
        ("tot", "/descendant::age[2]", "7"),
        ("tot", "count(/data/descendant-or-self::member)", "3"),
        ("c1#2", "self::node()", "1"),
        ("c1#2", "parent::member/nm", ""),
        ("c1#2", "self::c1", "1"),
        ("c1#2", "self::age", ""),
        ("tot", "/child::data/child::title", "Nà Hừ"),
        ("c1#1", "../child::*[1]", "5"),
        ("c1#1", "following-sibling::pet[2]/sort", "dog"),
        ("c5#1.1", "preceding-sibling::sort", "cat"),
        # unions
        ("tot", "count(/data/title | /data/n)", "2"),
        ("tot", "/data/n | /data/title", "Nà Hừ, 45"),  # in document order
        ("tot", "sum(/data/n | /data/zero | /data/n)", "45"),
        # indexed-repeat
        ("tot", "indexed-repeat(${age}, ${member}, 2)", "7"),
        ("tot", "indexed-repeat(${age}, ${member}, 5)", ""),
        ("tot", "indexed-repeat(${age}, ${member}, 0)", ""),
        ("tot", "indexed-repeat(${sort}, ${member}, 1, ${pet}, 2)", "dog"),
        ("tot", "indexed-repeat(/data/member/age, /data/member, 2)", "7"),
        ("c1#2", "indexed-repeat(${age}, ${member}, position(..) - 1)", "5"),
        ("c5#1.2", "indexed-repeat(${sort}, ${member}, 1, ${pet}, 1)", "cat"),
        ("c5#1.2", "indexed-repeat(${sort}, ${pet}, 1)", "cat"),
        # what is not relevant is not there
        ("tot", "count(${job})", "1"),
        ("tot", "join(',', ${job})", "giáo viên"),
        ("tot", "count(/data/hidden_away)", "0"),
        ("tot", "count(/data/n)", "1"),
        # several values where one is wanted: the first; a comparison asks all
        ("tot", "${age} + 1", "6"),
        ("tot", "${age} = 7", "true"),
        ("tot", "${age} > 6", "true"),
        ("tot", "${age} > 7", "false"),
        ("tot", "string(${age})", "5"),
        # lists
        ("tot", "instance('towns')/root/item[name = ${town}]/label", "Than Uyên"),
        ("tot", "instance('towns')/root/item[name = 'mt']/people", "900"),
        ("tot", "count(instance('towns')/root/item)", "3"),
        ("tot", "count(instance('towns')/root/item[area = 'east'])", "2"),
        ("tot", "sum(instance('towns')/root/item[area = 'east']/people)", "1900"),
        ("tot", "instance('towns')/root/item[2]/name", "tu"),
        ("tot", "instance('towns')/root/item[area = 'east' and people < 1000]/name", "td"),
        ("tot", "join(',', instance('towns')//name)", "mt,tu,td"),
        ("tot", "instance('towns')/root/item[name = 'x']/label", ""),
        ("tot", "max(instance('towns')/root/item/people)", "1200"),
        ("tot", "instance('towns')//item[people = max(instance('towns')//people)]/name", "tu"),
    ],
)  # fmt: skip
def test_paths(at: str, source: str, expected: str) -> None:
    assert told(source, at) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # what looks like an operator may be a name, where a name is due
        ("count(../div)", "0"),
        ("../div div 2", "NaN"),
        ("count(../mod | ../and)", "0"),
        ("* * 2", "NaN"),
        ("count(/data/*) > 5", "true"),
        ("2 * count(..)", "2"),
        ("count( / data / title )", "1"),
        ("count(\n  ${member}\n)", "3"),
    ],
)
def test_operators_and_names(source: str, expected: str) -> None:
    assert told(source) == expected
