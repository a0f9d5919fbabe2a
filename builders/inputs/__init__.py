"""Reading and checking what people write in `site_src/`; mistakes have file, line and field.

Sources are read byte for byte, and redacted passages are taken out before anything else happens.
"""
