"""The map of commitments as a drawing, for every format that can show one.

measure.py    how wide a text is in the memo's font, and how it breaks into lines
layout.py     where boxes and lines of a map stand, in points
drawing.py    the layout as SVG, in the look's colours
raster.py     the drawing as a PNG, for Word
mermaid.py    the map as text, for Markdown
"""
