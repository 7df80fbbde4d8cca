"""What the public may see: indicators, counts and scorecards under the protection of small counts, as plain data.

``settings`` reads ``open_data.yaml``, ``values`` and ``cards`` decide number by number, ``gathering`` puts everything
together as a ``Publication``, ``tables`` gives the downloads, ``history`` says what a publication changed.
"""
