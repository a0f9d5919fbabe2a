"""What is kept on the disk or in a long-running program, and how files change hands safely."""
