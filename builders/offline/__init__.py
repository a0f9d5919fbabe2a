"""A finished site as one ZIP that is read from a disk, without a server and without a network.

A browser that opens a page from a disk loads scripts, style sheets and pictures, and neither
modules nor data. So modules become one plain script, files that scripts fetch get a twin that is a
script, and links to folders name the page in them. Everything else is as it is published.
"""
