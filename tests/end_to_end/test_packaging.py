"""A packaging report adds an establishment; one much like it is asked about."""

from storage.models import Establishment
from tests.end_to_end import words
from tests.end_to_end.stage import Stage
from tests.end_to_end.talker import Talker
from tests.telegram_double import Heard


async def to_the_name(lan: Talker) -> Heard:
    await lan.says("/baocao")
    await lan.taps("Rà soát bao bì")
    await lan.taps("Hôm nay")
    await lan.taps("Siêu thị")
    return await lan.taps("Thêm cơ sở mới")


async def to_the_end(lan: Talker) -> Heard:
    await lan.taps("Đang hoạt động")
    await lan.taps("Thay thế hoàn toàn")
    await lan.says("giấy")
    await lan.says("50")
    await lan.taps("Có")
    await lan.taps(words.SKIP)
    await lan.taps("Quan sát trực tiếp")
    return await lan.taps(words.SEND)


async def test_a_new_establishment_joins_the_registry_and_its_double_is_asked_about(
    stage: Stage,
) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_name(lan)
    await lan.says("Siêu thị Hoa Ban, tổ 3")
    assert words.RECEIPT.search((await to_the_end(lan)).text)
    assert stage.kept.count(Establishment) == 1
    await to_the_name(lan)
    doubted = await lan.says("sieu thi hoa ban to 3")
    assert "Hoa Ban" in doubted.text + " ".join(doubted.buttons)
    await lan.taps("Hoa Ban")
    assert words.RECEIPT.search((await to_the_end(lan)).text)
    assert stage.kept.count(Establishment) == 1
    assert len({one.shown["establishment"] for one in stage.kept.reports(lan.id)}) == 1
