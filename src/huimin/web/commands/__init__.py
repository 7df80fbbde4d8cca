"""What the command line asks of the site, in a process of its own: ``python -m huimin.web.commands NAME FOLDER …``.

The command line and the site are two faces that do not import each other; ``huimin serve`` and the like start this.
"""
