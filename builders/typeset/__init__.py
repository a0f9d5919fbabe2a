"""Lines of text set in a font and drawn into a small picture, without a browser and without a system's fonts."""
