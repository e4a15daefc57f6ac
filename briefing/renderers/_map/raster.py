"""A drawing as a PNG, for formats whose readers cannot be trusted with SVG."""

from briefing.renderers._map.drawing import Drawing
from briefing.resources import font

_ZOOM = 220 / 72  # 220 dots an inch: what Word itself keeps of a picture that is to be printed
_STYLES = ("Regular", "Semibold")


def png(drawing: Drawing) -> bytes:
    """The picture on white. No font of the machine is used: the same drawing, the same bytes."""
    import resvg_py

    made = resvg_py.svg_to_bytes(
        svg_string=drawing.svg,
        background="#ffffff",
        zoom=_ZOOM,
        skip_system_fonts=True,
        font_files=[str(font("SourceSansPro", style)) for style in _STYLES],
    )
    return bytes(made)
