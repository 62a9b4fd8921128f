"""Owns the peers' SQL, written by hand, with the facts that go into it."""

from datetime import time, timedelta
from typing import Any

from sqlalchemy import Date, TextClause, bindparam, text

from storage.models import Round
from storage.models.types import UtcDateTime
from storage.moments import Moment
from storage.reminders import WRITING

_IN_ROUND = """state <> 'returned' AND created_at <= :now
    AND (round_id = :round OR (round_id IS NULL AND event_date BETWEEN :window_from AND :window_to))
"""
_QUOTED = "CAST(answers.value AS TEXT)"  # JSON of a text
_SHOP = f"CAST(substr({_QUOTED}, 2, length({_QUOTED}) - 2) AS BIGINT)"
_REPORTED = f"""
    SELECT {_SHOP} AS shop FROM reports
    JOIN revisions ON revisions.report_id = reports.id AND revisions.number = reports.revision
    JOIN answers ON answers.revision_id = revisions.id AND answers.name = 'establishment'
    WHERE form_id = 'packaging' AND {_IN_ROUND}
"""
_OPEN = (
    "kind IN ('shop', 'market') AND created_at < :closing"
    " AND (closed_on IS NULL OR closed_on > :cut_off)"
)
_IN_FORCE = "valid_from <= :today AND (valid_to IS NULL OR valid_to >= :today)"
_REPORTERS = f"role IN ('reporter', 'area_officer') AND {_IN_FORCE}"
_HAD = "SELECT person_id FROM notices WHERE day = :today AND kind IN ('reminder', 'nudge')"
_PUT_OFF = "SELECT person_id FROM postponements WHERE until > :today"
_BUSY = "SELECT person_id FROM drafts WHERE updated_at > :writing"
_QUERY = f"""
WITH counted AS (
    SELECT body_id, form_id, count(*) AS number FROM reports
    WHERE form_id IN ('outreach', 'period_report') AND {_IN_ROUND} GROUP BY body_id, form_id
), registry AS (
    SELECT body_id, count(*) AS need, count(reported.shop) AS have FROM establishments
    LEFT JOIN (SELECT DISTINCT shop FROM ({_REPORTED}) AS every_shop) AS reported
        ON reported.shop = establishments.id
    WHERE {_OPEN} GROUP BY body_id
), officers AS (
    SELECT assignments.person_id, assignments.body_id, min(accounts.id) AS account_id
    FROM assignments JOIN people ON people.id = assignments.person_id
    JOIN accounts ON accounts.person_id = people.id AND accounts.state = 'active'
    WHERE {_REPORTERS} AND people.withdrawn_at IS NULL AND assignments.valid_from <= :step_day
    GROUP BY assignments.person_id, assignments.body_id
)
SELECT officers.person_id, bodies.id, officers.account_id, coalesce(outreach.number, 0),
    coalesce(registry.have, 0), coalesce(registry.need, 1), coalesce(period.number, 0)
FROM bodies JOIN officers ON officers.body_id = bodies.id
LEFT JOIN counted AS outreach ON outreach.body_id = bodies.id AND outreach.form_id = 'outreach'
LEFT JOIN counted AS period ON period.body_id = bodies.id AND period.form_id = 'period_report'
LEFT JOIN registry ON registry.body_id = bodies.id
LEFT JOIN nil_declarations AS nil_outreach ON nil_outreach.round_id = :round
    AND nil_outreach.body_id = bodies.id AND nil_outreach.form_id = 'outreach'
LEFT JOIN nil_declarations AS nil_packaging ON nil_packaging.round_id = :round
    AND nil_packaging.body_id = bodies.id AND nil_packaging.form_id = 'packaging'
LEFT JOIN reminders AS given ON given.round_id = :round AND given.body_id = bodies.id
    AND given.person_id = officers.person_id AND given.step = :step
WHERE bodies.kind = 'commune' AND bodies.valid_from <= :today
    AND (bodies.valid_to IS NULL OR bodies.valid_to >= :today)
    AND (
        period.number IS NULL
        OR outreach.number IS NULL AND nil_outreach.body_id IS NULL
        OR coalesce(registry.have, 0) < coalesce(registry.need, 1)
            AND nil_packaging.body_id IS NULL
    )
    AND given.step IS NULL AND officers.person_id NOT IN ({_HAD})
    AND officers.person_id NOT IN ({_PUT_OFF}) AND officers.person_id NOT IN ({_BUSY})
"""


def _typed(query: str) -> TextClause:
    """Days and moments go in as the tables keep them."""
    found = text(query)
    days = ("today", "window_from", "window_to", "cut_off", "step_day")
    kinds: dict[str, Any] = dict.fromkeys(days, Date()) | dict.fromkeys(
        ("now", "writing", "closing"), UtcDateTime()
    )
    used = [bindparam(name, type_=kind) for name, kind in kinds.items() if f":{name}" in query]
    return found.bindparams(*used)


BY_SQL = _typed(_QUERY)
ROWS = {
    name: _typed(query)
    for name, query in {
        "bodies": f"SELECT id FROM bodies WHERE kind = 'commune' AND {_IN_FORCE}",
        "counted": "SELECT body_id, form_id FROM reports WHERE form_id <> 'packaging'"
        f" AND {_IN_ROUND}",
        "reported": _REPORTED,
        "registry": f"SELECT id, body_id FROM establishments WHERE {_OPEN}",
        "nil": "SELECT body_id, form_id FROM nil_declarations WHERE round_id = :round",
        "people": "SELECT id FROM people WHERE withdrawn_at IS NULL",
        "accounts": "SELECT person_id, id FROM accounts WHERE state = 'active' AND person_id > 0"
        " ORDER BY id DESC",
        "officers": f"SELECT person_id, body_id FROM assignments WHERE {_REPORTERS}"
        " AND valid_from <= :step_day",
        "given": "SELECT person_id, body_id FROM reminders WHERE round_id = :round"
        " AND step = :step",
        "told": f"{_HAD} UNION {_PUT_OFF} UNION {_BUSY}",
    }.items()
}


def facts(query: TextClause, one: Round, moment: Moment) -> dict[str, Any]:
    """What the query asks for, of the round at that moment."""
    step = f"{one.due_on}-{one.ladder[0]}"
    known = {
        "round": one.id, "now": moment.now, "today": moment.today, "step": step,
        "step_day": moment.today, "window_from": one.window_from, "window_to": one.window_to,
        "cut_off": one.cut_off, "closing": moment.at(one.cut_off + timedelta(days=1), time()),
        "writing": moment.now - WRITING,
    }  # fmt: skip
    return {name: value for name, value in known.items() if f":{name}" in query.text}
