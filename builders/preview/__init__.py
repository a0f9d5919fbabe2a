"""A publication that is being worked on: what is saved is made anew, served and reloaded."""
