"""Owns the cells of the column `type`: what a row is, in all the spellings that are in use."""

import re
from dataclasses import dataclass

from forms.definition import Type
from forms.faults import Fault
from forms.nearest import nearest
from forms.row_faults import RowFault

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")


@dataclass(frozen=True, slots=True)
class Begin:
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class End:
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the list that it chooses from."""

    type: Type
    choices: str = ""
    or_other: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """What only a telephone knows: left out."""

    name: str


@dataclass(frozen=True, slots=True)
class Bad:
    fault: Fault
    what: str
    meant: str = ""


Written = Begin | End | Asked | Passed | Bad

_SECTIONS = {"group": False, "repeat": True, "lgroup": True, "looped group": True}
_BORDER = re.compile(rf"(begin|end)[ _]({'|'.join(_SECTIONS)})")
_ONE, _SEVERAL = Type.SELECT_ONE, Type.SELECT_MULTIPLE
_SELECTS = {
    "select_one": _ONE, "select one": _ONE, "select1": _ONE, "select one from": _ONE,
    "select one using": _ONE, "add select one prompt using": _ONE, "select_multiple": _SEVERAL,
    "select multiple": _SEVERAL, "select all that apply": _SEVERAL,
    "select all that apply from": _SEVERAL, "select multiple from": _SEVERAL,
    "select multiple using": _SEVERAL, "add select multiple prompt using": _SEVERAL,
}  # fmt: skip
_COMMANDS = "|".join(sorted(_SELECTS, key=len, reverse=True))
_SELECT = re.compile(
    rf"({_COMMANDS})(?: (.+?))??( or specify other| or_other| or other)?", re.IGNORECASE
)
_FROM_FILE = re.compile(r"select[ _]one[ _]from[ _]file(?: (.*))?", re.IGNORECASE)
_TYPES = {
    **{one.value.lower(): one for one in Type if not one.value.startswith("select")},
    "string": Type.TEXT, "phone number": Type.TEXT, "int": Type.INTEGER, "date time": Type.DATETIME,
    "photo": Type.IMAGE, "picture": Type.IMAGE, "location": Type.GEOPOINT, "gps": Type.GEOPOINT,
    "trigger": Type.ACKNOWLEDGE, "start time": Type.START, "get start time": Type.START,
    "end time": Type.END, "get end time": Type.END, "get today": Type.TODAY,
    "uri:username": Type.USERNAME,
}  # fmt: skip
_WRAPPED = re.compile(r"q (.+)|add (.+) prompt")
_TELEPHONE = frozenset({
    "deviceid", "device id", "get device id", "imei", "phonenumber", "get phone number",
    "simserial", "sim id", "get sim id", "subscriberid", "subscriber id", "get subscriber id",
    "email", "uri:deviceid", "uri:phonenumber", "uri:simserial", "uri:subscriberid", "uri:email",
})  # fmt: skip
# What serves in the place of a type that a chat does not have.
_INSTEAD = {
    "range": "integer", "percentage": "integer", "rank": "select_multiple", "barcode": "text",
    "geotrace": "geopoint", "geoshape": "geopoint", "start-geopoint": "geopoint",
    "select_one_external": "select_one", "select one external": "select_one", "audio": "file",
    "video": "file", "select_multiple_from_file": "select_multiple", "csv-external":
    "select_one_from_file", "signature": "image", "draw": "image", "annotate": "image",
}  # fmt: skip
_REFUSED = frozenset({"audit", "xml-external", "background-audio", "background-geopoint", "osm"})


def read(written: str) -> Written:
    said = " ".join(written.split())
    lowered = said.lower()
    if border := _BORDER.fullmatch(lowered):
        section = _SECTIONS[border[2]]
        return Begin(section) if border[1] == "begin" else End(section)
    if from_file := _FROM_FILE.fullmatch(said):
        return _from_file(from_file[1] or "")
    if select := _SELECT.fullmatch(said):
        return _select(select[1], select[2] or "", bool(select[3]))
    if lowered in _TELEPHONE:
        return Passed(said)
    return _plain(said, lowered)


def _plain(said: str, lowered: str) -> Written:
    wrapped = _WRAPPED.fullmatch(lowered)
    type_ = _TYPES.get((wrapped[1] or wrapped[2]) if wrapped else lowered)
    if type_ is not None:
        return Asked(type_)
    first = lowered.split(" ", 1)[0]
    if instead := _INSTEAD.get(lowered) or _INSTEAD.get(first):
        return Bad(RowFault.TYPE_INSTEAD, said, instead)
    if first in _REFUSED:
        return Bad(RowFault.TYPE, said)
    known = {*_TYPES, *_SELECTS, "begin group", "end group", "begin repeat", "end repeat"}
    meant = nearest(lowered, known) or nearest(first, known)
    return Bad(RowFault.TYPE if said else RowFault.NO_TYPE, said, meant)


def _select(command: str, listed: str, or_other: bool) -> Written:
    if not listed:
        return Bad(RowFault.LIST_WANTED, command)
    if " " in listed:
        return Bad(RowFault.LIST_SPACED, listed, listed.replace(" ", "_"))
    return Asked(_SELECTS[command.lower()], listed, or_other)


def _from_file(file: str) -> Written:
    stem, _, ending = file.rpartition(".")
    if ending.lower() != "csv" or not NAME.fullmatch(stem):
        return Bad(RowFault.NO_FILE, file)
    return Asked(Type.SELECT_ONE_FROM_FILE, stem)
