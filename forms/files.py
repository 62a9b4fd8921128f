"""Owns telling what kind of file a form came in, and having it read."""

from forms import markdown, workbook
from forms.file_faults import FileFault
from forms.problems import Problem
from forms.workbook import Read

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read(name: str, content: bytes) -> Read:
    """A workbook or a text with Markdown tables; its first bytes tell, whatever its name says."""
    if content.startswith(_ZIP):
        return workbook.read(content)
    if content.startswith(_OLE):
        locked = _LOCKED in content
        return Read(problems=[Problem(FileFault.ENCRYPTED if locked else FileFault.OLD_EXCEL)])
    try:
        found = markdown.read(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        found = []
    if found:
        return Read(found)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return Read(problems=[Problem(FileFault.OTHER_PROGRAMME, name.rpartition(".")[2].upper())])
    return Read(problems=[Problem(FileFault.NOT_A_WORKBOOK)])
