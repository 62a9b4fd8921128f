"""A shop that was typed joins the registry once, however often its report is corrected."""

from sqlmodel import select

from storage.models import Answer, Establishment, Report, ReportState
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
