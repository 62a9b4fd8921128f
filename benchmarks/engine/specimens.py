"""Owns the forms that are measured, and what is typed into them."""

from dataclasses import dataclass, field

from benchmarks.scripts import OFFICER
from forms import library

Typing = dict[str, str]  # a question's name without its section's number -> what is typed


@dataclass(frozen=True, slots=True)
class Specimen:
    title: str
    markdown: str
    typed: Typing = field(default_factory=dict)
    script: tuple[str, ...] = ()  # instead: line by line


SETTINGS = """
| settings | form_title | form_id | version |
| | Đo | {name} | 1 |
"""
LISTS = """
| choices | list_name | name | label |
| | yesno | yes | Có |
| | yesno | no | Không |
| | kind | bag | Túi giấy |
| | kind | bucket | Xô, thùng |
| | kind | other | Loại khác |
"""
HEADER = "| survey | type | name | label | relevant | constraint | calculation |"

TWELVE = f"""{HEADER}
| | date | visited | Ngày kiểm tra? | | . <= today() and . >= date('2021-01-01') | |
| | text | place | Chợ nào? | | string-length(.) >= 2 | |
| | select_one yesno | opened | Chợ có họp không? | | | |
| | integer | stalls | Bao nhiêu quầy? | ${{opened}} = 'yes' | . >= 0 and . <= 1000 | |
| | integer | green | Bao nhiêu quầy không dùng túi nhựa? | ${{stalls}} > 0 | . <= ${{stalls}} | |
| | calculate | share | | | | if(${{stalls}} > 0, round(${{green}} * 100 div ${{stalls}}, 0), 0) |
| | select_multiple kind | used | Dùng loại nào? | ${{opened}} = 'yes' | | |
| | integer | bags | Bao nhiêu túi? | selected(${{used}}, 'bag') | . >= 1 | |
| | integer | buckets | Bao nhiêu xô? | selected(${{used}}, 'bucket') | . >= 1 | |
| | calculate | items | | | | coalesce(${{bags}}, 0) + coalesce(${{buckets}}, 0) |
| | text | why | Vì sao chỉ ${{share}}%? | ${{share}} < 50 and ${{items}} > 0 | | |
| | integer | visitors | Bao nhiêu người mua? | | . >= 0 | |
| | text | phone | Số điện thoại? | | regex(., '0[0-9]{{9}}') | |
| | text | remark | Ghi chú cho ${{items}} túi, xô? | | | |
{LISTS}{SETTINGS.format(name="twelve")}"""
TWELVE_TYPED = {
    "visited": "hôm qua", "place": "Chợ Mường Tè", "opened": "có", "stalls": "40", "green": "12",
    "used": "1, 2", "bags": "30", "buckets": "4", "why": "giá cao", "visitors": "250",
    "phone": "0912345678", "remark": "đã nhắc",
}  # fmt: skip

_SECTION = """\
| | select_one yesno | gate_{n} | Có không? | | | |
| | integer | a_{n} | Bao nhiêu? | ${{gate_{n}}} = 'yes' | . >= 0 and . <= 1000 | |
| | integer | b_{n} | Trong đó? | ${{gate_{n}}} = 'yes' | . >= 0 and . <= ${{a_{n}}} | |
| | text | c_{n} | Ở đâu? | ${{a_{n}}} > 10 | | |
| | select_multiple kind | m_{n} | Loại nào? | ${{gate_{n}}} = 'yes' | | |
| | integer | d_{n} | Bao nhiêu túi? | selected(${{m_{n}}}, 'bag') | . >= 0 | |
| | calculate | total_{n} | | | | {total} |
| | text | e_{n} | Vì sao nhiều? | ${{total_{n}}} > 100 | | |
| | date | f_{n} | Ngày nào? | | . <= today() | |
| | text | g_{n} | Ai làm? | | string-length(.) <= 100 | |
| | integer | h_{n} | Bao nhiêu người? | | . >= 0 and . <= 500 | |
"""
SECTIONS = 50
FIVE_HUNDRED_TYPED = {
    "gate": "có", "a": "150", "b": "20", "c": "bản Nà Hừ", "m": "1, 2", "d": "7", "e": "đông người",
    "f": "hôm qua", "g": "cán bộ xã", "h": "5",
}  # fmt: skip


def _five_hundred() -> str:
    """50 sections: 500 questions, 300 relevants, 50 calculations, the last over all others."""
    parts = []
    for n in range(1, SECTIONS + 1):
        total = f"coalesce(${{a_{n}}}, 0) + coalesce(${{d_{n}}}, 0)"
        if n == SECTIONS:
            total = " + ".join(f"${{total_{one}}}" for one in range(1, n))
        parts.append(_SECTION.format(n=n, total=total))
    return f"{HEADER}\n{''.join(parts)}{LISTS}{SETTINGS.format(name='five_hundred')}"


def outreach() -> Specimen:
    said = tuple(line.says for line in OFFICER[2:-1])
    return Specimen("outreach", library.source("outreach"), script=said)


def twelve() -> Specimen:
    return Specimen("12 questions", TWELVE, TWELVE_TYPED)


def five_hundred() -> Specimen:
    return Specimen("500 questions", _five_hundred(), FIVE_HUNDRED_TYPED)


# --- forms that grow ----------------------------------------------------------------------------
def scaled(size: int) -> str:
    """All but the last two questions depend on the first; nothing depends on the last but one."""
    rows = []
    for n in range(1, size + 1):
        relevant = "${q_1} >= 0" if 1 < n < size - 1 else ""
        rows.append(f"| | integer | q_{n} | Số {n}? | {relevant} | . >= 0 | |\n")
    return f"{HEADER}\n{''.join(rows)}{SETTINGS.format(name=f'scaled_{size}')}"


def repeated() -> str:
    """A repeat of five questions; whether the last one is asked depends on a sum over it."""
    rows = "".join(
        f"| | integer | {name} | Số nào? | | . >= 0 | |\n" for name in ("p", "q", "r", "s", "t")
    )
    return (
        f"{HEADER}\n| | begin repeat | item | Mặt hàng | | | |\n{rows}| | end repeat | | | | | |\n"
        "| | calculate | total | | | | sum(${s}) |\n"
        "| | text | why | Vì sao ${total}? | ${total} > 0 | | |\n"
        f"{SETTINGS.format(name='repeated')}"
    )
