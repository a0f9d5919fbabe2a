"""What somebody might write so that it is obeyed, put into every field that there is."""
