"""What people write in `site_src/`, read and checked: every mistake with its file, line and field.

Sources byte for byte, with what must not be published taken out of them before anything else.
"""
