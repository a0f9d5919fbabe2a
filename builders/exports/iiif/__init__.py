"""The facsimiles of sources for other people's viewers: IIIF Presentation API 3.0, static files.

| file                                  | what it is                                             |
| ------------------------------------- | ------------------------------------------------------ |
| `sources/<id>/manifest.json`          | a Manifest: a source with its pictures in their order  |
| `sources/<id>/facsimile/<name>.json`  | an Annotation Page: the text of the page in a picture  |
| `data/iiif-collection.json`           | a Collection of all manifests; of many, of Collections |

All ids in them must be HTTP(S) URIs: of what has no address on the web there are none of these
files. A Canvas cannot hold a PDF, and a Manifest has one Canvas at least: a source that has a PDF
and no picture has no manifest; beside pictures a PDF is a `rendering`.
"""
