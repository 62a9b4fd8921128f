"""Pictures to send in tests."""

import io

from PIL import Image


def picture(colour: str = "green", side: int = 400) -> bytes:
    """A PNG of one colour, twice as wide as high."""
    buffer = io.BytesIO()
    Image.new("RGB", (side, side // 2), colour).save(buffer, "PNG")
    return buffer.getvalue()
