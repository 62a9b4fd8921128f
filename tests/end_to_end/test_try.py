import time
from tests.end_to_end.stage import Stage
from tests.end_to_end.officer import Officer

async def test_try(stage: Stage) -> None:
    t=time.monotonic()
    p = await stage.running()
    o=Officer(await stage.stranger(), stage.invite(), 7)
    try:
        await o.reports()
    finally:
        print(await o.talker.person.transcript())
    print(o.accepted, o.receipts, stage.kept.reports(o.talker.id), time.monotonic()-t)
