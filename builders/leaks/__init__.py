"""Whether what is redacted has leaked: every form in which it could, in every file of a site."""
