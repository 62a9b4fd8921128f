"""Who gets in: the demo, invitations, personal links, sessions."""

import asyncio
from datetime import timedelta

from handlers.messages import Text
from storage import web_access
from storage.models import Person
from tests.web.guest import Guest
from tests.web.stage import Stage

CODE = "7K3M9QXT2H"


async def test_the_demo_offers_three_roles_and_greets(guest: Guest) -> None:
    assert await guest.opens("/") == 200
    assert "Anh/chị muốn thử với vai nào?" in guest.html
    assert "Bản dùng thử: dữ liệu không phải số liệu thật" in guest.html
    await guest.enters("xa")
    assert "Kính chào anh/chị!" in guest.html
    assert "Xã Mường Tè" in guest.html
    assert "/start" not in guest.html


async def test_demo_people_are_refused_once_the_demo_is_off(stage: Stage) -> None:
    async with stage.running() as url:
        guest = Guest(stage, url)
        await guest.enters("dieu-phoi")
    stage.demo = False
    async with stage.running() as url:
        cookies = {c.key: c.value for c in guest.client.cookie_jar}
        await guest.close()
        late = Guest(stage, url)
        await late.wears(cookies["so_xanh"])
        assert "Mã mời của anh/chị" in late.html
        assert (await late.posts("/demo/xa")).status == 404
        assert (await late.says("xin chào")).status == 403
        await late.close()


async def test_an_invitation_is_not_used_by_looking_at_it(stranger: Guest) -> None:
    assert await stranger.opens(f"/moi/{CODE}") == 200
    assert "Mời anh/chị báo cáo" in stranger.html
    assert stranger.stage.inbox.entries == {}


async def test_an_invitations_button_makes_an_account_that_says_the_code(stranger: Guest) -> None:
    await stranger.opens("/moi/7k3m9-qxt2h")
    answer = await stranger.posts("/moi/7k3m9-qxt2h")
    assert answer.status == 303
    cookie = answer.cookies["so_xanh"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == 90 * 86400
    (heard,) = stranger.stage.inbox.heard()
    assert heard.content == Text(f"/start {CODE}")
    assert len(heard.address) >= 22
    await stranger.opens("/")
    assert 'id="composer"' in stranger.html


async def test_a_typed_code_works_too_and_nonsense_is_explained(stranger: Guest) -> None:
    await stranger.opens("/")
    assert (await stranger.posts("/moi", code="xin chào")).status == 422
    assert "Đây chưa phải mã mời" in stranger.html
    assert 'value="xin chào"' in stranger.html
    assert (await stranger.posts("/moi", code="7K3M9 QXT2H")).status == 303


async def test_who_is_in_already_says_a_second_code_as_themselves(stranger: Guest) -> None:
    account_id, _ = stranger.stage.person()
    await stranger.wears(stranger.stage.session(account_id))
    await stranger.opens(f"/moi/{CODE}")
    await stranger.posts(f"/moi/{CODE}")
    (heard,) = stranger.stage.inbox.heard()
    assert (heard.address, heard.content) == ("pao", Text(f"/start {CODE}"))


async def test_a_personal_link_lets_in_once(stranger: Guest) -> None:
    account_id, _ = stranger.stage.person()
    link = f"/vao/{stranger.stage.link(account_id)}"
    for _ in range(3):  # previews
        assert await stranger.opens(link) == 200
    assert (await stranger.posts(link)).status == 303
    await stranger.opens("/")
    assert "Giàng A Páo" in stranger.html
    second = Guest(stranger.stage, stranger.url)
    await second.opens(link)
    assert (await second.posts(link)).status == 410
    assert "không còn dùng được" in second.html
    await second.close()


async def test_of_many_who_press_at_once_one_gets_in(stranger: Guest) -> None:
    account_id, _ = stranger.stage.person()
    link = f"/vao/{stranger.stage.link(account_id)}"
    guests = [Guest(stranger.stage, stranger.url) for _ in range(6)]
    for guest in guests:
        await guest.opens(link)
    answers = await asyncio.gather(*(guest.posts(link) for guest in guests))
    assert sorted(answer.status for answer in answers) == [303, 410, 410, 410, 410, 410]
    for guest in guests:
        await guest.close()


async def test_links_and_sessions_run_out(stranger: Guest) -> None:
    stage = stranger.stage
    account_id, _ = stage.person()
    link = f"/vao/{stage.link(account_id)}"
    await stranger.wears(stage.session(account_id))
    assert "Giàng A Páo" in stranger.html
    stage.clock.offset = timedelta(days=89)
    assert (await stranger.posts(link)).status == 410
    await stranger.opens("/")
    assert "Giàng A Páo" in stranger.html
    stage.clock.offset = timedelta(days=91)
    await stranger.opens("/")
    assert "Mã mời của anh/chị" in stranger.html


async def test_logging_out_revokes_the_session(guest: Guest) -> None:
    await guest.enters()
    cookie = next(c.value for c in guest.client.cookie_jar if c.key == "so_xanh")
    assert (await guest.posts("/ra")).status == 303
    await guest.wears(cookie)
    assert "Anh/chị muốn thử với vai nào?" in guest.html


async def test_a_coordinator_can_log_somebody_out_everywhere(stranger: Guest) -> None:
    stage = stranger.stage
    account_id, person_id = stage.person()
    link = stage.link(account_id)
    await stranger.wears(stage.session(account_id))
    with stage.database.transaction() as session:
        web_access.revoke_all(session, person_id, stage.clock())
    assert (await stranger.says("12")).status == 403
    await stranger.opens(f"/vao/{link}")
    assert (await stranger.posts(f"/vao/{link}")).status == 410


async def test_only_hashes_are_kept_and_old_ones_are_forgotten(quiet: Stage) -> None:
    account_id, _ = quiet.person()
    token, link = quiet.session(account_id), quiet.link(account_id)
    dump = (quiet.data_dir / "test.sqlite3").read_bytes()
    dump += (quiet.data_dir / "test.sqlite3-wal").read_bytes()
    assert token.encode() not in dump
    assert link.encode() not in dump
    with quiet.database.transaction() as session:
        web_access.purge(session, quiet.clock() + timedelta(days=91))
    with quiet.database.reading() as session:
        assert web_access.session_of(session, token, quiet.clock()) is None


async def test_making_accounts_by_machine_is_slowed_down(stranger: Guest) -> None:
    await stranger.opens("/")
    for _ in range(60):
        stranger.client.cookie_jar.clear(lambda cookie: cookie.key == "so_xanh")
        assert (await stranger.posts("/moi", code=CODE)).status == 303
    stranger.client.cookie_jar.clear(lambda cookie: cookie.key == "so_xanh")
    assert (await stranger.posts("/moi", code=CODE)).status == 429
    assert "Thử quá nhiều lần" in stranger.html


async def test_a_person_reads_the_pages_in_their_language(stranger: Guest) -> None:
    stage = stranger.stage
    account_id, person_id = stage.person()
    with stage.database.transaction() as session:
        session.get_one(Person, person_id).language = "en"
    await stranger.wears(stage.session(account_id))
    assert 'lang="en"' in stranger.html
    assert "Type a message…" in stranger.html
