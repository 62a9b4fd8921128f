"""Owns what the bare bots say: a greeting with the first question, three more, the end."""

ASKED = (
    "Câu 1/4. Hoạt động được tổ chức vào ngày nào?",
    "Câu 2/4. Hoạt động thuộc xã, phường nào?",
    "Câu 3/4. Có bao nhiêu lượt người tham gia?",
    "Câu 4/4. Kinh phí thực hiện khoảng bao nhiêu đồng?",
)
NAMES = ("day", "unit", "people", "cost")
ENDED = "Đã nhận báo cáo. Xin cảm ơn!"
