"""Owns the functions that look into texts."""

import hashlib
from base64 import b64encode
from math import inf, isnan

from forms.expressions import patterns
from forms.expressions.coercion import XValue, atoms, number, text

_ALGORITHMS = frozenset({"MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"})


def concat(*values: XValue) -> XValue:
    return "".join(text(value) for value in atoms(values))


def join(separator: XValue, *values: XValue) -> XValue:
    return text(separator).join(text(value) for value in atoms(values))


def substr(value: XValue, start: XValue, end: XValue = inf) -> XValue:
    """From 0; what is below nought counts from the end; what is no number is nought."""
    whole = text(value)
    return whole[_index(number(start), whole) : _index(number(end), whole)]


def _index(at: float, whole: str) -> int:
    return 0 if isnan(at) else int(max(-len(whole), min(at, len(whole))))


def before(value: XValue, mark: XValue) -> XValue:
    head, found, _ = text(value).partition(text(mark) or "\0")
    return head if found else ""


def after(value: XValue, mark: XValue) -> XValue:
    if not text(mark):
        return text(value)
    return text(value).partition(text(mark))[2]


def translate(value: XValue, these: XValue, those: XValue) -> XValue:
    """Letter by letter; what has no partner goes. Of a letter named twice the first counts."""
    old, new = text(these), text(those)
    table: dict[int, str] = {}
    for at, letter in enumerate(old):
        table.setdefault(ord(letter), new[at] if at < len(new) else "")
    return text(value).translate(table)


def selected(chosen: XValue, name: XValue) -> XValue:
    return f" {text(name).strip()} " in f" {text(chosen).strip()} "


def selected_at(chosen: XValue, index: XValue) -> XValue:
    names, at = text(chosen).split(), number(index)
    return names[int(at)] if 0 <= at < len(names) else ""


def from_text(value: XValue) -> XValue:
    """boolean-from-string: "1" and "true"."""
    return text(value).lower() in {"1", "true"}


def digest(value: XValue, algorithm: XValue, encoding: XValue = "base64") -> XValue:
    """What XForms asks for: MD5, SHA-1, SHA-256, SHA-384, SHA-512; "" for any other."""
    name = text(algorithm)
    if name not in _ALGORITHMS:
        return ""
    made = hashlib.new(name.replace("-", ""), text(value).encode(), usedforsecurity=False)
    return made.hexdigest() if text(encoding) == "hex" else b64encode(made.digest()).decode()


def regex(value: XValue, pattern: XValue) -> XValue:
    return patterns.matches(text(pattern), text(value))
