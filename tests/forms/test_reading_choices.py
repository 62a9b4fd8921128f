"""Choices by number, by words, by yes and no; one and several at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.picking import pick
from forms.picking_several import pick_several
from forms.steps import Option


def _options(*labels: str) -> list[Option]:
    return [Option(f"v{at}", label) for at, label in enumerate(labels, 1)]


FORMS = _options(
    "Hội nghị, hội thảo",
    "Tập huấn",
    "Tờ rơi, pano, băng rôn",
    "Mạng xã hội, trang thông tin điện tử",
    "Tuyên truyền lưu động",
    "Khác (nhập)",
)
ANSWERS = _options("Không", "Không rõ", "Có")
YES_NO = _options("Có", "Không")
YES_NO_OTHER = _options("Có", "Không", "Cả hai")
PLANNED = _options("Đã thực hiện", "Đang thực hiện", "Chưa thực hiện")
DONE = _options("Rồi", "Chưa")
AGREED = _options("Đồng ý", "Không đồng ý")
OPERATING = _options("Đang hoạt động", "Tạm ngừng", "Đã đóng cửa")
PACKAGING = _options("Chưa sử dụng", "Thay thế một phần", "Thay thế hoàn toàn", "Không dùng bao bì")
SCALES = _options("1 năm", "5 năm", "5", "2")
MARKETS = _options("Chợ xã", "Chợ", "Chợ phiên")
GRADES = _options("Loại A", "Loại B", "Bỏ trống", "Cấp?")
LONG = _options(*(f"Bản {at}" for at in range(1, 16)))


@pytest.mark.parametrize(
    ("text", "options", "expected", "certain"),
    [
        ("1", FORMS, ["v1"], True),
        ("6.", FORMS, ["v6"], True),
        ("2)", FORMS, ["v2"], True),
        ("02", FORMS, ["v2"], True),
        ("２", FORMS, ["v2"], True),
        ("số 2", FORMS, ["v2"], True),
        ("chọn 2", FORMS, ["v2"], True),
        ("ý 2 ạ", FORMS, ["v2"], True),
        ("12", LONG, ["v12"], True),
        ("7", FORMS, [], False),
        ("0", FORMS, [], False),
        ("-1", FORMS, [], False),
        ("tap huan", FORMS, ["v2"], True),
        ("TẬP HUẤN", FORMS, ["v2"], True),
        ("Khác", FORMS, ["v6"], True),
        ("to roi", FORMS, ["v3"], True),
        ("bang ron", FORMS, ["v3"], True),
        ("luu dong", FORMS, ["v5"], True),
        ("hội", FORMS, ["v1"], True),
        ("hội nghị, hội thảo", FORMS, ["v1"], True),
        ("2. tập huấn", FORMS, ["v2"], True),
        ("2 - tập huấn", FORMS, ["v2"], True),
        ("1. tập huấn", FORMS, ["v1", "v2"], False),
        ("tập hấn", FORMS, ["v2"], False),
        ("t", FORMS, ["v2", "v3", "v5"], False),
        ("k", FORMS, ["v6"], False),
        ("xyz", FORMS, [], False),
        ("", FORMS, [], False),
        ("không", FORMS, [], False),
        ("chợ", MARKETS, ["v2"], True),
        ("chợ x", MARKETS, ["v1"], True),
        ("b", GRADES, ["v2"], True),
        ("c", GRADES, ["v4"], False),
        ("cấp", GRADES, ["v4"], True),
        ("l", GRADES, ["v1", "v2"], False),
        ("khong", ANSWERS, ["v1"], True),
        ("khong ro", ANSWERS, ["v2"], True),
        ("ko rõ", ANSWERS, ["v2"], True),
        ("không biết", ANSWERS, ["v2"], True),
        ("co", ANSWERS, ["v3"], True),
        ("k", ANSWERS, ["v1"], True),
        *(
            (text, YES_NO, ["v1"], True)
            for text in ["có", "c", "vâng", "dạ", "rồi", "đã", "uh", "ok", "đúng"]
        ),
        *((text, YES_NO, ["v1"], True) for text in ["dạ có", "có rồi", "đồng ý", "có ạ", "Có."]),
        *((text, YES_NO, ["v2"], True) for text in ["ko", "k", "kg", "hông", "chưa", "no", "n"]),
        *((text, YES_NO, ["v2"], True) for text in ["dạ không", "chưa có", "không ạ", "không có"]),
        ("không rõ", YES_NO, [], False),
        ("không biết", YES_NO, [], False),
        ("c", YES_NO_OTHER, ["v1", "v3"], False),
        ("k", YES_NO_OTHER, ["v2"], True),
        ("rồi", PLANNED, ["v1"], True),
        ("chưa", PLANNED, ["v3"], True),
        ("có", PLANNED, ["v1"], False),
        ("không", PLANNED, ["v3"], False),
        ("đang", PLANNED, ["v2"], True),
        ("có", DONE, ["v1"], True),
        ("đã", DONE, ["v1"], True),
        ("không", DONE, ["v2"], True),
        ("ok", AGREED, ["v1"], True),
        ("không", AGREED, ["v2"], True),
        ("có", OPERATING, ["v3"], False),
        ("rồi", OPERATING, ["v3"], False),
        ("không", OPERATING, [], False),
        ("không", PACKAGING, ["v1", "v4"], False),
        ("chưa", PACKAGING, ["v1"], False),
        ("có", PACKAGING, [], False),
        ("5 nam", SCALES, ["v2"], True),
        ("5", SCALES, ["v3"], True),  # a label that is the number; there is no fifth option
        ("2", SCALES, ["v4", "v2"], False),  # the fourth's label, the second's number
    ],
)
def test_picking(text: str, options: list[Option], expected: list[str], certain: bool) -> None:
    picked = pick(text, options)
    assert ([one.value for one in picked.options], picked.certain) == (expected, certain)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("1,3 và 5", FORMS, "1 3 5"),
        ("1 3 5", FORMS, "1 3 5"),
        ("1;3/5", FORMS, "1 3 5"),
        ("1.3.5", FORMS, "1 3 5"),
        ("1. 3. 5.", FORMS, "1 3 5"),
        ("1-3-5", FORMS, "1 3 5"),
        ("1+3", FORMS, "1 3"),
        ("1\n3", FORMS, "1 3"),
        ("5 và 1", FORMS, "5 1"),
        ("1, 1", FORMS, "1"),
        ("2", FORMS, "2"),
        ("12", LONG, "12"),
        ("1-2", FORMS, "1 2"),
        ("từ 1 đến 3", FORMS, "1 2 3"),
        ("1 đến 3", FORMS, "1 2 3"),
        ("hội nghị, hội thảo", FORMS, "1"),
        ("hội nghị, hội thảo, tập huấn", FORMS, "1 2"),
        ("tờ rơi, pano, băng rôn và tập huấn", FORMS, "3 2"),
        ("tap huan va to roi", FORMS, "2 3"),
        ("tập huấn, băng rôn, pano", FORMS, "2 3"),
        ("tập huấn\ntờ rơi", FORMS, "2 3"),
        ("1, tờ rơi", FORMS, "1 3"),
        ("chợ, chợ xã", MARKETS, "2 1"),
    ],
)
def test_picking_several(text: str, options: list[Option], expected: str) -> None:
    several = pick_several(text, options)
    assert [[one.value[1:] for one in group] for group in several.sets] == [expected.split()]
    assert several.certain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-3", ["1 2 3", "1 3"]),
        ("135", ["1 3 5"]),
        ("13", ["1 3"]),
        ("tất cả", ["1 2 3 4 5 6"]),
        ("cả 6", ["1 2 3 4 5 6"]),
        ("cả hai", []),
        ("tất cả trừ 3", []),
        ("1, xyz", []),
        ("1, 9", []),
        ("1-9", []),
        ("3-1", []),
        ("1,3-5", []),
        ("531", []),
        ("11", []),
        ("19", []),
        ("0", []),
        ("1 2 3 4 5 6 7", []),
        ("9" * 200, []),
        ("tập hấn, tờ rơi", []),
        (",", []),
        ("", []),
    ],
)
def test_several_that_are_asked_back_or_not_understood(text: str, expected: list[str]) -> None:
    several = pick_several(text, FORMS)
    found = [" ".join(one.value[1:] for one in group) for group in several.sets]
    assert (found, several.certain) == (expected, False)


@given(
    st.sets(st.integers(1, 15), min_size=1), st.sampled_from([", ", " ", ";", " và ", "/", "\n"])
)
def test_numbers_pick_what_they_count(numbers: set[int], mark: str) -> None:
    several = pick_several(mark.join(map(str, sorted(numbers))), LONG)
    assert several.sets == (tuple(LONG[number - 1] for number in sorted(numbers)),)
    assert several.certain


@given(st.lists(st.sampled_from(FORMS), min_size=1, unique=True))
def test_labels_pick_their_options(chosen: list[Option]) -> None:
    several = pick_several(", ".join(one.label for one in chosen), FORMS)
    assert several.sets == (tuple(chosen),)


@given(st.text(max_size=300), st.sampled_from([FORMS, YES_NO, LONG, PACKAGING]))
def test_any_text_can_be_picked_from(text: str, options: list[Option]) -> None:
    assert set(pick(text, options).options) <= set(options)
    for group in pick_several(text, options).sets:
        assert set(group) <= set(options)
