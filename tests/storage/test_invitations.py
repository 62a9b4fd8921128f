"""Invitation codes: readable, told from words, understood however they are typed."""

from random import Random

import pytest

from storage.invitations import ALPHABET, new_code, normalise


def test_every_code_is_readable_and_has_a_digit() -> None:
    chance = Random(1)
    for _ in range(2000):
        code = new_code(chance)
        assert len(code) == 11
        assert code[5] == "-"
        assert set(code) - {"-"} <= set(ALPHABET)
        assert any(c.isdigit() for c in code)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7K3M9-QXT2H", "7K3M9QXT2H"),
        (" 7k3m9 qxt2h ", "7K3M9QXT2H"),
        ("7k3m9qxt2h", "7K3M9QXT2H"),
        ("OIL00-00000", "0110000000"),
        ("7K3M9-QXT2", None),
        ("7K3M9-QXT2U", None),
        ("Mường Tè", None),
        ("", None),
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str, code: str | None) -> None:
    assert normalise(typed) == code
