"""Works that can be cited: sources as works, what bodies, people and titles are called, works in short."""
