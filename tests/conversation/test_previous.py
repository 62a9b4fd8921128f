"""What was answered last time is offered again, and only where it is about the same thing."""

from tests.conversation.people import Office, Officer

EVENT = ["hôm qua", "1", "bản Nà Hừ", "1", "2", "Hội Nông dân", "không", "45", "bỏ qua", "bỏ qua",
         "bỏ qua", "tiếng Thái", "không có", "không", "bỏ qua", "gửi"]  # fmt: skip
SHOP = ["1", "siêu thị", "thêm cơ sở mới", "Siêu thị Mường Tè", "1", "một phần", "túi giấy",
        "túi ni lông", "50", "không", "bỏ qua", "1", "gửi"]  # fmt: skip


async def report(officer: Officer, title: str, answers: list[str]) -> None:
    await officer.says("/baocao")
    await officer.taps(title)
    for answer in answers:
        await officer.says(answer)


async def test_the_organiser_of_last_time_is_one_tap(office: Office) -> None:
    officer = await office.officer()
    await report(officer, "Báo cáo hoạt động tuyên truyền", EVENT)
    await report(officer, "Báo cáo hoạt động tuyên truyền", EVENT[:5])
    assert "Giống lần trước: Hội Nông dân" in officer.buttons
    assert "✓ Hội Nông dân" in await officer.says("giống lần trước")


async def test_the_first_report_has_nothing_to_repeat(office: Office) -> None:
    officer = await office.officer()
    await report(officer, "Báo cáo hoạt động tuyên truyền", EVENT[:5])
    assert not any("lần trước" in button for button in officer.buttons)


async def test_another_unit_does_not_see_it(office: Office) -> None:
    await report(await office.officer(), "Báo cáo hoạt động tuyên truyền", EVENT)
    other = await office.officer("o2", unit="03595")
    await report(other, "Báo cáo hoạt động tuyên truyền", EVENT[:5])
    assert not any("lần trước" in button for button in other.buttons)


async def test_a_shop_remembers_its_own_last_visit(office: Office) -> None:
    officer = await office.officer()
    await report(officer, "Rà soát bao bì tại cơ sở kinh doanh", SHOP)
    again = ["1", "siêu thị", "Siêu thị Mường Tè", "1", "một phần"]
    await report(officer, "Rà soát bao bì tại cơ sở kinh doanh", again)
    assert "Giống lần trước: Túi giấy, hộp giấy" in officer.buttons


async def test_a_new_shop_has_no_last_visit(office: Office) -> None:
    officer = await office.officer()
    await report(officer, "Rà soát bao bì tại cơ sở kinh doanh", SHOP)
    other = ["1", "siêu thị", "thêm cơ sở mới", "Siêu thị Hoa Ban", "1", "một phần"]
    await report(officer, "Rà soát bao bì tại cơ sở kinh doanh", other)
    assert not any("lần trước" in button for button in officer.buttons)
