"""What is said about a source, in the words of the W3C Web Annotation model."""
