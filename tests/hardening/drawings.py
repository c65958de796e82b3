"""Drawings of any kind: SVG whose numbers, colours and parts are what no program would write."""

from __future__ import annotations

from hypothesis import strategies as st

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_NUMBER = st.sampled_from(
    [
        *("0", "1", "-1", ".5", "5", "10", "20", "1e-30", "1e5", "999999", "-999999"),
        *("0.0000001", "123456.789"),
    ]
)
_LENGTH = st.one_of(_NUMBER, st.sampled_from(["100%", "50%", "-10%", "1em", "2ex", "1in", "3mm"]))
_PAINT = st.sampled_from(
    [
        *("red", "none", "url(#g)", "url(#r)", "currentColor", "#fff", "#12345678", "rgb(1,2,3)"),
        *("rgba(1 2 3 / 50%)", "hsl(10,20%,30%)", "url(#g) red", "url(#p)", "rgb(999,-1,3)"),
    ]
)
_TRANSFORM = st.sampled_from(
    [
        *("scale(0)", "scale(0 1)", "matrix(0 0 0 0 0 0)", "matrix(1 1 1 1 0 0)", "rotate(45)"),
        *("rotate(1 2)", "skewX(90)", "skewY(89.9)", "translate(1)", "scale(-1)", "scale(9999)"),
        *("scale(1e-30)", "rotate(0)scale(2)", "translate(999999 -999999)"),
    ]
)
_OF_ALL = {
    "fill": _PAINT,
    "stroke": _PAINT,
    "stroke-width": _LENGTH,
    "transform": _TRANSFORM,
    "opacity": _LENGTH,
    "fill-opacity": _NUMBER,
    "stroke-dasharray": st.sampled_from(["0", "0 0", "1 0", "1,2,3", "-1 2", "1e-30", "none"]),
    "stroke-miterlimit": _LENGTH,
    "stroke-linejoin": st.sampled_from(["round", "bevel", "x"]),
    "fill-rule": st.sampled_from(["evenodd", "x"]),
    "clip-path": st.sampled_from(["url(#c)", "none", "url(#g)"]),
    "visibility": st.sampled_from(["hidden", "collapse"]),
}
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "z": 0}
_OWN = {
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "use": ("x", "y", "width", "height"),
    "linearGradient": ("x1", "y1", "x2", "y2"),
    "radialGradient": ("cx", "cy", "r", "fx", "fy"),
}


@st.composite
def _outline(draw: st.DrawFn) -> str:
    parts = [f"M{draw(_NUMBER)} {draw(_NUMBER)}"]
    for command in draw(st.text("MmLlHhVvCcSsQqTtZzAa", max_size=5)):
        if command in "Aa":
            numbers = [draw(_NUMBER) for _ in range(5)]
            flags = draw(st.sampled_from(["0 0", "0 1", "1 1"]))
            parts.append(f"{command}{' '.join(numbers[:3])} {flags} {' '.join(numbers[3:])}")
        else:
            count = _ARGUMENTS[command.lower()]
            parts.append(command + " ".join(draw(_NUMBER) for _ in range(count)))
    return "".join(parts)


@st.composite
def _attributes(draw: st.DrawFn, tag: str) -> str:
    names = draw(st.sets(st.sampled_from([*_OF_ALL]), max_size=4))
    made = {name: draw(_OF_ALL[name]) for name in sorted(names)}
    made |= {name: draw(_LENGTH) for name in _OWN.get(tag, ())}
    if tag == "path":
        made["d"] = draw(_outline())
    if tag in ("polyline", "polygon"):
        made["points"] = " ".join(draw(st.lists(_NUMBER, max_size=6)))
    if tag == "use":
        made["href"] = draw(st.sampled_from(["#p", "#g", "#c", "#s"]))
    return "".join(f' {name}="{value}"' for name, value in made.items())


_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use")


@st.composite
def _element(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(_SHAPES if depth > 1 else (*_SHAPES, "g", "a")))
    inner = draw(st.lists(_element(depth + 1), max_size=2)) if tag in ("g", "a") else []
    return f"<{tag}{draw(_attributes(tag))}>{''.join(inner)}</{tag}>"


@st.composite
def _stop(draw: st.DrawFn) -> str:
    look = f'stop-color="{draw(_PAINT)}" stop-opacity="{draw(_NUMBER)}"'
    return f'<stop offset="{draw(_LENGTH)}" {look}/>'


@st.composite
def _gradient(draw: st.DrawFn, tag: str, id: str) -> str:
    extra = {
        "gradientUnits": st.sampled_from(["userSpaceOnUse", "objectBoundingBox"]),
        "spreadMethod": st.sampled_from(["pad", "pad", "repeat", "reflect"]),
        "gradientTransform": _TRANSFORM,
    }
    names = sorted(draw(st.sets(st.sampled_from([*extra]), max_size=2)))
    more = "".join(f' {name}="{draw(extra[name])}"' for name in names)
    stops = "".join(draw(st.lists(_stop(), max_size=3)))
    return f'<{tag} id="{id}"{draw(_attributes(tag))}{more}>{stops}</{tag}>'


@st.composite
def drawings(draw: st.DrawFn) -> str:
    """Draw an SVG of shapes, gradients, clips and parts used again."""
    size = draw(
        st.sampled_from(
            [
                *('viewBox="0 0 40 20"', 'viewBox="-10 -10 0.5 0.5"', 'width="10mm" height="5mm"'),
                *('viewBox="0 0 1e-30 1e-30"', 'viewBox="999999 999999 1 1"', ""),
            ]
        )
    )
    parts = [
        draw(_gradient("linearGradient", "g")),
        draw(_gradient("radialGradient", "r")),
        f'<clipPath id="c">{draw(_element(2))}</clipPath>',
        f'<path id="p" d="{draw(_outline())}"/>',
        f'<symbol id="s" viewBox="0 0 10 10">{draw(_element(2))}</symbol>',
    ]
    shapes = "".join(draw(st.lists(_element(), min_size=1, max_size=4)))
    return f"<svg {SPACES} {size}><defs>{''.join(parts)}</defs>{shapes}</svg>"
