"""Owns making a photo safe to keep: known by its content, turned upright, stripped, re-coded."""

from io import BytesIO

from handlers.messages import Unusable

PIXELS = 50_000_000  # more is a bomb, not a photo
LONGEST_SIDE = 2560  # pixels: enough to read a banner, small enough to keep thousands
QUALITY = 85


def clean(content: bytes) -> bytes | Unusable:
    """A JPEG without EXIF, GPS or anything else beside its pixels."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only who takes photos pays for it

    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > PIXELS:
                return Unusable.TOO_LARGE
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            flat = Image.new("RGB", upright.size, "white")
            rgba = upright.convert("RGBA")
            flat.paste(rgba, mask=rgba.getchannel("A"))
    except Exception:  # noqa: BLE001 - a decoder fails in any way a liar can think of
        return Unusable.NOT_AN_IMAGE
    out = BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
