"""Owns what people say to each bot, over and over, and what each answer must hold."""

from dataclasses import dataclass

from benchmarks.peers.words import ASKED, ENDED


@dataclass(frozen=True, slots=True)
class Line:
    says: str
    hears: str  # a piece of the answer: a bot that is fast and wrong is worth nothing


# One outreach report, typed from the menu to the receipt.
OFFICER = (
    Line("/baocao", "muốn báo cáo nội dung nào"),
    Line("Báo cáo hoạt động tuyên truyền", "vào ngày nào?"),
    Line("hôm qua", "địa bàn xã, phường nào?"),
    Line("1", "địa điểm nào?"),
    Line("Nhà văn hóa bản Nà Hừ", "Hình thức hoạt động"),
    Line("1, 2", "Nội dung chính"),
    Line("bao bì", "chủ trì tổ chức"),
    Line("phụ nữ", "dành riêng cho đối tượng"),
    Line("không", "bao nhiêu lượt người"),
    Line("45", "bao nhiêu nữ"),
    Line("20", "dân tộc thiểu số"),
    Line("ko rõ", "đại diện doanh nghiệp"),
    Line("không", "bằng tiếng nào"),
    Line("tiếng thái, tiếng mông", "tài liệu, sản phẩm"),
    Line("tờ rơi và băng rôn", "Bao nhiêu tờ rơi"),
    Line("200", "Bao nhiêu băng rôn"),
    Line("2", "Kinh phí thực hiện"),
    Line("1tr5", "Nguồn kinh phí"),
    Line("ngân sách xã", "ảnh của hoạt động"),
    Line("bỏ qua", "1.500.000 đồng"),
    Line("gửi", "Mã biên nhận"),
)

# The bare bots' five steps.
PEER = (
    Line("/start", ASKED[0]),
    Line("hôm qua", ASKED[1]),
    Line("Mường Tè", ASKED[2]),
    Line("45", ASKED[3]),
    Line("1tr5", ENDED),
)
