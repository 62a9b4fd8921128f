"""Each channel and month is counted for itself."""

from datetime import date

from storage import quotas
from storage.database import Database

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


def test_counts_grow_by_channel_and_month(database: Database) -> None:
    with database.transaction() as session:
        assert quotas.sent(session, "zalo", DECEMBER) == 0
        assert [quotas.add(session, "zalo", DECEMBER, count) for count in (3, 4)] == [3, 7]
        assert quotas.add(session, "zalo", JANUARY, 1) == 1
        assert quotas.add(session, "other", DECEMBER, 2) == 2
        assert quotas.sent(session, "zalo", DECEMBER) == 7
