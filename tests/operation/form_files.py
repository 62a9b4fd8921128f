"""Owns the forms that the tests of the command line work on."""

from pathlib import Path

from openpyxl import Workbook

from forms import markdown

FORM = """
| survey | type | name | label | required | calculation |
| | text | leader | Ai dẫn đầu? | yes | |
| | select_one_from_file units.csv | place | Ở đâu? | yes | |
| | begin_repeat | village | Bản | | |
| | text | name | Tên bản là gì? | yes | |
| | integer | homes | Bao nhiêu hộ? | | |
| | end_repeat | | | | |
| | calculate | total | | | sum(${homes}) |
| | image | picture | Anh/chị gửi ảnh. | yes | |
| | file | plan | Anh/chị gửi kế hoạch. | | |

| settings | form_title | form_id | version |
| | Các bản | village | 1 |
"""
ALONE = """
| survey | type | name | label | required |
| | select_one_from_file {list}.csv | where | Ở xã nào? | yes |

| settings | form_title | form_id | version |
| | Nơi | where | 1 |
"""
PLACES = "\ufeffname,label,kind\r\nnm,Nậm Mạ,bản\r\nnt,Nậm Tăm,bản\r\n,không tên,\r\n"


def save_workbook(path: Path) -> None:
    """The same form in Excel."""
    book = Workbook()
    for table in markdown.read(FORM):
        sheet = book.create_sheet(table.name)
        sheet.append(table.header)
        for row in table.rows:
            sheet.append([row.cells.get(name, "") for name in table.header])
    book.remove(book.worksheets[0])
    book.save(path)
