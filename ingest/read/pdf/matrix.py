"""Where a PDF's transformations put points and rectangles."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Matrix = tuple[float, float, float, float, float, float]
"""The six numbers of a PDF transformation: (x, y) becomes (ax + cy + e, bx + dy + f)."""
STILL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The transformation that moves nothing."""


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point that (x, y) becomes."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def times(one: Matrix, other: Matrix) -> Matrix:
    """The transformation that does `one`, then `other`."""
    e, f = apply(other, one[4], one[5])
    origin = apply(other, 0.0, 0.0)
    (a, b), (c, d) = (
        (x - origin[0], y - origin[1])
        for x, y in (apply(other, one[0], one[1]), apply(other, one[2], one[3]))
    )
    return a, b, c, d, e, f


def moved(box: Rectangle, matrix: Matrix) -> Rectangle:
    """The upright rectangle around what a rectangle becomes."""
    if matrix == STILL:
        return box
    left, bottom, right, top = box
    corners = [apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
