"""A shop that was typed joins the registry once, however often its report is corrected."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import establishments, places
from storage.models import Answer, Establishment, Report, ReportState, Role
from tests.conversation.people import Office, Officer

NEW_SHOP = ["1", "siêu thị", "thêm cơ sở mới", "Siêu thị Mường Tè", "1", "chưa sử dụng",
            "túi ni lông", "50", "không", "bỏ qua", "1"]  # fmt: skip


async def send_new_shop(office: Office) -> Officer:
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Rà soát bao bì tại cơ sở kinh doanh")
    for answer in NEW_SHOP:
        await officer.says(answer)
    await officer.says("gửi")
    return officer


async def test_a_correction_does_not_add_the_shop_again(office: Office) -> None:
    officer = await send_new_shop(office)
    await officer.says("/sua")
    await officer.says("1")
    assert "bản 2" in await officer.says("gửi")
    with office.database.reading() as session:
        (shop,) = session.exec(select(Establishment))
        named = [one.value for one in session.exec(select(Answer)) if one.name == "establishment"]
    assert (shop.name, shop.kind) == ("Siêu thị Mường Tè", "supermarket")
    assert named == [str(shop.id)] * 2


async def test_a_craft_village_typed_into_an_outreach_report_joins_too(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    for answer in ["hôm qua", "1", "bản Nà Hừ", "1", "2", "1", "làng nghề",
                   "chưa có trong danh mục", "Làng nghề dệt bản Nà Hừ", "45", "bỏ qua", "bỏ qua",
                   "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "gửi"]:  # fmt: skip
        await officer.says(answer)
    with office.database.reading() as session:
        (village,) = session.exec(select(Establishment))
        (named,) = [one.value for one in session.exec(select(Answer)) if one.name == "target_ref"]
    assert (village.kind, named) == ("craft_village", str(village.id))


async def test_a_report_confirmed_meanwhile_is_not_overwritten(office: Office) -> None:
    officer = await send_new_shop(office)
    await officer.says("/sua")
    await officer.says("1")
    with office.database.transaction() as session:
        session.exec(select(Report)).one().state = ReportState.CONFIRMED
    assert "đã được xác nhận và khóa" in await officer.says("gửi")
    with office.database.reading() as session:
        assert session.exec(select(Report)).one().revision == 1
    assert "Hủy bản nháp" in officer.buttons


async def test_a_duty_that_ended_is_said_before_more_is_typed(office: Office) -> None:
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Rà soát bao bì tại cơ sở kinh doanh")
    with office.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE assignments SET valid_to = '2026-11-01'")
    assert "không gửi được" in await officer.says("/tiep")


# --- sites, enterprises, and the reports another report may name --------------------------------
EVENT = ["1", "2", "1", "không", "45", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua",
         "bỏ qua", "gửi"]  # fmt: skip


async def report(officer: Officer, title: str, answers: list[str]) -> str:
    await officer.says("/baocao")
    shown = await officer.taps(title)
    for answer in answers:
        shown = await officer.says(answer)
    return shown


async def held(officer: Officer, day: str, place: str) -> None:
    await report(officer, "Báo cáo hoạt động tuyên truyền", [day, "1", place, *EVENT])


def listed(office: Office) -> list[tuple[str, str]]:
    with office.database.reading() as session:
        return [(one.kind, one.name) for one in session.exec(select(Establishment))]


def answered(office: Office, name: str) -> list[str]:
    with office.database.reading() as session:
        return [one.value for one in session.exec(select(Answer)) if one.name == name]


@pytest.mark.parametrize(
    ("chosen", "kind"), [("làng nghề", "craft_village"), ("khu", "industrial_cluster")]
)
async def test_a_typed_site_joins_and_is_offered_to_both_forms(
    office: Office, chosen: str, kind: str
) -> None:
    officer = await office.officer()
    await report(
        officer,
        "Làng nghề, khu, cụm công nghiệp",
        [chosen, "thêm mới", "Mường Tè Một", "1", "chưa tổ chức", "gửi"],
    )
    assert listed(office) == [(kind, "Mường Tè Một")]
    assert answered(office, "reached") == ["no"]
    shown = await report(officer, "Làng nghề, khu, cụm công nghiệp", [chosen])
    assert "[1. Mường Tè Một]" in shown
    start = ["hôm qua", "1", "bản Nà Hừ", "1", "2", "1", chosen]
    assert "[1. Mường Tè Một]" in await report(officer, "Báo cáo hoạt động tuyên truyền", start)


async def test_a_site_of_the_other_kind_is_not_offered(office: Office) -> None:
    officer = await office.officer()
    await report(
        officer,
        "Làng nghề, khu, cụm công nghiệp",
        ["làng nghề", "thêm mới", "Mường Tè Một", "1", "chưa tổ chức", "gửi"],
    )
    shown = await report(officer, "Làng nghề, khu, cụm công nghiệp", ["khu"])
    assert "Mường Tè Một" not in shown


async def test_two_audiences_say_which_kind_the_new_place_is(office: Office) -> None:
    officer = await office.officer()
    start = ["hôm qua", "1", "bản Nà Hừ", "1", "2", "1", "2,3", "chưa có", "2", "Cụm Mường Tè"]
    await report(officer, "Báo cáo hoạt động tuyên truyền", [*start, *EVENT[4:]])
    assert listed(office) == [("industrial_cluster", "Cụm Mường Tè")]


async def test_a_typed_enterprise_joins_and_is_known_again(office: Office) -> None:
    officer = await office.officer()
    given = ["thêm cơ sở mới", "Nhà máy chè Mường Tè", "2", "2025", "1", "100", "1", "500", "gửi"]
    await report(officer, "Tiêu hao nguyên, nhiên, vật liệu", given)
    assert listed(office) == [("enterprise", "Nhà máy chè Mường Tè")]
    shown = await report(officer, "Tiêu hao nguyên, nhiên, vật liệu", ["1"])
    assert "[6. Giống lần trước: Chế biến nông sản]" in shown
    await officer.says("/baocao")
    await officer.taps("Tiêu hao nguyên, nhiên, vật liệu")
    await officer.says("thêm cơ sở mới")
    assert "Nhà máy chè Mường Tè" in await officer.says("Công ty TNHH chè Mường Tè")


async def test_an_event_is_chosen_from_what_was_sent(office: Office) -> None:
    officer = await office.officer()
    await held(officer, "20/11", "bản Nà Hừ")
    await held(officer, "1/11", "bản Pa Khao")
    start = ["làng nghề", "thêm mới", "Làng nghề dệt", "1"]
    shown = await report(officer, "Làng nghề, khu, cụm công nghiệp", start)
    assert shown.index("[1. 20/11/2026 · bản Nà Hừ (BC-") < shown.index("[2. 01/11/2026 · bản Pa")
    assert "[3. Chưa tổ chức]" in shown
    await officer.says("pa khao")
    await officer.says("gửi")
    with office.database.reading() as session:
        codes = {one.event_date.day: one.code for one in session.exec(select(Report))}
    assert answered(office, "reached_event") == [codes[1]]
    assert answered(office, "reached") == ["yes"]


async def test_the_newest_events_are_shown_and_the_others_found(office: Office) -> None:
    officer = await office.officer()
    for day in range(1, 15):
        await held(officer, f"{day}/11", f"bản Số {day}")
    start = ["làng nghề", "thêm mới", "Làng nghề dệt", "1"]
    shown = await report(officer, "Làng nghề, khu, cụm công nghiệp", start)
    assert "[1. 14/11/2026 · bản Số 14 (" in shown
    assert "[12. 03/11/2026 · bản Số 3 (" in shown
    assert "[13. Chưa tổ chức]" in shown
    assert "01/11/2026 · bản Số 1 (" in await officer.says("1/11")


async def test_a_returned_or_old_event_is_not_offered(office: Office) -> None:
    officer = await office.officer()
    await held(officer, "20/11", "bản Nà Hừ")
    with office.database.transaction() as session:
        session.exec(select(Report)).one().state = ReportState.RETURNED
    await held(officer, "19/11", "bản Pa Khao")
    with office.database.transaction() as session:
        old = session.exec(select(Report).where(Report.state == ReportState.SUBMITTED)).one()
        old.event_date -= timedelta(days=401)
    start = ["làng nghề", "thêm mới", "Làng nghề dệt", "1"]
    shown = await report(officer, "Làng nghề, khu, cụm công nghiệp", start)
    assert "[1. Chưa tổ chức]" in shown


async def test_a_department_chooses_among_the_events_of_the_commune(office: Office) -> None:
    await held(await office.officer(), "20/11", "bản Nà Hừ")
    department = await office.officer("o2", unit="so-cong-thuong", role=Role.REPORTER)
    start = ["muong te", "khu", "thêm mới", "Cụm công nghiệp Mường Tè", "1"]
    shown = await report(department, "Làng nghề, khu, cụm công nghiệp", start)
    assert "bản Nà Hừ" in shown
    await department.says("1")
    assert "Đã gửi" in await department.says("gửi")


async def test_what_an_old_commune_listed_is_offered_in_the_new_one(office: Office) -> None:
    with office.database.transaction() as session:
        old = places.body_by_key(session, "03619@2020-02-01")  # xã Mường Than, now in Than Uyên
        assert old is not None
        name = "Làng nghề dệt Mường Than"
        establishments.add(session, old.id, "craft_village", name, None, office.clock())
    officer = await office.officer(unit="03595")
    start = ["hôm qua", "1", "bản Nà Hừ", "1", "2", "1", "làng nghề"]
    shown = await report(officer, "Báo cáo hoạt động tuyên truyền", start)
    assert "[1. Làng nghề dệt Mường Than]" in shown
    assert "✓ Làng nghề dệt Mường Than" in await officer.says("1")
