"""Pictures of pages as arrays of grey, and what makes them easier to read."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, ImageSequence, UnidentifiedImageError

from db.errors import UnreadableFile

MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 14_400
MAX_PAGES: Final = 2_000

Gray = NDArray[np.uint8]
"""A picture, shape (height, width), 0 is black and 255 white."""

_FORMATS: Final = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_TOO_LARGE: Final = (
    f"ภาพใหญ่เกินกำหนด{{size}} รับได้ไม่เกิน {MAX_PIXELS // 10**6} ล้านจุด โปรดสแกนใหม่ที่ 200-300 dpi"
)
_BROKEN: Final = "ไฟล์ภาพเสียหายหรือไม่ครบ เปิดไม่ได้ โปรดสแกนหรือส่งออกใหม่"


def read_pictures(data: bytes) -> Iterator[Gray]:
    """The pages of a PNG, JPEG, TIFF, WebP or BMP file, upright as the camera noted.

    Raises UnreadableFile, in Thai: not such a file, broken, moving, or larger than the limits,
    which are checked from the header before any pixel is decoded.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if getattr(image, "is_animated", False) and image.format != "TIFF":
                raise UnreadableFile("ไฟล์ภาพเป็นภาพเคลื่อนไหว โปรดส่งภาพนิ่งของแต่ละหน้าเอกสาร")
            if getattr(image, "n_frames", 1) > MAX_PAGES:
                raise UnreadableFile(f"ไฟล์ภาพมีเกิน {MAX_PAGES} หน้า โปรดแบ่งไฟล์")
            for frame in ImageSequence.Iterator(image):
                yield _picture(frame)
    except Image.DecompressionBombError:
        raise UnreadableFile(_TOO_LARGE.format(size="")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableFile(_BROKEN) from error


def turned(gray: Gray, quarters: int) -> Gray:
    """The picture turned counter-clockwise by quarters of a circle."""
    return np.ascontiguousarray(np.rot90(gray, quarters))


def tilted(gray: Gray, angle: float) -> Gray:
    """The picture turned counter-clockwise by an angle in degrees about its middle."""
    if not angle:
        return gray
    image = Image.fromarray(gray).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(image)


def scaled(gray: Gray, factor: float) -> Gray:
    """The picture in another size."""
    if factor == 1.0:
        return gray
    height, width = gray.shape
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(Image.fromarray(gray).resize(size, Image.Resampling.LANCZOS))


def strip(gray: Gray, box: tuple[float, float, float, float], height: int) -> Gray:
    """The part of a picture within left, top, right, bottom, brought to a height; beyond the
    picture's edges it is white.
    """
    left, top, right, bottom = box
    rim = int(max(0.0, -left, -top, right - gray.shape[1], bottom - gray.shape[0])) + 1
    wide = np.pad(gray, rim, constant_values=255)
    width = max(1, round((right - left) * height / (bottom - top)))
    cut = Image.fromarray(wide).resize(
        (width, height),
        Image.Resampling.BILINEAR,
        box=(left + rim, top + rim, right + rim, bottom + rim),
    )
    return np.asarray(cut)


def without_specks(gray: Gray) -> Gray:
    """The median of every 3 by 3 pixels."""
    return np.asarray(Image.fromarray(gray).filter(ImageFilter.MedianFilter(3)))


def as_jpeg(pixels: NDArray[np.uint8], side: int = 1_600, quality: int = 60) -> bytes:
    """The picture to be looked at, grey or in colour, its sides at most `side` pixels."""
    image = Image.fromarray(pixels)
    image.thumbnail((side, side))
    made = BytesIO()
    image.save(made, "JPEG", quality=quality)
    return made.getvalue()


def _picture(frame: Image.Image) -> Gray:
    _refuse_size(frame.width, frame.height)
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return _gray(upright)


def _refuse_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise UnreadableFile(_TOO_LARGE.format(size=f" ({width:,} × {height:,} จุด)"))


def _gray(image: Image.Image) -> Gray:
    """Grey of 8 bits; deeper grey is brought down by its own range."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        values = np.asarray(image, np.float64)
        top = 65_535.0 if values.max(initial=0) > 255 else 255.0
        return np.clip(values * 255 / top, 0, 255).astype(np.uint8)
    return np.asarray(image.convert("L"))
