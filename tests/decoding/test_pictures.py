"""A logo is a whole picture of a size that is no trap, or one sentence says why it is none."""

from __future__ import annotations

import tracemalloc
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.decoding.pictures import MAX_BYTES, PictureError, check_picture
from tests.pictures import END, chunk, jpeg, png

# Of 6 by 4 pixels, six of the seven passes hold any: the third begins in the fifth row.
PASSES = b"".join(
    rows * (b"\0" + b"\x80" * columns) for columns, rows in ((1, 1), (1, 1), (1, 1), (3, 1), (3, 2), (6, 2))
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(), ("png", 6, 4)),
        (png(interlaced=1, lines=PASSES), ("png", 6, 4)),
        (png(10, 1, depth=1, lines=b"\0\xff\xc0"), ("png", 10, 1)),
        (png(2_000, 2_000), ("png", 2_000, 2_000)),
        (jpeg(), ("jpeg", 6, 4)),
        (jpeg() + b"\0\0", ("jpeg", 6, 4)),
    ],
)
def test_what_a_picture_is(data: bytes, expected: tuple[str, int, int]) -> None:
    assert check_picture(data) == expected


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is no PNG or JPEG picture; save it as one of them."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no PNG or JPEG picture; save it as one of them."),
        (b"\0" * (MAX_BYTES + 1), "is larger than 512 KiB; save the picture smaller."),
        (png(2_001, 1, lines=b""), "is 2,001 by 1 pixels; save it with at most 2,000 on each side."),
        (png(60_000, 60_000, lines=b""), "is 60,000 by 60,000 pixels; save it with at most 2,000 on each side."),
        (jpeg(65_000, 65_000), "is 65,000 by 65,000 pixels; save it with at most 2,000 on each side."),
        (png(0, 4), "is a damaged picture; save it anew."),
        (jpeg(0, 4), "is a damaged picture; save it anew."),
        (png(lines=b"\0"), "is a damaged picture; save it anew."),
        (png()[:-5], "is a damaged picture; save it anew."),
        (png() + b"more", "is a damaged picture; save it anew."),
        (png(depth=3), "is a damaged picture; save it anew."),
        (png().replace(END, b"IENX"), "is a damaged picture; save it anew."),
        (jpeg()[:-2], "is a damaged picture; save it anew."),
        (jpeg()[:9], "is a damaged picture; save it anew."),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(PictureError) as refused:
        check_picture(data)
    assert str(refused.value) == told


def test_a_picture_that_unpacks_to_more_than_it_says_is_never_unpacked_whole() -> None:
    bomb = png().replace(
        chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 6) * 4)),
        chunk(b"IDAT", zlib.compress(bytes(200 << 20), 9)),
    )
    tracemalloc.start()
    try:
        with pytest.raises(PictureError, match="damaged"):
            check_picture(bomb)
        assert tracemalloc.get_traced_memory()[1] < 10 << 20
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=80), st.integers(0, 80), st.sampled_from((png(), jpeg())))
def test_no_bytes_are_more_than_refused(noise: bytes, at: int, whole: bytes) -> None:
    for data in (noise, whole[:at] + noise, whole[:at] + noise + whole[at + len(noise) :]):
        with suppress(PictureError):
            assert min(check_picture(data)[1:]) > 0
