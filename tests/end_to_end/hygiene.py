"""Owns what a log may not hold: secrets, phone numbers, answers, and faults nobody expected."""

import json
import re
from collections.abc import Collection

PHONE = re.compile(r"(?<![\d:.T-])(?:\+?84|0)[35789]\d{8}(?!\d)")
FAULTS = ("Traceback (most recent call last)", "Task exception was never retrieved")


def check(log: str, secrets: Collection[str], troubles: Collection[str] = ()) -> None:
    """Fails with the line that is at fault."""
    for line in log.splitlines():
        for secret in secrets:
            assert secret not in line, f"a secret or an answer in the log: {line}"
        assert PHONE.search(line) is None, f"a phone number in the log: {line}"
        assert not any(fault in line for fault in FAULTS) or troubles, f"a fault:\n{log[-4000:]}"
        if line.startswith("{"):
            said = json.loads(line)
            if said.get("level") in ("error", "critical"):
                assert said["event"] in troubles, f"an error nobody expected: {line}"
