"""Names as officers type them, on days before and after the reform of 1 July 2025."""

import unicodedata
from datetime import date
from typing import assert_never

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from storage.models import AdminUnit, Level
from storage.place_search import (
    BodySearch,
    Choices,
    Exact,
    Nothing,
    UnitSearch,
    search_bodies,
    search_units,
)
from storage.places import full_name, successors, unit_key, units_at
from vietnamese.text import fold

BEFORE, AFTER = date(2025, 5, 1), date(2026, 11, 23)


def seen(result: UnitSearch) -> str:
    """ "= one" for exact, "? one, two" for choices, "-" for nothing; then "| old > new" notes."""
    match result:
        case Exact(unit, notes):
            places, sign = [unit], "="
        case Choices(units, notes):
            places, sign = list(units), "?"
        case Nothing():
            return "-"
        case _:
            assert_never(result)
    found = ", ".join(full_name(unit) for unit in places)
    told = ", ".join(f"{full_name(n.old)} > {full_name(n.new)}" for n in notes)
    return f"{sign} {found}" + (f" | {told}" if told else "")


MUONG_TE = "thị trấn Mường Tè > xã Bum Tở"
BOTH_MUONG_THAN = (
    "? xã Mường Than, xã Phúc Than, xã Mường Mít"
    " | xã Phúc Than > xã Mường Than, xã Mường Mít > xã Mường Than, xã Mường Than > xã Than Uyên"
)
ROWS = [
    # plain, without marks, in any case, composed either way
    ("Đoàn Kết", AFTER, "= phường Đoàn Kết"),
    ("doan ket", AFTER, "= phường Đoàn Kết"),
    ("DOAN KET", BEFORE, "= phường Đoàn Kết"),
    ("bum to", AFTER, "= xã Bum Tở"),
    (unicodedata.normalize("NFD", "Tủa Sín Chải"), AFTER, "= xã Tủa Sín Chải"),
    ("Pa Khoá", BEFORE, "= xã Pa Khóa"),
    ("pa khóa", BEFORE, "= xã Pa Khóa"),
    ("  hồng   thu ", AFTER, "= xã Hồng Thu"),
    ("hong\u200bthu", AFTER, "= xã Hồng Thu"),
    # prefixes
    ("xã Bum Tở", AFTER, "= xã Bum Tở"),
    ("x.bum to", AFTER, "= xã Bum Tở"),
    ("X. Bum Tở", AFTER, "= xã Bum Tở"),
    ("p. tan phong", AFTER, "= phường Tân Phong"),
    ("phường Tân Phong", BEFORE, "= phường Tân Phong"),
    ("UBND xã Khun Há", AFTER, "= xã Khun Há"),
    ("Uỷ ban nhân dân phường Đoàn Kết", AFTER, "= phường Đoàn Kết"),
    ("ubnd khun ha", AFTER, "= xã Khun Há"),
    ("xã Mường Kim, huyện Than Uyên", AFTER, "= xã Mường Kim"),
    ("TT. Tam Đường", BEFORE, "= thị trấn Tam Đường"),
    ("thi tran nam nhun", BEFORE, "= thị trấn Nậm Nhùn"),
    # another kind than the place has: asked
    ("xã Đoàn Kết", AFTER, "? phường Đoàn Kết"),
    ("phường Bum Tở", AFTER, "? xã Bum Tở"),
    ("huyện Sìn Hồ", AFTER, "? xã Sìn Hồ"),
    # spaces
    ("muongkim", AFTER, "= xã Mường Kim"),
    ("xamuongkim", AFTER, "= xã Mường Kim"),
    ("xãMườngKim", AFTER, "= xã Mường Kim"),
    ("ttsinho", BEFORE, "= thị trấn Sìn Hồ"),
    ("sin-ho", AFTER, "= xã Sìn Hồ"),
    # codes and keys
    ("03388", AFTER, "= phường Đoàn Kết | phường Quyết Tiến > phường Đoàn Kết"),
    ("03388", BEFORE, "= phường Quyết Tiến | phường Quyết Tiến > phường Đoàn Kết"),
    ("03389", AFTER, "= phường Đoàn Kết | phường Đoàn Kết > phường Đoàn Kết"),
    ("03389", BEFORE, "= phường Đoàn Kết"),
    ("03451", AFTER, "= xã Mù Cả"),
    ("03388@2025-07-01", AFTER, "= phường Đoàn Kết"),
    ("03619@2020-02-01", AFTER, "= xã Than Uyên | xã Mường Than > xã Than Uyên"),
    ("00000", AFTER, "-"),
    # the two Mường Tè
    ("muong te", AFTER, f"= xã Mường Tè | {MUONG_TE}"),
    ("xã Mường Tè", AFTER, "= xã Mường Tè"),
    ("thị trấn Mường Tè", AFTER, f"? xã Bum Tở, xã Mường Tè | {MUONG_TE}"),
    (
        "muong te",
        BEFORE,
        f"? thị trấn Mường Tè, xã Mường Tè | {MUONG_TE}, xã Mường Tè > xã Mường Tè",
    ),
    ("xã Mường Tè", BEFORE, "= xã Mường Tè"),
    ("thị trấn Mường Tè", BEFORE, "= thị trấn Mường Tè"),
    # the two Mường Than: today's is not the old one
    ("Mường Than", AFTER, "= xã Mường Than | xã Mường Than > xã Than Uyên"),
    (
        "Mường Than",
        BEFORE,
        BOTH_MUONG_THAN,
    ),
    ("phuc than", AFTER, "= xã Mường Than | xã Phúc Than > xã Mường Than"),
    ("phuc than", BEFORE, "= xã Phúc Than"),
    # Nậm Cha and Nậm Chà
    (
        "nam cha",
        BEFORE,
        "? xã Nậm Chà, xã Nậm Cha | xã Nậm Chà > xã Mường Mô, xã Nậm Cha > xã Nậm Tăm",
    ),
    (
        "nam cha",
        AFTER,
        "? xã Mường Mô, xã Nậm Tăm | xã Nậm Chà > xã Mường Mô, xã Nậm Cha > xã Nậm Tăm",
    ),
    ("Nậm Chà", BEFORE, "= xã Nậm Chà"),
    ("Nậm Cha", BEFORE, "= xã Nậm Cha"),
    ("xã nậm chà", AFTER, "= xã Mường Mô | xã Nậm Chà > xã Mường Mô"),
    # Than Uyên and Tân Uyên
    ("than uyen", AFTER, "= xã Than Uyên"),
    ("tan uyen", AFTER, "= xã Tân Uyên"),
    ("Thân Uyên", AFTER, "? xã Than Uyên, xã Tân Uyên"),
    ("tan uye", AFTER, "? xã Tân Uyên, xã Than Uyên"),
    ("uyen", AFTER, "? xã Tân Uyên, xã Than Uyên"),
    ("thị trấn Than Uyên", AFTER, "= xã Than Uyên | thị trấn Than Uyên > xã Than Uyên"),
    # old names
    ("quyet tien", AFTER, "= phường Đoàn Kết | phường Quyết Tiến > phường Đoàn Kết"),
    ("tt tam duong", AFTER, "= xã Bình Lư | thị trấn Tam Đường > xã Bình Lư"),
    ("Ka Lăng", AFTER, "= xã Thu Lũm | xã Ka Lăng > xã Thu Lũm"),
    # other spellings
    ("Kan Hồ", BEFORE, "= xã Can Hồ"),
    ("kan ho", AFTER, "= xã Bum Tở | xã Can Hồ > xã Bum Tở"),
    ("la nhi thang", BEFORE, "= xã Lản Nhì Thàng"),
    ("Tà Gia", AFTER, "= xã Khoen On | xã Ta Gia > xã Khoen On"),
    # marks that contradict: asked
    ("Mường Tẻ", AFTER, f"? xã Mường Tè | {MUONG_TE}"),
    # names in part and slips: asked
    ("sin xuoi ho", AFTER, "? xã Sin Suối Hồ, xã Sìn Hồ"),
    ("sin xuoi ho", BEFORE, "? xã Sin Suối Hồ, thị trấn Sìn Hồ"),
    ("tran nua", BEFORE, "? xã Chăn Nưa"),
    ("tran nua", AFTER, "? xã Lê Lợi | xã Chăn Nưa > xã Lê Lợi"),
    ("xin suoi", AFTER, "? xã Sin Suối Hồ"),
    ("khun", AFTER, "? xã Khun Há"),
    ("xã khoen", AFTER, "? xã Khoen On"),
    ("binh nu", AFTER, "? xã Bình Lư"),
    ("đào san", AFTER, "? xã Dào San"),
    # nobody's name
    ("", AFTER, "-"),
    ("xã", AFTER, "-"),
    ("...", AFTER, "-"),
    ("👍", AFTER, "-"),
    ("Hà Nội", AFTER, "-"),
    ("a", AFTER, "-"),
    ("xyzw", BEFORE, "-"),
    ("z" * 5000, AFTER, "-"),
    ("doan ket", date(2019, 1, 1), "-"),
]


@pytest.mark.parametrize(("typed", "day", "expected"), ROWS)
def test_typed(session: Session, typed: str, day: date, expected: str) -> None:
    assert seen(search_units(session, typed, day)) == expected


def test_without_the_past(session: Session) -> None:
    assert seen(search_units(session, "muong te", AFTER, include_past=False)) == "= xã Mường Tè"
    found = search_units(session, "phuc than", AFTER, include_past=False)
    assert isinstance(found, Choices | Nothing)


def test_notes_are_dated(session: Session) -> None:
    found = search_units(session, "Phúc Than", AFTER)
    assert isinstance(found, Exact)
    (note,) = found.notes
    assert unit_key(note.old) == "03618@2020-02-01"
    assert unit_key(note.new) == "03618@2025-07-01"
    assert note.effective_from == date(2025, 7, 1)


def test_never_more_choices_than_a_phone_shows(session: Session) -> None:
    for typed in ("muong", "nam", "pa", "ta"):
        for day in (BEFORE, AFTER):
            found = search_units(session, typed, day)
            assert isinstance(found, Choices)
            assert 1 < len(found.places) <= 6


def test_districts(session: Session) -> None:
    found = search_units(session, "huyen muong te", BEFORE, level=Level.DISTRICT)
    assert seen(found) == "= huyện Mường Tè"
    assert seen(search_units(session, "muong te", AFTER, level=Level.DISTRICT)) == "-"


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_every_own_name_finds_its_unit(session: Session, day: date) -> None:
    for unit in units_at(session, day, Level.COMMUNE):
        if (unit.name, day) != ("Mường Than", BEFORE):
            found = search_units(session, full_name(unit), day)
            assert isinstance(found, Exact)
            assert unit_key(found.place) == unit_key(unit)


def test_every_old_name_finds_what_it_became(session: Session) -> None:
    for unit in units_at(session, BEFORE, Level.COMMUNE):
        (new,) = successors(session, unit.code, unit.valid_from)
        found = search_units(session, unit.name, AFTER)
        assert not isinstance(found, Nothing)
        told = [unit_key(note.new) for note in found.notes]
        assert unit_key(new) in [*map(unit_key, places(found)), *told]


def places(found: UnitSearch) -> list[AdminUnit]:
    match found:
        case Exact(unit, _):
            return [unit]
        case Choices(units, _):
            return list(units)
        case Nothing():
            return []
        case _:
            assert_never(found)


PREFIXES = [
    "",
    "xã ",
    "x. ",
    "x.",
    "phường ",
    "P.",
    "thị trấn ",
    "tt ",
    "huyện ",
    "tp ",
    "XÃ",
    "ubnd xã ",
]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(data=st.data())
def test_any_way_of_typing_it_finds_it(session: Session, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from([BEFORE, AFTER]))
    unit = data.draw(st.sampled_from(units_at(session, day, Level.COMMUNE)))
    name = unit.name if data.draw(st.booleans()) else fold(unit.name)
    name = name.replace(" ", data.draw(st.sampled_from([" ", "  ", ""])))
    # The kind tells the two Mường Tè apart; of any other it may be wrong.
    prefix = "" if unit.name == "Mường Tè" else data.draw(st.sampled_from(PREFIXES))
    typed = prefix + name
    ups = data.draw(st.lists(st.booleans(), min_size=len(typed), max_size=len(typed)))
    typed = "".join(c.upper() if up else c for c, up in zip(typed, ups, strict=True))
    typed = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), typed)
    assert unit_key(unit) in map(unit_key, places(search_units(session, typed, day)))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=60), day=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_nothing_typed_breaks_it(session: Session, typed: str, day: date) -> None:
    found = search_units(session, typed, day)
    for unit in places(found):
        assert unit.valid_from <= day
        assert unit.valid_to is None or day <= unit.valid_to
    search_bodies(session, typed, day)


def named(found: BodySearch) -> str:
    match found:
        case Exact(body, _):
            return f"= {body.name}"
        case Choices(bodies, _):
            return "? " + ", ".join(body.name for body in bodies)
        case Nothing():
            return "-"
        case _:
            assert_never(found)


@pytest.mark.parametrize(
    ("typed", "day", "expected"),
    [
        ("Sở Công Thương", AFTER, "= Sở Công Thương"),
        ("so cong thuong", BEFORE, "= Sở Công Thương"),
        ("cong thuong", AFTER, "= Sở Công Thương"),
        ("SCT", AFTER, "= Sở Công Thương"),
        ("so-cong-thuong", AFTER, "= Sở Công Thương"),
        ("Sở KH&ĐT", AFTER, "= Sở Tài chính"),
        ("so khdt", date(2025, 2, 28), "= Sở Kế hoạch và Đầu tư"),
        ("Sở NN&PTNT", AFTER, "= Sở Nông nghiệp và Môi trường"),
        ("moi truong", AFTER, "? Sở Nông nghiệp và Môi trường"),
        (
            "Sở TT&TT",
            AFTER,
            "? Sở Văn hóa, Thể thao và Du lịch, Sở Khoa học và Công nghệ",
        ),
        ("Sở Văn hóa, Thể thao và Du lịch", AFTER, "= Sở Văn hóa, Thể thao và Du lịch"),
        ("van hoa", AFTER, "? Sở Văn hóa, Thể thao và Du lịch"),
        ("muong te", AFTER, "= Địa bàn Mường Tè"),
        ("huyện Mường Tè", AFTER, "= Địa bàn Mường Tè"),
        ("địa bàn mường tè", AFTER, "= Địa bàn Mường Tè"),
        ("area-107", AFTER, "= Địa bàn Mường Tè"),
        ("107", AFTER, "= Địa bàn Mường Tè"),
        ("tp Lai Châu", BEFORE, "= Địa bàn thành phố Lai Châu"),
        ("lai chau", AFTER, "= Địa bàn thành phố Lai Châu"),
        ("huyện Lai Châu", AFTER, "? Địa bàn thành phố Lai Châu"),
        ("xã Mường Tè", AFTER, "? Địa bàn Mường Tè"),
        ("bum to", AFTER, "-"),
        ("", AFTER, "-"),
    ],
)
def test_bodies(session: Session, typed: str, day: date, expected: str) -> None:
    assert named(search_bodies(session, typed, day)) == expected


def test_a_passed_duty_is_told(session: Session) -> None:
    found = search_bodies(session, "Sở Kế hoạch và Đầu tư", AFTER)
    assert isinstance(found, Exact)
    (note,) = found.notes
    assert (note.old.name, note.new.name) == ("Sở Kế hoạch và Đầu tư", "Sở Tài chính")
    assert note.effective_from == date(2025, 3, 1)
    assert found.place.id is not None
