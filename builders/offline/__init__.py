"""A finished site as a ZIP that can be read from disk, without a server and without a network.

A browser that opens a page from disk loads scripts, style sheets and pictures, but neither modules
nor data. So the modules become one plain script, each file that scripts fetch gets a twin that is a
script, and links to folders name the page in them. Everything else is as it is published.
"""
