"""The page in a real browser, on a small phone, against a scripted conversation."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.async_api import Geolocation, Page, expect

from tests.web.browser import Thumb, free_port, needs_chromium, phone
from tests.web.stage import Stage

pytestmark = [pytest.mark.browser, needs_chromium]


def _photo(path: Path) -> Path:
    """Something like a meeting: green hills under a sky."""
    image = Image.new("RGB", (1200, 900), "#bfe3f5")
    draw = ImageDraw.Draw(image)
    draw.ellipse((-200, 420, 900, 1500), fill="#4d9a5b")
    draw.ellipse((500, 500, 1600, 1600), fill="#2f7a47")
    image.save(path)
    return path


async def test_a_newcomer_reports_with_words_taps_and_a_photo(stage: Stage, tmp_path: Path) -> None:
    async with stage.running() as url, phone(tmp_path) as context:
        page = context.pages[0]
        thumb = Thumb(page)
        await page.goto(url)
        await thumb.picture("web-1-landing")
        await thumb.enter_demo(url, "Cán bộ xã")
        await thumb.sees("Kính chào anh/chị!")
        await thumb.picture("web-2-menu")

        await thumb.tap("Báo cáo hoạt động")
        await thumb.sees("Hoạt động diễn ra ngày nào?")
        await thumb.say("hôm qua")
        await thumb.sees_own("hôm qua")
        await thumb.sees("Có bao nhiêu lượt người tham dự?")
        await expect(page.locator("#text")).to_have_attribute("inputmode", "numeric")
        await expect(page.locator("#text")).to_have_value("")
        await thumb.picture("web-3-number")

        await page.reload()
        await thumb.sees_own("hôm qua")
        await thumb.say("45")
        await thumb.sees("Tuyên truyền bằng hình thức nào?")
        await thumb.tap("Hội nghị")
        await expect(page.locator("#log .chosen")).to_have_count(1)
        await thumb.tap("Tờ rơi")
        await expect(page.locator("#log .chosen")).to_have_count(2)
        await thumb.picture("web-4-several")
        assert await page.locator("#log .ours", has_text="hình thức nào").count() == 1

        await thumb.tap("Xong")
        await thumb.sees("gửi một ảnh")
        await thumb.picture("web-5-photo-asked")
        await page.locator("#photo").set_input_files(_photo(tmp_path / "anh.jpg"))
        await thumb.picture("web-6-photo-chosen")
        await page.locator("#preview .primary").click()
        await thumb.sees("Đã gửi báo cáo")
        await expect(page.locator("#log img").last).to_be_visible()
        await expect(page.locator("#preview")).to_be_hidden()
        await thumb.picture("web-7-sent")
        assert thumb.problems == []


async def test_a_cameras_photo_is_made_smaller_before_it_travels(
    stage: Stage, tmp_path: Path
) -> None:
    large = tmp_path / "lon.jpg"
    noise = Image.effect_noise((1000, 750), 80).resize((4000, 3000))
    noise.convert("RGB").save(large, quality=97)
    async with stage.running() as url, phone(tmp_path) as context:
        thumb = Thumb(context.pages[0])
        await thumb.enter_demo(url, "Cán bộ xã")
        await thumb.sees("Anh/chị muốn làm gì?")
        await thumb.send_photos(large)
        await thumb.sees("Đã gửi báo cáo")
        assert thumb.problems == []
    (stored,) = (tmp_path / "files").glob("*/*")
    with Image.open(stored) as image:
        assert image.size == (2560, 1920)
    assert stored.stat().st_size < large.stat().st_size / 2


async def test_a_restart_is_told_and_what_was_missed_is_shown(stage: Stage, tmp_path: Path) -> None:
    port = free_port()
    async with phone(tmp_path) as context:
        thumb = Thumb(context.pages[0])
        async with stage.running(port) as url:
            await thumb.enter_demo(url, "Cán bộ xã")
            await thumb.sees("Anh/chị muốn làm gì?")
            await thumb.tap("Báo cáo hoạt động")
            await thumb.sees("Hoạt động diễn ra ngày nào?")
        await expect(thumb.page.get_by_text("Đang kết nối lại…")).to_be_visible()
        await thumb.say("hôm nay")
        await expect(thumb.page.locator("#notice")).to_contain_text("Chưa gửi được")
        await expect(thumb.page.locator("#text")).to_have_value("hôm nay")
        await thumb.picture("web-8-offline")
        stage.says("demo-xa", "Nhắc: báo cáo năm đến hạn ngày 04/12.")
        async with stage.running(port):
            await thumb.sees("Nhắc: báo cáo năm")
            await expect(thumb.page.get_by_text("Đang kết nối lại…")).to_be_hidden()
            await thumb.page.locator("#composer .send").click()
            await thumb.sees("Có bao nhiêu lượt người tham dự?")
            await expect(thumb.page.locator("#notice")).to_be_hidden()
            assert await thumb.page.locator("#log .mine", has_text="hôm nay").count() == 1
        assert thumb.problems == []


async def test_a_phone_can_write_several_lines(stage: Stage, tmp_path: Path) -> None:
    async with stage.running() as url, phone(tmp_path) as context:
        thumb = Thumb(context.pages[0])
        await thumb.enter_demo(url, "Cán bộ xã")
        await thumb.page.locator("#text").focus()
        await thumb.page.keyboard.type("12")
        await thumb.page.keyboard.press("Enter")
        await thumb.page.keyboard.type("2")
        await thumb.page.locator("#composer .send").click()
        await thumb.sees_own("12\n2")
        assert thumb.problems == []


async def test_a_document_is_chosen_where_one_is_asked(stage: Stage, tmp_path: Path) -> None:
    plan = tmp_path / "Kế hoạch 125.pdf"
    plan.write_bytes(b"%PDF-1.7")
    async with stage.running() as url, phone(tmp_path) as context:
        thumb = Thumb(context.pages[0])
        page = thumb.page
        await thumb.enter_demo(url, "Cán bộ xã")
        stage.says("demo-xa", "Anh/chị gửi giúp tệp kế hoạch.", asks="file")
        await thumb.sees("tệp kế hoạch")
        await expect(page.locator(".camera .file.word")).to_be_visible()
        await expect(page.locator("#photo")).to_have_attribute("accept", ".pdf,.docx,.xlsx,image/*")
        await page.locator("#photo").set_input_files(plan)
        await expect(page.locator("#thumbs span")).to_have_text("Kế hoạch 125.pdf")
        await thumb.picture("web-11-file-chosen")
        await _is_handy(page)
        await page.locator("#preview .primary").click()
        await expect(page.locator("#preview")).to_be_hidden()
        stage.says("demo-xa", "Anh/chị gửi ảnh.", asks="photo")
        await expect(page.locator("#photo")).to_have_attribute("accept", "image/*")
        assert thumb.problems == []


async def test_a_place_is_shared_by_a_button_where_one_is_asked(
    stage: Stage, tmp_path: Path
) -> None:
    at: Geolocation = {"latitude": 22.386, "longitude": 103.458}
    async with stage.running() as url, phone(tmp_path, at=at) as context:
        thumb = Thumb(context.pages[0])
        here = thumb.page.locator("#here")
        await thumb.enter_demo(url, "Cán bộ xã")
        await expect(here).to_be_hidden()
        stage.says("demo-xa", "Mô hình ở đâu?", asks="location")
        await expect(here).to_be_visible()
        await thumb.picture("web-12-location-asked")
        await _is_handy(thumb.page)
        await here.click()
        await thumb.sees_own("22.386000, 103.458000")
        await expect(here).to_be_hidden()
        assert thumb.problems == []


async def test_the_keyboard_alone_will_do(stage: Stage, tmp_path: Path) -> None:
    async with stage.running() as url, phone(tmp_path, touch=False) as context:
        page = context.pages[0]
        thumb = Thumb(page)
        await page.goto(url)
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await thumb.sees("Anh/chị muốn làm gì?")
        await page.locator("#text").focus()
        await page.keyboard.type("12")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("2")
        await expect(page.locator("#text")).to_have_value("12\n2")
        await page.reload()  # the draft stays
        await expect(page.locator("#text")).to_have_value("12\n2")
        await page.locator("#text").fill("45")
        await page.locator("#text").press("Enter")
        await thumb.sees("Tuyên truyền bằng hình thức nào?")
        first = page.locator("#log button:enabled", has_text="Loa truyền thanh")
        await first.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#log .chosen", has_text="Loa truyền thanh")).to_be_focused()
        assert thumb.problems == []


async def test_what_people_write_is_shown_and_never_run(stage: Stage, tmp_path: Path) -> None:
    evil = "<img src=x onerror=\"document.title='taken'\"> & <b>đậm</b>"
    async with stage.running() as url, phone(tmp_path) as context:
        thumb = Thumb(context.pages[0])
        await thumb.enter_demo(url, "Cán bộ xã")
        await thumb.say(evil)
        await thumb.sees_own(evil)
        stage.says("demo-xa", evil)
        await thumb.sees(evil)
        await thumb.page.reload()
        await thumb.sees(evil)
        assert await thumb.page.title() == "Sổ Xanh"
        assert await thumb.page.locator("#log img").count() == 0
        assert thumb.problems == []


async def test_the_controls_are_large_and_nothing_is_cut_off(stage: Stage, tmp_path: Path) -> None:
    async with stage.running() as url, phone(tmp_path, dark=True) as context:
        page = context.pages[0]
        thumb = Thumb(page)
        await page.goto(url)
        await thumb.picture("web-9-landing-dark")
        await _is_handy(page)
        await thumb.enter_demo(url, "Điều phối viên")
        await thumb.say("45")
        await thumb.sees("Tuyên truyền bằng hình thức nào?")
        await thumb.picture("web-10-dark")
        await _is_handy(page)


async def _is_handy(page: Page) -> None:
    """Touch targets of 44 px at least; no scrolling sideways."""
    small = await page.evaluate(
        """() => [...document.querySelectorAll('button:enabled, textarea, label.round')]
            .filter((e) => e.getBoundingClientRect().height > 0)
            .filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)"""
    )
    assert small == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
