"""The tests of Muniment."""
