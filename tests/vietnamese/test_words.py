"""Words by how they are typed: folding, vocabularies, and short yes and no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.assent import Assent, read_assent
from vietnamese.text import fold, tidy
from vietnamese.vocabulary import Vocabulary

YES = [
    "có",
    "Có",
    "co",
    "c",
    "vâng",
    "vang",
    "dạ",
    "ừ",
    "uh",
    "ok",
    "OK",
    "oke",
    "yes",
    "đúng",
    "phải",
    "được",
]
YES += ["dạ có", "đồng ý", "dong y", "có ạ", "vâng ạ.", "đúng vậy", "dạ vâng"]
DONE = ["rồi", "roi", "đã", "có rồi", "đã có", "xong rồi", "rồi ạ", "dạ rồi"]
NO = ["không", "khong", "ko", "k", "kg", "kh", "hông", "hok", "khum", "no", "n", "sai", "KHÔNG"]
NO += ["không có", "ko có", "k co", "dạ không", "dạ ko", "không ạ", "ko!", "không phải", "hổng có"]
NOT_YET = ["chưa", "chua", "chưa có", "dạ chưa", "chưa ạ", "vẫn chưa", "dạ chưa có"]
UNKNOWN = ["không rõ", "ko rõ", "k biết", "không biết", "chưa rõ", "không có số liệu", "ko nhớ"]
OTHER = ["", "cỏ", "cô", "da dê", "hội nghị", "45", "không họp", "có 5 người", "đã họp", "rọi", "?"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, Assent.YES) for text in YES),
        *((text, Assent.DONE) for text in DONE),
        *((text, Assent.NO) for text in NO),
        *((text, Assent.NOT_YET) for text in NOT_YET),
        *((text, Assent.UNKNOWN) for text in UNKNOWN),
        *((text, None) for text in OTHER),
    ],
)
def test_yes_and_no(text: str, expected: Assent | None) -> None:
    assert read_assent(text) is expected


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("trăm", 100),
        ("TRĂM", 100),
        ("tram", 100),
        ("tra\u0306m", 100),
        ("trạm", None),
        ("trầm", None),
        ("tramm", None),
        ("hôm qua", 1),
        ("hom qua", 1),
        ("hôm quá", None),
        ("hôm  qua", 1),
        ("hoà", 2),
        ("hòa", 2),
        ("vạn", 10000),
        ("van", None),
        ("văn", None),
        ("đông", 3),
        ("dong", 3),
        ("đong", None),
        ("", None),
        ("\u0301", None),
    ],
)
def test_diacritics_may_be_missing_but_not_wrong(typed: str, found: int | None) -> None:
    numbers = {"trăm": 100, "hôm qua": 1, "hòa": 2, "đông": 3, "vạn": 10000}
    assert Vocabulary(numbers, in_full=["vạn"]).find(typed) == found


def test_the_word_with_fewer_diacritics_is_meant() -> None:
    words = Vocabulary({"kìa": 3, "kia": 2})
    assert (words.find("kia"), words.find("kìa")) == (2, 3)


@given(st.text(max_size=60))
def test_tidying_changes_nothing_a_second_time(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)
