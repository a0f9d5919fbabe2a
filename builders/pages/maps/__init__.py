"""The map of places: lines of Natural Earth, points of the register, drawn once, as SVG."""
