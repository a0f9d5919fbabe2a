"""What happened when: the register of events, and one order of time for all that has a date."""
