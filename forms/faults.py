"""Owns what a fault of a form is: a sentence that says what is wrong and what to do."""

from enum import Enum
from typing import Literal

Severity = Literal["error", "warning"]


class Fault(Enum):
    """What is wrong: (in English, in Vietnamese[, severity])."""

    def __init__(self, english: str, vietnamese: str, severity: Severity = "error") -> None:
        self.english = english
        self.vietnamese = vietnamese
        self.severity = severity
