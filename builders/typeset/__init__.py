"""Setting lines of text and drawing them into a picture, without a browser or system fonts."""
