"""Owns numbers spelt in standard Vietnamese, against which reading them is tested."""

_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_GROUPS = ["", "nghìn", "triệu"]


def spelt(number: int) -> str:
    """
    >>> spelt(1_005), spelt(2_024_015)
    ('một nghìn không trăm linh năm', 'hai triệu không trăm hai mươi bốn nghìn không trăm mười lăm')
    """
    if number == 0:
        return _DIGITS[0]
    words: list[str] = []
    for at in reversed(range(len(_GROUPS))):
        group = number // 1000**at % 1000
        if group:
            words += [*_hundreds(group, full=bool(words)), _GROUPS[at]]
    return " ".join(word for word in words if word)


def _hundreds(group: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if not rest:
        return words
    tens, ones = divmod(rest, 10)
    if not tens:
        return [*words, *(["linh"] if words else []), _DIGITS[ones]]
    return [*words, *(["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]), *_last(tens, ones)]


def _last(tens: int, ones: int) -> list[str]:
    if not ones:
        return []
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 5: "lăm"}
    return [special.get(ones, _DIGITS[ones])]
