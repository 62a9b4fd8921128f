"""A phone's browser, the real program, the whole way: join, report with a photo, send."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from storage.models import Report
from tests.end_to_end.programme import Programme
from tests.end_to_end.stage import Stage
from tests.telegram_double.pictures import picture
from tests.web.browser import Thumb, needs_chromium, phone

pytestmark = [pytest.mark.browser, needs_chromium]

# Typed or tapped, and what is seen then.
OUTREACH = [
    ("[Hôm qua]", "Câu 2/15"),
    ("[Xã Mường Tè]", "Câu 3/15"),
    ("bản Nà Hừ <b>1</b>", "✓ bản Nà Hừ <b>1</b>"),
    ("[Tập huấn]", "Câu 4/15"),
    ("[Ký cam kết]", "Câu 4/15"),
    ("[Xong]", "✓ Tập huấn; Ký cam kết"),
    ("2", "Câu 6/15"),
    ("[UBND xã, phường]", "Câu 7/15"),
    ("không", "Câu 8/15"),
    ("nhiều lắm", "vui lòng nhập một số"),
    ("45", "Câu 9/15"),
    ("[Quay lại]", "Hiện ghi: 45"),
    ("bốn mươi sáu", "✓ Đã sửa: 45 → 46"),
    ("20", "Câu 10/15"),
    ("[Không thống kê]", "Câu 11/15"),
    ("[Không có]", "Câu 12/15"),
    ("1,2", "Câu 13/15"),
    ("[Không có]", "Câu 14/15"),
]


@pytest.fixture
async def programme(stage: Stage) -> AsyncIterator[Programme]:
    made = stage.programme("--demo", "on", TELEGRAM_TOKEN="")
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def thumb(tmp_path: Path) -> AsyncIterator[Thumb]:
    async with phone(tmp_path) as browser:
        thumb = Thumb(await browser.new_page())
        yield thumb
        assert thumb.problems == []


async def does(thumb: Thumb, what: str) -> None:
    await (thumb.tap(what[1:-1]) if what.startswith("[") else thumb.say(what))


@pytest.mark.timeout(180)
async def test_an_invited_officer_joins_and_reports_with_a_photo(
    stage: Stage, programme: Programme, thumb: Thumb, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture("green", 640))
    await thumb.page.goto(f"{programme.url}/moi/{stage.invite()}")
    await thumb.picture("real-1-invited")
    await thumb.page.get_by_role("button").first.click()
    for what, seen in [
        ("[Tôi đồng ý]", "họ và tên"),
        ("Giàng Páo Mỷ", "Chức vụ"),
        ("[Công chức Phòng Kinh tế]", "Số điện thoại"),
        ("0912345678", "Anh/chị muốn làm gì"),
    ]:
        await does(thumb, what)
        await thumb.sees(seen)
    await thumb.picture("real-2-joined")
    await thumb.tap("Báo cáo mới")
    await thumb.tap("Báo cáo hoạt động tuyên truyền")
    for number, (what, seen) in enumerate(OUTREACH):
        await does(thumb, what)
        await thumb.sees(seen)
        if number == 4:
            await thumb.picture("real-3-ticks")
        if number == 9:
            await thumb.page.reload()
            await thumb.sees("vui lòng nhập một số")
        if number == 12:
            await programme.stop()
            await programme.start()
            await thumb.sees("Đã sửa: 45 → 46")
    await does(thumb, "1tr5")
    await thumb.sees("✓ 1.500.000 đồng")
    await thumb.tap("Ngân sách xã")
    await thumb.sees("Anh/chị gửi giúp 1 đến 5 ảnh")
    await thumb.picture("real-4-photo-asked")
    await thumb.send_photos(photo)
    await thumb.sees("Đã nhận 1 ảnh")
    await thumb.tap("Xong")
    await thumb.sees("kiểm tra lại trước khi gửi")
    await thumb.picture("real-5-review")
    await thumb.tap("Gửi báo cáo")
    await thumb.sees("Mã biên nhận: BC-")
    await thumb.picture("real-6-receipt")
    await thumb.tap("Xem lại nội dung đã gửi")
    await expect(thumb.page.locator("#log .ours img").last).to_be_visible()
    await thumb.picture("real-7-report")
    assert stage.kept.count(Report) == 1


@pytest.mark.timeout(120)
@pytest.mark.parametrize("role", ["Cán bộ xã", "Phụ trách địa bàn", "Điều phối viên"])
async def test_a_newcomer_may_be_any_of_the_three(
    programme: Programme, thumb: Thumb, role: str
) -> None:
    await thumb.enter_demo(programme.url, role)
    await thumb.sees("Anh/chị muốn làm gì")
    await thumb.tap("Báo cáo mới")
    await thumb.tap("Rà soát bao bì")
    await thumb.sees("Ngày rà soát là ngày nào?")
