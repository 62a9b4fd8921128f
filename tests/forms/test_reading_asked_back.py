"""What can be read in several ways is offered in conversation, and what is chosen is taken."""

from datetime import date
from decimal import Decimal

import pytest

from forms.values import Value
from forms.xlsform import from_markdown
from tests.forms.fakes import Talk

FORM = """
| survey | type | name | label |
| | integer | people | Bao nhiêu người? |
| | date | day | Ngày nào? |
| | decimal | weight | Bao nhiêu kg? |
| | select_multiple kind | kinds | Những hình thức nào? |
| | select_one kind | kind | Hình thức chính là gì? |
| | select_one answer | held | Đã tổ chức chưa? |

| choices | list_name | name | label | exclusive |
| | kind | meeting | Hội nghị, hội thảo | |
| | kind | leaflet | Tờ rơi | |
| | kind | radio | Truyền thanh | |
| | kind | nothing | Không | yes |
| | kind | other | Khác | |
| | answer | yes | Đã tổ chức | |
| | answer | no | Chưa tổ chức | |

| settings | form_title | form_id | version |
| | Thử | try | 1 |
"""
BEFORE = {"people": 0, "day": 1, "weight": 2, "kinds": 3, "kind": 4, "held": 5}
ANSWERS = ["45", "hôm nay", "3", "1", "1", "rồi"]


def _asked(name: str) -> Talk:
    talk = Talk(from_markdown(FORM)).say(*ANSWERS[: BEFORE[name]])
    assert talk.at == name
    return talk


@pytest.mark.parametrize(
    ("name", "said", "offered", "choice", "taken"),
    [
        ("people", "5/6", ["5", "6"], "2", 6),
        ("people", "1.25", ["125"], "1", 125),
        ("day", "24/11", ["24/11/2025 (thứ Hai)", "24/11/2026 (thứ Ba)"], "1", date(2025, 11, 24)),
        ("day", "3/13/2026", ["13/03/2026 (thứ Sáu)"], "1", date(2026, 3, 13)),
        ("weight", "2 tấn", ["2.000"], "1", Decimal(2000)),
        (
            "kinds",
            "1-3",
            ["Hội nghị, hội thảo; Tờ rơi; Truyền thanh", "Hội nghị, hội thảo; Truyền thanh"],
            "2",
            ("meeting", "radio"),
        ),
        (
            "kinds",
            "tất cả",
            ["Hội nghị, hội thảo; Tờ rơi; Truyền thanh"],
            "1",
            ("meeting", "leaflet", "radio"),
        ),
        ("kinds", "13", ["Hội nghị, hội thảo; Truyền thanh"], "1", ("meeting", "radio")),
        ("kind", "1 và 3", ["Hội nghị, hội thảo", "Truyền thanh"], "2", "radio"),
        ("kind", "2 hoặc 3", ["Tờ rơi", "Truyền thanh"], "1", "leaflet"),
    ],
)
def test_the_readings_are_offered(
    name: str, said: str, offered: list[str], choice: str, taken: Value
) -> None:
    talk = _asked(name).say(said)
    assert [option.label for option in talk.doubt.options] == offered
    assert talk.say(choice).value(name) == taken


@pytest.mark.parametrize(
    ("name", "said", "taken"),
    [
        ("kinds", "1,3 và 2", ("meeting", "leaflet", "radio")),
        ("kinds", "hội nghị, hội thảo, truyền thanh", ("meeting", "radio")),
        ("kinds", "ko", ("nothing",)),
        ("kind", "truyen thanh", "radio"),
        ("held", "rồi", "yes"),
        ("held", "chưa ạ", "no"),
        ("held", "ko", "no"),
    ],
)
def test_what_is_certain_is_taken_at_once(name: str, said: str, taken: Value) -> None:
    assert _asked(name).say(said).value(name) == taken


@pytest.mark.parametrize("said", ["1, 4", "4 và 2", "2, 9", "từ 1 đến 4"])
def test_what_stands_alone_goes_with_nothing_else(said: str) -> None:
    talk = _asked("kinds").say(said)
    assert "kinds" not in talk.filling.answers
