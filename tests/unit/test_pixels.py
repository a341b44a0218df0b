"""Image files become grey pages, or are refused before they cost anything."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from db.errors import UnreadableFile
from ingest.ocr import pixels
from ingest.ocr.pixels import read_pictures, strip


def _file(image, kind, **options):
    packed = BytesIO()
    image.save(packed, kind, **options)
    return packed.getvalue()


def _half_black(mode="L"):
    image = Image.new(mode, (40, 60), "white")
    image.paste("black", (0, 0, 40, 30))
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
def test_every_format_is_grey_pixels(kind):
    (page,) = read_pictures(_file(_half_black("RGB"), kind))
    assert page.shape == (60, 40)
    assert page.dtype == np.uint8
    assert page[:25].mean() < 5
    assert page[35:].mean() > 250


def test_every_page_of_a_tiff_is_read():
    pages = [Image.new("1", (8, 8), colour) for colour in (0, 1, 0)]
    data = _file(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert [int(page.mean()) for page in read_pictures(data)] == [0, 255, 0]


def test_a_photograph_is_turned_as_the_camera_noted():
    image = _half_black()
    turned = Image.Exif()
    turned[0x0112] = 3
    (page,) = read_pictures(_file(image, "JPEG", exif=turned))
    assert page[:25].mean() > 250


def test_what_is_transparent_is_paper():
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    (page,) = read_pictures(_file(image, "PNG"))
    assert page.min() == 255


def test_deep_grey_keeps_its_light():
    deep = Image.fromarray(np.array([[0, 32_768, 65_535]], np.uint16))
    (page,) = read_pictures(_file(deep, "PNG"))
    assert page.tolist() == [[0, 127, 255]]


def test_a_large_picture_is_refused_before_it_is_decoded(monkeypatch):
    data = _file(Image.new("1", (9000, 9000)), "PNG")
    monkeypatch.setattr(pixels, "_gray", lambda _image: pytest.fail("decoded"))
    with pytest.raises(UnreadableFile, match="ใหญ่เกินกำหนด"):
        list(read_pictures(data))


@pytest.mark.parametrize("cut", [0, 10, 200], ids=["empty", "header", "half"])
def test_a_broken_picture_is_refused(cut):
    noise = np.random.default_rng(1).integers(0, 255, (40, 40), np.uint8)
    with pytest.raises(UnreadableFile, match="เสียหาย"):
        list(read_pictures(_file(Image.fromarray(noise), "PNG")[:cut]))


def test_a_moving_picture_is_refused():
    frames = [Image.new("L", (8, 8), colour) for colour in (0, 255)]
    data = _file(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=50)
    with pytest.raises(UnreadableFile, match="เคลื่อนไหว"):
        list(read_pictures(data))


def test_a_strip_may_reach_beyond_the_page():
    page = np.zeros((10, 10), np.uint8)
    cut = strip(page, (-10.0, 0.0, 20.0, 10.0), 20)
    assert cut.shape == (20, 60)
    assert cut[:, :15].min() == 255
    assert cut[5:15, 25:35].max() == 0
