"""The registry of establishments: adding, finding, near-duplicates, and the reform."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from storage import establishments
from storage.places import body_by_key

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def body(session: Session, key: str) -> int:
    found = body_by_key(session, key)
    assert found is not None
    assert found.id is not None
    return found.id


@pytest.fixture
def commune(session: Session) -> int:
    """Tân Phong with three supermarkets and a market."""
    commune = body(session, "03408@2025-07-01")
    for kind, name in [
        ("supermarket", "Siêu thị Hoa Ba, tổ 3, phường Tân Phong"),
        ("supermarket", "Siêu thị Lan Chi"),
        ("supermarket", "WinMart+ Trần Hưng Đạo"),
        ("market", "Chợ San Thàng"),
    ]:
        establishments.add(session, commune, kind, name, None, NOW)
    return commune


def test_add(session: Session) -> None:
    commune = body(session, "03388@2025-07-01")
    one = establishments.add(session, commune, "market", "  Chợ   Đoàn\nKết ", None, NOW)
    assert one.id is not None
    assert (one.name, one.folded, one.created_at) == ("Chợ Đoàn Kết", "cho doan ket", NOW)
    assert establishments.get(session, one.id) is one
    assert establishments.get(session, one.id + 1) is None


def test_in_commune(session: Session, commune: int) -> None:
    names = [one.name for one in establishments.in_commune(session, commune)]
    assert names[0] == "Chợ San Thàng"
    assert len(names) == 4
    assert len(establishments.in_commune(session, commune, {"supermarket"})) == 3
    assert establishments.in_commune(session, commune, set()) == []
    assert establishments.in_commune(session, body(session, "03388@2025-07-01")) == []


def test_closed_ones_are_not_listed(session: Session, commune: int) -> None:
    one = establishments.in_commune(session, commune, {"market"})[0]
    one.closed_on = date(2026, 1, 1)
    session.add(one)
    session.flush()
    assert establishments.in_commune(session, commune, {"market"}) == []
    assert establishments.similar(session, commune, "Chợ San Thàng") == []


def test_the_registry_goes_through_the_reform(session: Session) -> None:
    old = body(session, "03409@2020-02-01")  # xã San Thàng, part of phường Tân Phong since
    unchanged = body(session, "03451@2020-02-01")  # Mù Cả
    establishments.add(session, old, "market", "Chợ San Thàng", None, NOW)
    establishments.add(session, unchanged, "market", "Chợ Mù Cả", None, NOW)
    for key, names in [
        ("03408@2025-07-01", ["Chợ San Thàng"]),
        ("03409@2020-02-01", ["Chợ San Thàng"]),
        ("03408@2020-02-01", []),  # Đông Phong: the same code, another commune
        ("03388@2025-07-01", []),
        ("03451@2025-07-01", ["Chợ Mù Cả"]),
        ("so-cong-thuong", []),
        ("area-105", []),
    ]:
        listed = establishments.in_commune(session, body(session, key))
        assert [one.name for one in listed] == names, key


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hoa ba", "Siêu thị Hoa Ba, tổ 3, phường Tân Phong"),
        ("HOABA", "Siêu thị Hoa Ba, tổ 3, phường Tân Phong"),
        ("Siêu thị Lan Chi", "Siêu thị Lan Chi"),
        ("lan tri", "Siêu thị Lan Chi"),
        ("winmart", "WinMart+ Trần Hưng Đạo"),
        ("vinmart", "WinMart+ Trần Hưng Đạo"),
        ("san thang", "Chợ San Thàng"),
        ("chợ", "Chợ San Thàng"),
    ],
)
def test_find(session: Session, commune: int, typed: str, first: str) -> None:
    found = establishments.find(session, commune, typed, None)
    assert found[0].name == first


def test_find_by_kind_word_lists_them_all(session: Session, commune: int) -> None:
    assert len(establishments.find(session, commune, "siêu thị", {"supermarket"})) >= 2


@pytest.mark.parametrize("typed", ["", "  ", "?", "xyzxyz"])
def test_find_nothing(session: Session, commune: int, typed: str) -> None:
    assert establishments.find(session, commune, typed, None) == []


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Siêu thị Hoa Ba", True),
        ("sieu thi hoa ba", True),
        ("Hoa Ba", True),
        ("Cửa hàng Hoa Ba, tổ 5", True),
        ("ST Hoa Ba", True),
        ("Siêu thị Ba Hoa", True),
        ("Siêu thị HoaBa", True),
        ("Siêu thị Lan Chi 2", True),
        ("Siêu thị Lan Chy", True),
        ("Win Mart Trần Hưng Đạo", True),
        ("Siêu thị Hoa Mai", False),
        ("Siêu thị Minh Anh, tổ 3, phường Tân Phong", False),
        ("Siêu thị", False),
        ("WinMart+ Nguyễn Trãi", False),
        ("Siêu thị Lan Anh", False),
        ("Chợ Đông Phong", False),
    ],
)
def test_similar(session: Session, commune: int, typed: str, known: bool) -> None:
    assert bool(establishments.similar(session, commune, typed)) is known


def test_similar_among_a_kind_only(session: Session, commune: int) -> None:
    assert establishments.similar(session, commune, "Chợ San Thàng", {"market"})
    assert not establishments.similar(session, commune, "Chợ San Thàng", {"supermarket"})


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Công ty TNHH chè Than Uyên", True),
        ("Công ty cổ phần chè Than Uyên, bản Nà Phát", True),
        ("nha may che than uyen", True),
        ("Doanh nghiệp tư nhân Chè Than Uyên", True),
        ("Nhà máy xi măng", False),
        ("Nhà máy gạch Mường Than", False),
    ],
)
def test_similar_enterprises(session: Session, typed: str, known: bool) -> None:
    commune = body(session, "03595@2025-07-01")
    establishments.add(session, commune, "enterprise", "Nhà máy chè Than Uyên", None, NOW)
    found = establishments.similar(session, commune, typed, ("enterprise",))
    assert bool(found) is known


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Khu công nghiệp Tam Đường", True),
        ("CCN Tam Đường", True),
        ("KCN Tam Đường", True),
        ("Cụm công nghiệp Than Uyên", False),
    ],
)
def test_similar_industrial_sites(session: Session, typed: str, known: bool) -> None:
    commune = body(session, "03595@2025-07-01")
    name = "Cụm công nghiệp Tam Đường"
    establishments.add(session, commune, "industrial_cluster", name, None, NOW)
    found = establishments.similar(session, commune, typed, ("industrial_cluster",))
    assert bool(found) is known
