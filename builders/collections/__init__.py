"""Collections that are sites of their own: which sources each has, and where its files go."""
