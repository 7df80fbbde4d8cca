"""The public site: pages, charts, downloads, metadata and feeds of a ``tasks.open_data`` ``Site``, as files.

``build(site)`` gives every file as (path, bytes); ``write_files`` writes those that changed. Nothing here
decides what may be shown: what is not in the ``Site`` cannot be on a page.
"""

from huimin.adapters.open_data.building import build
from huimin.adapters.open_data.writing import Written, write_files

__all__ = ["Written", "build", "write_files"]
