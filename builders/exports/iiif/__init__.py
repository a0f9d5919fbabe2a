"""The facsimiles of sources for IIIF viewers: Presentation API 3.0, as static files.

| file                                  | what it is                                             |
| ------------------------------------- | ------------------------------------------------------ |
| `sources/<id>/manifest.json`          | a Manifest: a source with its pictures in order        |
| `sources/<id>/facsimile/<name>.json`  | an Annotation Page: the text of the page in a picture  |
| `data/iiif-collection.json`           | a Collection of all manifests, or of Collections       |

All ids in these files must be HTTP(S) URIs: without the publication's URL, none of them is made.
A Canvas cannot show a PDF, and a Manifest has at least one Canvas: a source with a PDF but no
picture has no manifest; beside pictures a PDF is a `rendering`.
"""
