"""The map of places as SVG: coasts and borders from Natural Earth, places from the register."""
