"""The parts of the cable reader: forms a cable is received in, its head, its body, its end."""
