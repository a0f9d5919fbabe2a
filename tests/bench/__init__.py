"""How fast, how large, how much memory: the whole product on publications of any size."""
