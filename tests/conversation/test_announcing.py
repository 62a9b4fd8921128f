"""A notice to many: to whom, typed in one message, shown as it arrives, sent once."""

import unicodedata

import pytest

from handlers import announcing, timing
from storage.models import DeliveryState, Role
from tests.conversation.mailing_stage import (
    BUM_TO,
    MUONG_TE,
    PHONG_THO,
    THU_LUM,
    area_officer,
    begin_round,
    blocks,
    coordinator,
    deliver,
    finds,
    join,
    join_every_commune,
    loses_role,
    reports,
    told,
    unsent,
)
from tests.conversation.people import Office, Officer

TEXT = "Mời anh/chị dự họp lúc 8 giờ ngày 30/11/2026."
EVERYBODY = "Tất cả cán bộ xã, phường"
NO_RIGHT = "Chỉ điều phối viên gửi được thông báo"


async def written(office: Office, text: str = TEXT, whom: str = EVERYBODY) -> Officer:
    """A coordinator who sees the preview of a notice."""
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps(whom)
    await officer.says(text)
    return officer


def send_due(office: Office) -> int:
    with office.database.transaction() as session:
        return announcing.send_due(session, timing.moment(session, office.worlds.world()))


# --- who may ------------------------------------------------------------------------------------
async def test_only_coordinators_may(office: Office) -> None:
    reporter = await office.officer()
    assert NO_RIGHT in await reporter.says("/thongbao")
    officer = await area_officer(office)
    assert NO_RIGHT in await officer.says("/thongbao")


@pytest.mark.parametrize(
    "said", ["Tất cả cán bộ xã, phường", "Một hoặc nhiều địa bàn", "1", "gì đó"]
)
async def test_a_role_lost_at_the_first_question(office: Office, said: str) -> None:
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    loses_role(office, officer.address)
    assert NO_RIGHT in await officer.says(said)


async def test_a_role_lost_before_the_text(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps(EVERYBODY)
    loses_role(office, officer.address)
    assert NO_RIGHT in await officer.says(TEXT)
    assert unsent(office) == 0


@pytest.mark.parametrize("button", ["Gửi", "Sửa nội dung", "Đổi người nhận", "Thôi"])
async def test_a_role_lost_at_the_preview(office: Office, button: str) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office)
    loses_role(office, officer.address)
    assert NO_RIGHT in await officer.taps(button)
    assert told(office) == []


async def test_who_became_an_area_officer_sends_no_notice(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office)
    loses_role(office, officer.address)
    await officer.says(f"/start {office.invite('area-107', Role.AREA_OFFICER)}")
    await officer.taps(officer.buttons[0])
    assert NO_RIGHT in await officer.taps("Gửi")
    assert told(office) == []


# --- to whom ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("steps", "addresses"),
    [
        ([EVERYBODY], ["m", "p", "t"]),
        (["Công chức phụ trách địa bàn"], ["area"]),
        (["Một hoặc nhiều địa bàn", "Địa bàn Mường Tè", "Xong"], ["area", "m", "t"]),
        (["Một hoặc nhiều địa bàn", "phong thổ", "Xong"], ["p"]),
        (["Một hoặc nhiều địa bàn", "phong thổ, mường tè", "Địa bàn Phong Thổ", "Xong"],
         ["area", "m", "t"]),
        (["Đơn vị chưa báo cáo"], ["p", "t"]),
        (["Tự chọn đơn vị", "bum to, Xã Phong Thổ", "Xong"], ["p", "t"]),
        (["Tự chọn đơn vị", "Mường Tè", "xyzt", "Bỏ tên này", "Xong"], ["m"]),
        (["Tự chọn đơn vị", "bum to", "Chọn lại", "Mường Tè", "Xong"], ["m"]),
    ],
)  # fmt: skip
async def test_it_goes_to_those_who_were_chosen(
    office: Office, steps: list[str], addresses: list[str]
) -> None:
    round_id = begin_round(office)
    for address, unit in (("t", BUM_TO), ("m", MUONG_TE), ("p", PHONG_THO)):
        join(office, address, unit)
    await area_officer(office)
    reports(office, MUONG_TE, round_id)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    for step in steps:
        office.start()
        await officer.says(step)
    assert f"Gửi tới: {len(addresses)} người" in officer.screen
    await officer.says(TEXT)
    await officer.taps("Gửi")
    assert told(office) == addresses


async def test_late_units_of_one_of_several_rounds(office: Office) -> None:
    first = begin_round(office)
    begin_round(office, "dot-2", "Đợt chuyên đề")
    join(office, "t", BUM_TO)
    join(office, "m", MUONG_TE)
    reports(office, BUM_TO, first)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps("Đơn vị chưa báo cáo")
    await officer.taps("Quay lại")
    await officer.taps("Đơn vị chưa báo cáo")
    await officer.taps("Đợt tháng 11")
    await officer.says(TEXT)
    await officer.taps("Gửi")
    assert told(office) == ["m"]


async def test_a_name_that_fits_two_is_asked_back(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps("Tự chọn đơn vị")
    said = await officer.says("bum, phong thổ")
    assert "“bum”" in said
    assert "Xã Bum Tở" in officer.buttons
    said = await officer.taps("Xã Bum Tở")
    assert "2 đơn vị: Xã Bum Tở, Xã Phong Thổ" in said


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (["ai đó"], "bấm một nút dưới đây"),
        (["Một hoặc nhiều địa bàn", "hà nội"], "hà nội"),
        (["Một hoặc nhiều địa bàn", "địa bàn"], "địa bàn"),
        (["Tự chọn đơn vị", "hà nội xyz"], "hà nội xyz"),
    ],
)
async def test_what_cannot_be_read_is_asked_again(
    office: Office, steps: list[str], words: str
) -> None:
    officer = await coordinator(office)
    await officer.says("/thongbao")
    for step in steps:
        await officer.says(step)
    assert words in officer.screen
    assert officer.buttons


async def test_without_an_area_nothing_is_chosen(office: Office) -> None:
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps("Một hoặc nhiều địa bàn")
    await officer.taps("Địa bàn Mường Tè")
    await officer.taps("Địa bàn Mường Tè")
    assert "Xong" not in officer.buttons
    await officer.taps("Xong")
    assert "Xong" not in officer.buttons


async def test_with_nobody_to_write_to_others_are_asked_for(office: Office) -> None:
    officer = await coordinator(office)
    await officer.says("/thongbao")
    said = await officer.taps(EVERYBODY)
    assert "Hiện không có ai để gửi" in said
    assert "Đơn vị chưa có ai tham gia (38)" in said
    assert EVERYBODY in officer.buttons


# --- the text -----------------------------------------------------------------------------------
async def test_what_is_too_long_is_refused_whole(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps(EVERYBODY)
    said = await officer.says("a" * 6000)
    assert "Thông báo dài 6.000 ký tự, tối đa 3.000. Anh/chị vui lòng rút gọn." in said
    assert unsent(office) == 0
    await officer.says("b" * 3000)
    await officer.taps("Gửi")
    assert (await office.person("t").hears()).endswith("\n" + "b" * 3000)


async def test_the_rest_of_a_long_message_is_no_notice(office: Office) -> None:
    """A chat app makes two messages of 6.000 characters."""
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps(EVERYBODY)
    office.clock.tick = office.clock.tick / 100
    await officer.says("a" * 4096)
    assert "cũng chưa được lấy" in await officer.says("a" * 1904)
    assert unsent(office) == 0
    office.clock.passes(seconds=20)
    assert "Gửi thông báo này tới 1 người?" in await officer.says(TEXT)


async def test_an_empty_notice_is_refused(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    await officer.says("/thongbao")
    await officer.taps(EVERYBODY)
    assert "Thông báo chưa có nội dung" in await officer.says("\u200b \u200b")
    assert unsent(office) == 0


@pytest.mark.parametrize(
    "text",
    [
        "<b>Khẩn</b> & <script>alert(1)</script>",
        "{office} {name} %s\nDòng hai",
        unicodedata.normalize("NFD", "Họp ở xã Mường Tè"),
    ],
)
async def test_it_arrives_as_it_was_typed(office: Office, text: str) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office, text)
    shown = officer.heard[-2][1]
    await officer.taps("Gửi")
    reader = office.person("t")
    await reader.hears()
    (arrived,) = (reply for _, reply in reader.heard)
    assert arrived.text == unicodedata.normalize("NFC", text) == shown.text
    assert arrived.lead == "Thông báo của Sở Công Thương (Lò Văn An)" == shown.lead


async def test_several_messages_are_not_joined(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office)
    assert "Nội dung chưa thay đổi" in await officer.says("Và thêm nữa")
    await officer.taps("Gửi")
    assert (await office.person("t").hears()).endswith("\n" + TEXT)


# --- the preview --------------------------------------------------------------------------------
async def test_the_preview_counts_and_names(office: Office) -> None:
    join(office, "t", BUM_TO)
    join(office, "w", THU_LUM, channel="web")
    join(office, "x", MUONG_TE)
    blocks(office, "x")
    officer = await written(office)
    assert "Gửi thông báo này tới 2 người?" in officer.screen
    assert "1 người chỉ dùng trang web" in officer.screen
    assert "Chưa gửi tới được (1): Cán bộ x (Xã Mường Tè) đã chặn trợ lý" in officer.screen
    assert "Đơn vị chưa có ai tham gia (35): " in officer.screen
    assert told(office) == []


async def test_the_text_can_be_changed(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office)
    old = officer.heard[-1][0]
    await officer.taps("Sửa nội dung")
    await officer.says("Nội dung mới")
    assert "không còn dùng được" in await officer.taps("Gửi", on=old)
    assert told(office) == []
    await officer.taps("Gửi")
    assert (await office.person("t").hears()).endswith("\nNội dung mới")


async def test_who_gets_it_can_be_changed_and_the_text_stays(office: Office) -> None:
    join(office, "t", BUM_TO)
    await area_officer(office)
    officer = await written(office)
    await officer.taps("Đổi người nhận")
    await officer.taps("Công chức phụ trách địa bàn")
    assert "Gửi thông báo này tới 1 người?" in officer.screen
    await officer.taps("Gửi")
    assert told(office) == ["area"]
    assert (await office.person("area").hears()).endswith("\n" + TEXT)


# --- sent ---------------------------------------------------------------------------------------
async def test_pressed_twice_it_is_sent_once(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office)
    assert "Đã gửi thông báo tới 1 người." in await officer.taps("Gửi")
    office.start()
    assert "Đã gửi lúc 08:00 ngày 23/11/2026" in await officer.taps("Gửi")
    assert told(office) == ["t"]


@pytest.mark.parametrize("aside", ["/menu", "/huy"])
async def test_what_was_left_is_shown_again_before_it_goes(office: Office, aside: str) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office)
    await officer.says(aside)
    said = await officer.taps("Gửi")
    assert "xem lại một lần nữa trước khi gửi" in said
    assert TEXT in said
    assert told(office) == []
    await officer.taps("Gửi")
    assert told(office) == ["t"]


async def test_put_aside_it_is_not_sent(office: Office) -> None:
    join(office, "t", BUM_TO)
    officer = await written(office)
    assert "không gửi gì" in await officer.taps("Thôi")
    assert "không còn dùng được" in await officer.taps("Gửi")
    assert told(office) == []


async def test_two_coordinators_send_each_their_own(office: Office) -> None:
    join(office, "t", BUM_TO)
    first = await written(office, "Một")
    second = await coordinator(office, "second")
    await second.says("/thongbao")
    await second.taps(EVERYBODY)
    await second.says("Hai")
    assert "không còn dùng được" in await finds(office, "second", "nudge:send:1")
    await second.says("/thongbao")
    await first.taps("Gửi")
    assert (await office.person("t").hears()).endswith("\nMột")


async def test_many_are_written_to_beside_the_chat(office: Office) -> None:
    addresses = join_every_commune(office, each=2)
    officer = await written(office)
    assert "Đang gửi tới 76 người" in await officer.taps("Gửi")
    await office.works()
    assert "Đã gửi thông báo tới 76 người." in await officer.hears()
    assert told(office) == sorted(addresses)


async def test_the_result(office: Office) -> None:
    join(office, "t", BUM_TO)
    join(office, "m", MUONG_TE)
    join(office, "w", THU_LUM, channel="web")
    officer = await written(office)
    await officer.taps("Gửi")
    deliver(office, "t", DeliveryState.SENT)
    deliver(office, "m", DeliveryState.DEAD, "chat not found")
    said = await officer.taps("Xem kết quả")
    assert said.startswith("Thông báo · gửi lúc 08:00 ngày 23/11/2026\nĐã nhận: 1 người\n")
    assert "• Cán bộ m (Xã Mường Tè) không gửi được\n" in said
    assert "mở trang sẽ thấy: 1 người" in said


# --- outside working hours ----------------------------------------------------------------------
async def test_at_night_it_is_asked_when(office: Office) -> None:
    join(office, "t", BUM_TO)
    office.clock.passes(hours=14)
    officer = await written(office)
    said = await officer.taps("Gửi")
    # 24/11/2026 is a holiday.
    assert "Gửi ngay hay lúc 07:30 thứ Tư 25/11/2026?" in said
    assert told(office) == []
    assert "Đã gửi thông báo tới 1 người." in await officer.taps("Gửi ngay")
    assert told(office) == ["t"]


@pytest.mark.parametrize(
    ("hours", "when"), [(-1, "07:30 hôm nay"), (4, "13:30 hôm nay"), (62, "07:30 ngày mai")]
)
async def test_when_the_hours_begin_again(office: Office, hours: int, when: str) -> None:
    join(office, "t", BUM_TO)
    officer = await coordinator(office)
    office.clock.passes(hours=hours)
    await officer.says("/thongbao")
    await officer.taps(EVERYBODY)
    await officer.says(TEXT)
    await officer.taps("Gửi")
    assert f"Gửi lúc {when}" in officer.buttons


async def put_off(office: Office) -> Officer:
    """A coordinator who had a notice wait for the morning of 25/11."""
    join(office, "t", BUM_TO)
    office.clock.passes(hours=14)
    officer = await written(office)
    await officer.taps("Gửi")
    await officer.taps("Gửi lúc 07:30 thứ Tư 25/11/2026")
    return officer


async def test_later_it_goes_when_the_hours_begin(office: Office) -> None:
    officer = await put_off(office)
    assert "sẽ được gửi lúc 07:30 thứ Tư 25/11/2026" in officer.screen
    office.clock.passes(hours=24)
    office.start()
    assert send_due(office) == 0
    office.clock.passes(hours=10)
    assert send_due(office) == 1
    assert send_due(office) == 0
    await office.works()
    assert "Đã gửi thông báo tới 1 người." in await officer.hears()
    assert told(office) == ["t"]
    assert "Đã gửi lúc 08:" in await officer.taps("Gửi ngay")
    assert told(office) == ["t"]


async def test_what_waits_can_still_be_sent_or_stopped(office: Office) -> None:
    officer = await put_off(office)
    assert "sẽ được gửi lúc" in await officer.taps("Gửi")
    await officer.says("/menu")
    assert "Đã gửi thông báo tới 1 người." in await officer.taps("Gửi ngay")
    office.clock.passes(days=3)
    assert send_due(office) == 0
    assert told(office) == ["t"]


async def test_what_waits_can_be_stopped(office: Office) -> None:
    officer = await put_off(office)
    await officer.taps("Thôi")
    office.clock.passes(days=3)
    assert send_due(office) == 0
    assert unsent(office) == 0


async def test_what_waits_is_not_sent_for_who_lost_the_role(office: Office) -> None:
    officer = await put_off(office)
    loses_role(office, officer.address)
    office.clock.passes(days=3)
    assert send_due(office) == 1
    await office.works()
    assert "không còn phụ trách việc này" in await officer.hears()
    assert told(office) == []


async def test_what_waits_is_dropped_when_its_sender_has_left(office: Office) -> None:
    officer = await put_off(office)
    await officer.says("/rutdongy")
    await officer.taps("Rút lại đồng ý")
    office.clock.passes(days=3)
    assert send_due(office) == 0
    assert unsent(office) == 0
