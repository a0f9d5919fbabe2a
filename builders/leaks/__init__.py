"""The search for leaks: redacted passages, in any form they may take, in every file of a site."""
