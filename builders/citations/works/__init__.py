"""Works that can be cited: sources as works, names of bodies and people, titles, short forms."""
