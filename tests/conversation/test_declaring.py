""" "Không phát sinh": an answer, not a gap; asked back, kept once, taken back while it can be."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from handlers import codec
from handlers.messages import Lane, Reply
from storage import nil_declarations, notices, people, reminders, rounds
from storage.models import AuditEvent, NilDeclaration, NoticeKind, ReportState
from tests.conversation.due_stage import leaves_office, looked, person_id, staged
from tests.conversation.people import CHANNEL, Office, Officer
from tests.storage.round_stage import DUE, OUTREACH, PERIOD, SHOPS

PAPER = "Báo cáo hoạt động tuyên truyền"
BAGS = "Rà soát bao bì tại cơ sở kinh doanh"
SHORT = "Báo cáo định kỳ của đơn vị"
NIL, YES, BACK = "Không phát sinh", "Xác nhận không phát sinh", "Bỏ khai không phát sinh"


def declared(office: Office) -> list[tuple[str, int]]:
    rows = looked(office, lambda session: session.exec(select(NilDeclaration)).all())
    return sorted((row.form_id, row.person_id) for row in rows)


def events(office: Office) -> list[tuple[str, str]]:
    query = (
        select(AuditEvent).where(col(AuditEvent.action).like("nil %")).order_by(col(AuditEvent.id))
    )
    rows = looked(office, lambda session: session.exec(query).all())
    return [(row.action, row.details["form_id"]) for row in rows]


def change(office: Office, **values: object) -> None:
    """Something about the only round is changed behind the officer's back."""
    with staged(office) as stage:
        for one in rounds.running(stage.session):
            for name, value in values.items():
                setattr(one, name, value)


async def begin(office: Office, *asked: rounds.Asked, **changes: object) -> Officer:
    officer = await office.officer()
    with staged(office) as stage:
        stage.round(*asked, **changes)
    await officer.says("/han")
    return officer


# --- said and kept ------------------------------------------------------------------------------
async def test_one_form_is_confirmed_in_so_many_words_and_kept(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    assert await officer.taps(NIL) == (
        "Báo cáo năm 2026\n"
        "Anh/chị xác nhận: từ 01/12/2025 đến 30/11/2026, Xã Mường Tè không phát sinh các nội dung"
        f" sau?\n• {PAPER}\n"
        "Nếu đến ngày 30/11/2026 có phát sinh, anh/chị vẫn cần gửi báo cáo.\n"
        f"[1. {YES}]\n[Việc đến hạn]"
    )
    assert declared(office) == []
    said = await officer.taps(YES)
    assert "Đã ghi nhận lúc 08:00 ngày 23/11/2026" in said
    assert "đợt “Báo cáo năm 2026” không còn thiếu gì" in said
    assert declared(office) == [("outreach", person_id(office, officer))]
    assert events(office) == [("nil declared", "outreach")]
    assert "không phát sinh lúc 08:00 ngày 23/11/2026, đúng hạn" in await officer.says("/han")


async def test_a_reminder_that_waits_is_taken_back(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    person = person_id(office, officer)
    with staged(office) as stage:
        (one,) = rounds.running(stage.session)
        account = people.find_account(stage.session, CHANNEL, officer.address)
        assert account is not None
        body = codec.reply_to_json(Reply("…", lane=Lane.REMINDER))
        notice_id = notices.write(
            stage.session, account, NoticeKind.REMINDER, DUE, body, office.clock()
        )
        assert notice_id is not None
        reminders.keep(
            stage.session, [(one.id, stage.body().id, person, "2026-12-04-15")], notice_id
        )
    assert len(looked(office, reminders.waiting)) == 1
    await officer.says("/han")
    await officer.taps(NIL)
    await officer.taps(YES)
    assert looked(office, reminders.waiting) == []


async def test_two_presses_declare_once(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps(NIL)
    first = await officer.taps(YES)
    office.clock.passes(hours=3)
    assert await officer.taps(YES) == first
    assert len(declared(office)) == 1
    assert len(events(office)) == 1


async def test_all_missing_forms_at_once_but_never_the_period_report(office: Office) -> None:
    officer = await begin(office, OUTREACH, PERIOD, SHOPS)
    await officer.taps(NIL)
    assert officer.buttons == [PAPER, BAGS, "Tất cả các mục trên", "Việc đến hạn"]
    assert f"• {PAPER}\n• {BAGS}\n" in await officer.taps("Tất cả các mục trên")
    said = await officer.says("1")
    assert f"• {PAPER}\n• {BAGS}\nCòn thiếu:\n• {SHORT}\n[1. Báo cáo ngay]" in said
    assert [form for form, _ in declared(office)] == ["outreach", "packaging"]
    assert "Câu 1/" in await officer.taps("Báo cáo ngay")


async def test_one_of_several_leaves_the_others(office: Office) -> None:
    officer = await begin(office, OUTREACH, SHOPS)
    await officer.taps(NIL)
    await officer.taps(BAGS)
    assert f"Còn thiếu:\n• {PAPER}\n" in await officer.taps(YES)
    assert [form for form, _ in declared(office)] == ["packaging"]


async def test_only_what_was_confirmed_is_declared(office: Office) -> None:
    """Something else is missing by the time the button is pressed."""
    officer = await begin(office, OUTREACH, SHOPS)
    with staged(office) as stage:
        (one,) = rounds.running(stage.session)
        stage.nil(one, stage.body(), "packaging")
    assert BAGS not in await officer.taps(NIL)
    with staged(office) as stage:
        (one,) = rounds.running(stage.session)
        nil_declarations.withdraw(stage.session, one.id, stage.body().id, "packaging")
    assert f"Còn thiếu:\n• {BAGS}\n" in await officer.taps(YES)
    assert [form for form, _ in declared(office)] == ["outreach"]


async def test_of_several_rounds_one_is_chosen(office: Office) -> None:
    officer = await begin(office, OUTREACH, title="Đợt một")
    with staged(office) as stage:
        stage.round(SHOPS, title="Đợt hai", due_on=DUE + timedelta(days=3))
        stage.round(PERIOD, title="Đợt ba")
    await officer.says("/han")
    await officer.taps(NIL)
    assert officer.buttons == ["Xã Mường Tè · Đợt một", "Xã Mường Tè · Đợt hai", "Việc đến hạn"]
    assert BAGS in await officer.says("2")
    await officer.taps(YES)
    assert [form for form, _ in declared(office)] == ["packaging"]


async def test_after_the_cut_off_nothing_is_said_of_later_events(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    for days, said_so in ((6, True), (1, False)):
        office.clock.passes(days=days)
        assert ("vẫn cần gửi báo cáo" in await officer.taps(NIL)) is said_so
        await officer.says("/han")


async def test_a_draft_is_kept(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps("Báo cáo ngay")
    await officer.says("hôm qua")
    await officer.says("/han")
    assert "bản nháp vẫn được giữ" in await officer.taps(NIL)
    await officer.taps(YES)
    assert "Câu 2/15" in await officer.says("/tiep")


async def test_a_late_word_is_late(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    office.clock.passes(days=14)
    await officer.says("/han")
    await officer.taps(NIL)
    await officer.taps(YES)
    assert "muộn 1 ngày làm việc" in await officer.says("/han")


# --- refused ------------------------------------------------------------------------------------
async def test_a_period_report_is_never_nil(office: Office) -> None:
    """No button offers it; one of before the other report came is still there."""
    officer = await begin(office, OUTREACH, PERIOD)
    await officer.taps("Báo cáo ngay")
    with staged(office) as stage:
        stage.report(stage.body())
    said = await officer.taps(NIL, on=officer.heard[-1][0])
    assert f"Mục “{PAPER}” đã có báo cáo trong kỳ" in said
    assert f"Mục “{SHORT}” luôn cần gửi báo cáo" in said
    assert f"Còn thiếu:\n• {SHORT}\n" in said
    assert NIL not in officer.buttons
    assert declared(office) == []


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReportState.SUBMITTED, "đã có báo cáo trong kỳ"),
        (ReportState.RETURNED, "có báo cáo được trả lại"),
        (ReportState.CONFIRMED, "đã có báo cáo trong kỳ"),
    ],
)
async def test_what_was_reported_meanwhile_is_not_nothing(
    office: Office, state: ReportState, words: str
) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps(NIL)
    with staged(office) as stage:
        stage.report(stage.body(), state=state)
    assert words in await officer.taps(YES)
    assert declared(office) == []


async def test_some_establishments_reported_is_not_nothing(office: Office) -> None:
    officer = await begin(office, SHOPS)
    await officer.taps(NIL)
    with staged(office) as stage:
        body = stage.body()
        stage.shop(body)
        stage.report(body, "packaging", about=("establishment", stage.shop(body)))
    said = await officer.taps(YES)
    assert "đã có báo cáo trong kỳ" in said
    assert f"• {BAGS}: 1/2 cơ sở" in said
    assert declared(office) == []


async def test_nothing_is_declared_in_a_closed_round(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps(NIL)
    change(office, closed_at=office.clock())
    assert "đã đóng" in await officer.taps(YES)
    assert declared(office) == []


async def test_who_left_office_declares_nothing(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps(NIL)
    leaves_office(office, officer)
    assert "không còn được giao báo cáo" in await officer.taps(YES)
    assert declared(office) == []


async def test_where_nothing_is_left_it_says_so(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    message_id, reply = officer.heard[-1]
    index = [choice.label for choice in reply.choices].index(NIL)
    with staged(office) as stage:
        stage.report(stage.body())
    said = await officer.taps_raw(message_id, index)
    assert "Không còn mục nào có thể khai không phát sinh" in said
    assert "đã báo cáo đủ" in said


# --- taken back ---------------------------------------------------------------------------------
async def test_the_word_is_taken_back_while_the_round_runs(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps(NIL)
    await officer.taps(YES)
    said = await officer.taps(BACK)
    assert f"Đã bỏ khai không phát sinh: {PAPER}, Xã Mường Tè." in said
    assert f"Còn thiếu:\n• {PAPER}\n" in said
    assert declared(office) == []
    assert events(office) == [("nil declared", "outreach"), ("nil withdrawn", "outreach")]


async def test_taking_back_twice_says_that_nothing_is_declared(office: Office) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps(NIL)
    await officer.taps(YES)
    message_id, reply = officer.heard[-1]
    index = [choice.label for choice in reply.choices].index(BACK)
    await officer.taps_raw(message_id, index)
    assert "không có mục nào đang khai" in await officer.taps_raw(message_id, index)
    assert len(events(office)) == 2


async def test_of_several_words_one_is_taken_back(office: Office) -> None:
    officer = await begin(office, OUTREACH, SHOPS)
    await officer.taps(NIL)
    await officer.taps("Tất cả các mục trên")
    await officer.taps(YES)
    await officer.says("/han")
    await officer.taps(BACK)
    await officer.taps(f"{BAGS} · Xã Mường Tè")
    assert [form for form, _ in declared(office)] == ["outreach"]
    # Its button again, now that it is done.
    await officer.taps(f"{BAGS} · Xã Mường Tè")
    assert [form for form, _ in declared(office)] == ["outreach"]
    assert [what for what, _ in events(office)] == ["nil declared"] * 2 + ["nil withdrawn"]


@pytest.mark.parametrize("closed", [True, False])
async def test_it_is_not_taken_back_from_a_closed_round_or_by_who_left(
    office: Office, closed: bool
) -> None:
    officer = await begin(office, OUTREACH)
    await officer.taps(NIL)
    await officer.taps(YES)
    if closed:
        change(office, closed_at=office.clock())
    else:
        leaves_office(office, officer)
    words = "đã đóng" if closed else "không còn được giao báo cáo"
    assert words in await officer.taps(BACK)
    assert len(declared(office)) == 1


async def test_two_officers_of_one_unit_declare_once(office: Office) -> None:
    first = await begin(office, OUTREACH)
    second = await office.officer("second")
    await second.says("/han")
    for officer in (first, second):
        await officer.taps(NIL)
    await first.taps(YES)
    assert "Đã ghi nhận" in await second.taps(YES)
    assert declared(office) == [("outreach", person_id(office, first))]
